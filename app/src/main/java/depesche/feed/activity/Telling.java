package depesche.feed.activity;

import depesche.db.Database;
import depesche.feed.activity.Delivering.Delivered;
import depesche.feed.activity.NextStep.Step;
import depesche.feed.activity.Tellings.Sent;
import depesche.net.Posted;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Tells an inbox of an article what is next, and notes what became of it. A server that is ill rests as a whole.
/// One that says 410, or takes nothing for a week of many tries, is told no more. What is refused for good is not
/// sent for ever.
final class Telling {

    private static final Logger LOG = System.getLogger(Telling.class.getName());
    private static final Duration LONGEST_FAILURE = Duration.ofDays(7);
    private static final int FEWEST_FAILURES = 20;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int MOST_DOUBLINGS = 9;
    private static final int MOST_REFUSALS = 6;
    private static final int GONE = 410;

    /// Answers that say something of the server, and not of what was sent.
    private static final Set<Integer> ILL = Set.of(401, 403, 404, 408, 429);

    private final Database db;
    private final Delivering delivering;
    private final InstantSource clock;

    Telling(Database db, Delivering delivering, InstantSource clock) {
        this.db = db;
        this.delivering = delivering;
        this.clock = clock;
    }

    /// Empty where nothing was sent. What is late is left to whoever claims it next.
    Optional<Posted> carry(Due.Tell tell, Step step) {
        if (isLate(tell) || !isBegun(tell, step)) {
            return Optional.empty();
        }
        return switch (step) {
            case NextStep.Say(Actor by, var activity, String form, var more) ->
                posted(tell, delivered(tell, by, activity), (tx, now) -> Tellings.told(tx, tell, form, more, now));
            case NextStep.PassOn(Actor by, var activity, var more) ->
                posted(tell, delivered(tell, by, activity), (tx, now) -> Tellings.announced(tx, tell, by, more, now));
            case NextStep.TakeBack(Actor by, var activity, var more) ->
                takenBack(tell, by, delivered(tell, by, activity), more);
            case NextStep.Withdraw(Actor by, var activity) ->
                posted(tell, delivered(tell, by, activity), (tx, _) -> Tellings.end(tx, tell));
            case NextStep.Rest() -> {
                rest(tell);
                yield Optional.empty();
            }
            case NextStep.Forget() -> {
                db.change(tx -> Tellings.end(tx, tell));
                yield Optional.empty();
            }
        };
    }

    private static boolean isLate(Due.Tell tell) {
        if (tell.hold().isLate()) {
            LOG.log(Level.INFO, "activity.late article=" + tell.article());
        }
        return tell.hold().isLate();
    }

    /// Whoever passes it on, or takes it back, is noted before, so that the one is taken back and the other done to the
    /// end also where no answer came. What another node has claimed is left to it.
    private boolean isBegun(Due.Tell tell, Step step) {
        return switch (step) {
            case NextStep.PassOn(Actor by, var _, var _) ->
                tell.passedOn().announcing().contains(by.key())
                        || db.write(tx -> Tellings.announcing(tx, tell, by)) && !isLate(tell);
            case NextStep.TakeBack(Actor by, var _, var _) ->
                tell.passedOn().undoing().contains(by.key())
                        || db.write(tx -> Tellings.undoing(tx, tell, by)) && !isLate(tell);
            case NextStep.Say _, NextStep.Withdraw _, NextStep.Rest _, NextStep.Forget _ -> true;
        };
    }

    /// It is to be told nothing more of this.
    void rest(Due.Tell tell) {
        db.change(tx -> Tellings.rest(tx, tell, Sent.NO, clock.instant()));
    }

    private Delivered delivered(Due.Tell tell, Actor by, Map<String, Object> activity) {
        return delivering.deliver(by, activity, tell.to(), tell.place().style());
    }

    private interface Noting {
        void note(Handle tx, Instant now);
    }

    /// Whoever refuses to the last to take it back may never have had it; others are not to wait for that.
    private Optional<Posted> takenBack(Due.Tell tell, Actor by, Delivered delivered, Tellings.More more) {
        Noting taken = (tx, now) -> Tellings.takenBack(tx, tell, by, more, now);
        return posted(tell, delivered, taken, taken);
    }

    private Optional<Posted> posted(Due.Tell tell, Delivered delivered, Noting noting) {
        return posted(tell, delivered, noting, (tx, now) -> Tellings.rest(tx, tell, Sent.YES, now));
    }

    private Optional<Posted> posted(Due.Tell tell, Delivered delivered, Noting noting, Noting refused) {
        long inbox = tell.place().inbox();
        switch (delivered.posted()) {
            case Posted.Answered(int status, var _, var _, var _)
            when status / 100 == 2 ->
                db.change(tx -> {
                    Inboxes.well(tx, inbox, delivered.style());
                    noting.note(tx, clock.instant());
                });
            case Posted.Answered(int status, var _, var _, var _) when status == GONE -> end(tell, "gone");
            case Posted.Answered(int status, var pause, var _, var _)
            when status / 100 == 5 || ILL.contains(status) -> ill(tell, pause);
            case Posted.Answered(int status, var _, var _, var _) -> refused(tell, status, refused);
            case Posted.Unreachable _, Posted.Lost _, Posted.Forbidden _ -> ill(tell, Optional.empty());
        }
        return Optional.of(delivered.posted());
    }

    /// All that is for this inbox waits.
    private void ill(Due.Tell tell, Optional<Duration> pause) {
        Instant now = clock.instant();
        if (isOver(tell, now)) {
            end(tell, "silent");
            return;
        }
        Instant again = again(tell.place().attempts(), pause, now);
        db.change(tx -> {
            Optional<Instant> until = Inboxes.failed(tx, tell.place(), again, now);
            until.ifPresent(it -> Tellings.wait(tx, tell.place().inbox(), it));
            Tellings.failed(tx, tell, until.orElse(again));
        });
    }

    /// A server to which little is said may have been ill twice, a week apart.
    private static boolean isOver(Due.Tell tell, Instant now) {
        return tell.place().attempts() + 1 >= FEWEST_FAILURES
                && tell.place()
                        .failingSince()
                        .filter(since -> since.plus(LONGEST_FAILURE).isBefore(now))
                        .isPresent();
    }

    /// Only this is not taken, or nothing is.
    private void refused(Due.Tell tell, int status, Noting last) {
        Instant now = clock.instant();
        if (isOver(tell, now)) {
            end(tell, "refusing");
            return;
        }
        boolean isLast = tell.attempts() + 1 >= MOST_REFUSALS;
        if (isLast) {
            LOG.log(Level.INFO, "activity.refused article=" + tell.article() + " status=" + status);
        }
        db.change(tx -> {
            Inboxes.refused(tx, tell.place(), now);
            if (isLast) {
                last.note(tx, now);
            } else {
                Tellings.failed(tx, tell, again(tell.attempts(), Optional.empty(), now));
            }
        });
    }

    static Instant again(int attempts, Optional<Duration> pause, Instant now) {
        Duration usual = FIRST_PAUSE.multipliedBy(1L << Math.min(MOST_DOUBLINGS, attempts));
        Duration wished = pause.filter(it -> it.compareTo(usual) > 0).orElse(usual);
        return now.plus(wished.compareTo(LONGEST_PAUSE) < 0 ? wished : LONGEST_PAUSE);
    }

    private void end(Due.Tell tell, String why) {
        LOG.log(Level.INFO, "activity.ended inbox=" + tell.place().inbox() + " why=" + why);
        db.change(tx -> Inboxes.end(tx, tell.place().inbox()));
    }
}
