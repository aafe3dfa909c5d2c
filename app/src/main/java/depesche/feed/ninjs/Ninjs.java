package depesche.feed.ninjs;

import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.config.Settings;
import depesche.feed.ArticleIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Articles as ninjs, in the caller's snapshot.
public final class Ninjs {

    private final Settings settings;

    public Ninjs(Settings settings) {
        this.settings = settings;
    }

    /// Where a list stands: behind this change of this article.
    public record Mark(Instant changedAt, long article) {

        /// Before all that changed at this moment or later.
        public static Mark before(Instant since) {
            return new Mark(since, 0);
        }
    }

    /// A part of the list.
    ///
    /// @param next where it goes on, if it does
    public record Part(List<Map<String, Object>> items, Optional<Mark> next) {
        public Part {
            items = List.copyOf(items);
        }
    }

    /// Empty if there is no such article, or it was dropped before it came out.
    public Optional<Map<String, Object>> of(Handle tx, ArticleId id, NinjsForm form) {
        return Archive.byId(tx, id).flatMap(article -> {
            var reading = new NinjsReading(tx, settings, ArticleIds.of(tx, settings, List.of(id.value())));
            return reading.item(article).map(form::write);
        });
    }

    /// What came out, was changed or killed after that, the oldest change first.
    public Part after(Handle tx, Mark after, int most, NinjsForm form) {
        List<Mark> found = changed(tx, after, most + 1);
        List<Mark> shown = found.subList(0, Math.min(most, found.size()));
        Map<Long, String> ids =
                ArticleIds.of(tx, settings, shown.stream().map(Mark::article).toList());
        var reading = new NinjsReading(tx, settings, ids);
        List<Map<String, Object>> items = shown.stream()
                .flatMap(mark -> Archive.byId(tx, new ArticleId(mark.article())).stream())
                .flatMap((Article article) -> reading.item(article).stream())
                .map(form::write)
                .toList();
        return new Part(items, found.size() > most ? Optional.of(shown.getLast()) : Optional.empty());
    }

    private static List<Mark> changed(Handle tx, Mark after, int most) {
        return tx.createQuery("""
                        select changed_at, id
                          from article
                         where state in ('published', 'killed')
                           and (changed_at, id) > (:changedAt, :article)
                         order by changed_at, id
                         limit :most
                        """)
                .bind("changedAt", after.changedAt())
                .bind("article", after.article())
                .bind("most", most)
                .map((row, _) -> new Mark(row.getTimestamp("changed_at").toInstant(), row.getLong("id")))
                .list();
    }
}
