package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.db.Notices;
import depesche.feed.activity.ToldArticles.Told;
import depesche.job.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Hears what happens to articles, and says which inboxes are to be told. [ActivityCarrying] does the rest.
public final class ActivityNews {

    static final String NOTICE = "activity";

    private static final String OF_ARTICLE = "article:";

    /// What came out before is no news: an archive that is imported is told to nobody.
    private static final Duration NEWS = Duration.ofDays(2);

    /// Longer than what was signed counts, so that nobody repeats it.
    private static final Duration KEPT_AFTER_END = Duration.ofDays(1);

    /// An inbox from which nobody follows any more still hears what becomes of an article that it was told of.
    private static final Duration CORRECTED_WITHIN = Duration.ofDays(30);

    private final Database db;
    private final Jobs jobs;
    private final Actors actors;
    private final InstantSource clock;

    public ActivityNews(Settings settings, Database db, Jobs jobs, InstantSource clock) {
        this.db = db;
        this.jobs = jobs;
        this.actors = new Actors(settings);
        this.clock = clock;
    }

    /// Hears in the transaction of a change which pages change with it. Where nobody is to be told nothing is written.
    public void changed(Handle tx, Set<String> keys) {
        List<Long> articles = keys.stream()
                .filter(key -> key.startsWith(OF_ARTICLE))
                .map(key -> Long.parseLong(key.substring(OF_ARTICLE.length())))
                .sorted()
                .toList();
        if (!articles.isEmpty() && (Followers.isAny(tx) || Tellings.isAnyOf(tx, articles))) {
            jobs.submit(tx, new ArticlesChanged(articles));
        }
    }

    /// Twice does no harm: an inbox that knows an article as it is is told nothing.
    public void tell(ArticlesChanged change) {
        db.change(tx -> {
            TellingsLock.shared(tx);
            for (Long number : change.articles()) {
                tell(tx, new ArticleId(number));
            }
            Notices.tell(tx, NOTICE, "");
        });
    }

    private void tell(Handle tx, ArticleId id) {
        Instant now = clock.instant();
        Settled.spread(tx, id, now);
        Optional<Told> article = ToldArticles.byId(tx, id).filter(Told::stands);
        if (article.filter(it -> it.publishedAt().plus(NEWS).isAfter(now)).isPresent()) {
            Tellings.begin(tx, id, actors.tellingOf(tx, id, article.get().topics()), now);
        }
        Tellings.changed(tx, id, now);
    }

    /// Who follows no more, and then the inboxes to which nothing goes.
    public void forgetEnded() {
        Instant now = clock.instant();
        db.change(tx -> {
            Followers.forgetEnded(tx, now.minus(KEPT_AFTER_END));
            Inboxes.forgetIdle(tx, now.minus(CORRECTED_WITHIN));
        });
    }

    /// Keeps in few rows what was told long ago. Twice does no harm: what is gathered is not there any more.
    public void settle() {
        Instant since = clock.instant().minus(CORRECTED_WITHIN);
        int gathered = Settled.MOST_AT_ONCE;
        while (gathered == Settled.MOST_AT_ONCE) {
            gathered = db.write(tx -> {
                TellingsLock.alone(tx);
                return Settled.gather(tx, since);
            });
        }
    }
}
