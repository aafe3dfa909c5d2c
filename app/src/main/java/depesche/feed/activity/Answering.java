package depesche.feed.activity;

import depesche.db.Database;
import depesche.net.Posted;
import depesche.net.signature.Style;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Says to who follows that they do. Who cannot be told so for a while follows all the same, and is answered when they
/// ask again.
final class Answering {

    private static final int MOST_ATTEMPTS = 8;
    private static final int GONE = 410;

    private final Database db;
    private final Actors actors;
    private final Activities activities;
    private final Delivering delivering;
    private final InstantSource clock;

    Answering(Database db, Actors actors, Activities activities, Delivering delivering, InstantSource clock) {
        this.db = db;
        this.actors = actors;
        this.activities = activities;
        this.delivering = delivering;
        this.clock = clock;
    }

    void carry(Due.Answer answer) {
        Optional<Actor> actor = db.inSnapshot(tx -> actors.byKey(tx, answer.actor()));
        if (actor.isEmpty()) {
            db.change(tx -> Followers.end(tx, answer));
        } else if (answer.isSkipped()) {
            db.change(tx -> Followers.answered(tx, answer));
        } else {
            var accept = activities.accept(actor.get(), answer.follower(), answer.follow());
            answered(
                    answer,
                    delivering
                            .deliver(actor.get(), accept, answer.to(), Style.CAVAGE)
                            .posted());
        }
    }

    private void answered(Due.Answer answer, Posted posted) {
        boolean isGone = posted instanceof Posted.Answered(int status, var _, var _, var _) && status == GONE;
        if (isGone) {
            db.change(tx -> Followers.end(tx, answer));
        } else if (Delivering.isTaken(posted)) {
            db.change(tx -> {
                Inboxes.alive(tx, answer);
                Followers.answered(tx, answer);
            });
        } else if (answer.attempts() + 1 >= MOST_ATTEMPTS) {
            db.change(tx -> Followers.answered(tx, answer));
        } else {
            Instant again = Telling.again(answer.attempts(), Optional.empty(), clock.instant());
            db.change(tx -> Followers.failed(tx, answer, again));
        }
    }
}
