package depesche.digest;

import depesche.account.ReaderId;
import depesche.alert.Alert;
import depesche.alert.AlertId;
import depesche.alert.Alerts;
import depesche.alert.Announcement;
import depesche.alert.Audience;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.db.Database;
import depesche.digest.Digests.Digest;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// For those who carry digests: what one tells whom now, in the current revisions of its articles.
public final class Issues {

    /// A digest's texts in one edition, the same for all its slices.
    ///
    /// @param topics the version of their names and of what was merged
    private record Edition(Digest digest, int number, String topics, Map<AlertId, Announcement> items) {}

    private final Database db;
    private volatile Optional<Edition> last = Optional.empty();

    public Issues(Database db) {
        this.db = db;
    }

    /// Makes new editions of those of the digests in which an article has changed, or was killed, since the last.
    public void renew(Collection<AlertId> digests) {
        if (!digests.isEmpty()) {
            db.read(tx -> Editions.outdated(tx, digests))
                    .forEach(digest -> db.change(tx -> Editions.renew(tx, digest)));
        }
    }

    /// What these readers of a digest are told now.
    public Issue issue(AlertId alert, RoaringBitmap readers) {
        Optional<Issue> issue = Optional.empty();
        while (issue.isEmpty()) {
            renew(List.of(alert));
            issue = db.inSnapshot(tx -> current(tx, alert, readers));
        }
        return issue.get();
    }

    /// Empty where an article has changed again meanwhile.
    private Optional<Issue> current(Handle tx, AlertId alert, RoaringBitmap readers) {
        if (!Editions.outdated(tx, List.of(alert)).isEmpty()) {
            return Optional.empty();
        }
        Edition edition = edition(tx, alert);
        Map<ReaderId, List<Announcement>> items = new HashMap<>();
        var contents = Digests.contents(tx, edition.digest(), edition.number(), readers);
        edition.items()
                .forEach((item, announcement) -> contents.getOrDefault(item, new RoaringBitmap())
                        .forEach((int reader) -> items.computeIfAbsent(new ReaderId(reader), _ -> new ArrayList<>())
                                .add(announcement)));
        var digest = edition.digest();
        return Optional.of(new Issue(alert, digest.cadence(), edition.number(), digest.closedAt(), items));
    }

    /// The slices of a digest come one after the other: what they share is read once.
    private Edition edition(Handle tx, AlertId alert) {
        int number = Editions.latest(tx, alert);
        String topics = Topics.version(tx);
        var known = last.filter(it -> it.digest().alert().equals(alert)
                && it.number() == number
                && it.topics().equals(topics));
        if (known.isPresent()) {
            return known.get();
        }
        TopicTree tree = Topics.tree(tx);
        Map<AlertId, Announcement> items = new LinkedHashMap<>();
        for (Editions.Entry entry : Editions.entries(tx, alert, number)) {
            items.put(entry.item(), announcement(tx, tree, entry));
        }
        var read = new Edition(Digests.byAlert(tx, alert), number, topics, items);
        last = Optional.of(read);
        return read;
    }

    private static Announcement announcement(Handle tx, TopicTree tree, Editions.Entry entry) {
        Alert alert = Alerts.byId(tx, entry.item()).orElseThrow();
        Article article = Archive.byId(tx, new ArticleId(entry.article())).orElseThrow();
        return Audience.announcement(tx, tree, alert, article);
    }
}
