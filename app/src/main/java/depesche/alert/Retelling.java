package depesche.alert;

import depesche.account.Actor;
import depesche.article.AmendResult;
import depesche.article.Amending;
import depesche.article.Amendment;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.Notice;
import depesche.job.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Amending a published article and telling those who were told of it, in one transaction. What still waits of
/// earlier alerts is carried in its right version; after a kill it is not carried at all.
public final class Retelling {

    private final Amending amending;
    private final Announcing announcing;
    private final Jobs jobs;
    private final Duration grace;
    private final InstantSource clock;

    /// @param grace how long after the act the first mail leaves, so that the desk can stop it; a withdrawal
    ///     does not wait
    public Retelling(Amending amending, Announcing announcing, Jobs jobs, Duration grace, InstantSource clock) {
        this.amending = amending;
        this.announcing = announcing;
        this.jobs = jobs;
        this.grace = grace;
        this.clock = clock;
    }

    /// Within the caller's transaction.
    public Retold amend(Handle tx, ArticleId id, Amendment amendment, Actor by) {
        return amend(tx, id, amendment, by, Deadline.usual());
    }

    /// As above; its alert is worth carrying until then.
    public Retold amend(Handle tx, ArticleId id, Amendment amendment, Actor by, Deadline deadline) {
        AmendResult result = amending.amend(tx, id, amendment, by);
        return switch (result) {
            case AmendResult.Amended(Article before, Article after, Notice notice) ->
                new Retold(result, tell(tx, before, after, notice, deadline));
            case AmendResult.Faulty _, AmendResult.NotPublished _, AmendResult.NoSuchArticle _ ->
                new Retold(result, Optional.empty());
        };
    }

    private Optional<AlertId> tell(Handle tx, Article before, Article after, Notice notice, Deadline deadline) {
        if (notice.kind() == Notice.Kind.WITHDRAWAL) {
            Alerts.stopAll(tx, after.id(), notice.at());
        }
        announcing.announceAdded(tx, before, after);
        if (Alerts.firstOf(tx, after.id()).isEmpty()) {
            return Optional.empty();
        }
        var alert = Alerts.open(tx, after, occasion(tx, after, notice, deadline), clock.instant());
        alert.ifPresent(id -> jobs.submit(tx, new PlanRetelling(id.value())));
        return alert;
    }

    private Occasion occasion(Handle tx, Article article, Notice notice, Deadline deadline) {
        Alert.Kind kind = Alert.Kind.of(notice.kind());
        Instant now = clock.instant();
        return new Occasion(
                kind,
                notice.revision(),
                firstRight(notice),
                Bearing.ever(tx, article),
                kind == Alert.Kind.WITHDRAWAL ? now : now.plus(grace),
                deadline);
    }

    /// No revision of what was killed is right.
    private static int firstRight(Notice notice) {
        return notice.kind() == Notice.Kind.WITHDRAWAL ? notice.revision() + 1 : notice.revision();
    }
}
