package depesche.alert;

import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.ArticleState;
import depesche.article.PublishResult;
import depesche.article.PublishWhenDue;
import depesche.article.Publishing;
import depesche.db.Database;
import depesche.epoch.Epochs;
import depesche.follow.Subject;
import depesche.job.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Publishing an article and telling its followers, in one transaction: if the article is public, its alert
/// is written and will be planned.
public final class Announcing {

    private final Database db;
    private final Publishing publishing;
    private final Jobs jobs;
    private final Duration grace;
    private final InstantSource clock;

    /// @param grace how long after publication the first mail leaves, so that the desk can stop it
    public Announcing(Database db, Publishing publishing, Jobs jobs, Duration grace, InstantSource clock) {
        this.db = db;
        this.publishing = publishing;
        this.jobs = jobs;
        this.grace = grace;
        this.clock = clock;
    }

    /// Publishes, and tells everyone who follows what the article bears. Again: the first answer, also when the first
    /// time was quiet.
    public Announced publish(ArticleId id) {
        return db.write(tx -> publish(tx, id));
    }

    /// As [#publish(ArticleId)], within the caller's transaction.
    public Announced publish(Handle tx, ArticleId id) {
        return publish(tx, id, Deadline.usual());
    }

    /// As above; the alert is worth carrying until then.
    public Announced publish(Handle tx, ArticleId id, Deadline deadline) {
        PublishResult result = publishing.publish(tx, id);
        return switch (result) {
            case PublishResult.Published(Article article, var _) ->
                new Announced(result, announce(tx, article, deadline));
            case PublishResult.WasPublished _,
                    PublishResult.Incomplete _,
                    PublishResult.UnderEmbargo _,
                    PublishResult.NotPublishable _,
                    PublishResult.NoSuchArticle _ -> new Announced(result, Alerts.firstOf(tx, id));
        };
    }

    /// Publishes and tells nobody. Again: the first answer, with its alert if the first time had one.
    public Announced publishQuietly(ArticleId id) {
        return db.write(tx -> publishQuietly(tx, id));
    }

    /// As [#publishQuietly(ArticleId)], within the caller's transaction.
    public Announced publishQuietly(Handle tx, ArticleId id) {
        return new Announced(publishing.publish(tx, id), Alerts.firstOf(tx, id));
    }

    /// Publishes a scheduled article whose time has come, and tells nobody if what was due then is skipped. Twice does
    /// no harm: then it is scheduled no more.
    public void publishWhenDue(PublishWhenDue job) {
        var id = new ArticleId(job.article());
        db.change(tx -> {
            Optional<ArticleState> state = Archive.byId(tx, id).map(Article::state);
            if (state.orElse(null) instanceof ArticleState.Scheduled(Instant at, boolean withAlert)
                    && !at.isAfter(clock.instant())) {
                var _ = withAlert && !Epochs.isSkipped(tx, at) ? publish(tx, id) : publishQuietly(tx, id);
            }
        });
    }

    /// Tells followers of topics, of a story or of authors that an edit added to a published article, as of a new one,
    /// unless an earlier alert of the article named them. Nobody, if it was published quietly. The key of `alert`
    /// makes it once.
    public Optional<AlertId> announceAdded(Handle tx, Article before, Article after) {
        // Its state as it is now: it may have come out while the edit was read.
        if (!after.state().isPublic() || Alerts.firstOf(tx, after.id()).isEmpty()) {
            return Optional.empty();
        }
        Set<Subject> gained = Bearing.gained(tx, before, after);
        return gained.isEmpty()
                ? Optional.empty()
                : open(tx, after, after.revision().number(), gained, Deadline.usual());
    }

    private Optional<AlertId> announce(Handle tx, Article article, Deadline deadline) {
        return open(tx, article, 0, Bearing.of(tx, article), deadline);
    }

    private Optional<AlertId> open(Handle tx, Article article, int occasion, Set<Subject> subjects, Deadline deadline) {
        Instant now = clock.instant();
        var alert = Alerts.open(
                tx,
                article,
                new Occasion(
                        Alert.Kind.NEW, occasion, article.revision().number(), subjects, now.plus(grace), deadline),
                now);
        alert.ifPresent(id -> jobs.submit(tx, new PlanAlert(id.value())));
        return alert;
    }
}
