package depesche.delivery;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.alert.Announcement;
import depesche.alert.Audience;
import depesche.alert.Receiver;
import depesche.channel.ChannelKind;
import depesche.delivery.email.Letter;
import depesche.delivery.email.Told;
import depesche.delivery.ledger.Entry;
import depesche.delivery.ledger.Ledger;
import depesche.delivery.ledger.Outcome;
import depesche.delivery.ledger.Ticket;
import depesche.mail.Handover;
import depesche.mail.MailLine;
import depesche.mail.Opening;
import depesche.mail.message.MailPress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One connection and the virtual thread that owns it: takes deliveries from the hand and carries them one by one.
/// *Hold the dot*: the final dot of a message is sent only when the outcome of this connection's message
/// before is durable under the fence, so at most one message of the connection is ever in doubt.
final class Carrier implements Runnable {

    private static final Logger LOG = System.getLogger(Carrier.class.getName());
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration UNWRITABLE_WAIT = Duration.ofMinutes(10);
    private static final int MOST_LOSSES = 3;
    private static final String FOLLOWS_NONE = "the reader follows none of the topics any more";

    private final Hand hand;
    private final Ledger ledger;
    private final Audience audience;
    private final PostOffice office;
    private final InstantSource clock;
    private final AtomicInteger working;
    private final Satchel satchel;

    private @Nullable MailPress press;
    private @Nullable MailLine line;
    private @Nullable Ticket previous;

    Carrier(
            Hand hand,
            Ledger ledger,
            Audience audience,
            PostOffice office,
            InstantSource clock,
            AtomicInteger working) {
        this.hand = hand;
        this.ledger = ledger;
        this.audience = audience;
        this.office = office;
        this.clock = clock;
        this.working = working;
        this.satchel = office.shares().satchel();
    }

    /// A delivery whose letter is written and whose envelope the line may know already.
    ///
    /// @param omitted what of a digest the letter does not tell
    private record Prepared(Delivery delivery, Letter letter, Set<AlertId> omitted) {}

    @Override
    public void run() {
        while (!hand.isClosed()) {
            giveUpLine();
            boolean isProbe = office.breaker().await();
            if (!hand.await(IDLE, line != null)) {
                closeLine();
            } else if (hasLine()) {
                hand.takePromised(satchel).ifPresent(this::work);
            } else {
                hand.forgo();
            }
            if (isProbe) {
                office.breaker().probed();
            }
        }
        closeLine();
    }

    /// Nobody sits on a line for which somebody waits, or while the server is in trouble.
    private void giveUpLine() {
        if (office.route().isAwaited() || office.breaker().trouble().isPresent()) {
            closeLine();
        }
    }

    private void work(Delivery first) {
        working.incrementAndGet();
        try {
            Optional<Prepared> current = prepare(first);
            if (current.isPresent()) {
                requireLine().begin(current.get().letter().envelope());
            }
            while (current.isPresent()) {
                current = carry(current.get());
            }
        } catch (Exception broken) {
            // A bug, not the mail server. The leases run out, and whoever claims next goes on from the ledger.
            LOG.log(Level.ERROR, "delivery.carrier.broken delivery=" + first, broken);
            hand.giveUp();
            closeLine();
        } finally {
            hand.empty(satchel);
            working.decrementAndGet();
        }
    }

    /// Made for the first mail: a connection is made before readers are served, and what signs is loaded after.
    private MailPress press() {
        MailPress made = press;
        if (made == null) {
            made = office.letters().press();
            press = made;
        }
        return made;
    }

    /// Carries one, and gives the next whose envelope went ahead with this one's dot. Where somebody waits for the line
    /// there is none.
    private Optional<Prepared> carry(Prepared current) {
        byte[] message =
                press().fill(current.letter().template(), current.letter().holes());
        Optional<Prepared> next = office.route().isAwaited()
                ? Optional.empty()
                : hand.poll(satchel).flatMap(this::prepare);
        office.pace().await();
        if (!mayFinish(current.delivery())) {
            closeLine();
            next.ifPresent(it -> hand.putBack(it.delivery()));
            return Optional.empty();
        }
        satchel.waitForAnswer(next.map(Prepared::delivery));
        Handover handover = next.isPresent()
                ? requireLine().finish(message, next.get().letter().envelope())
                : requireLine().finish(message);
        boolean hasNext = satchel.waited(!(handover instanceof Handover.Lost));
        settle(current, handover);
        if (next.isPresent() && !hasNext) {
            // Its envelope went ahead on this line, and others carry it now.
            closeLine();
        }
        return next.filter(prepared -> hasNext && mayGoOn(prepared));
    }

    /// Not on a line that is gone, and not while the server is in trouble: then all wait, but for one that tries.
    private boolean mayGoOn(Prepared next) {
        if (line != null && line.isOpen() && office.breaker().trouble().isEmpty()) {
            return true;
        }
        closeLine();
        hand.putBack(next.delivery());
        return false;
    }

    /// Waits until the outcome before is durable, then looks once more. When its slice was taken over, this
    /// connection has had its one message in doubt: it is given up, and another begins.
    private boolean mayFinish(Delivery delivery) {
        boolean isHeld = previous == null || previous.await() == Ticket.Fate.DURABLE;
        previous = null;
        if (!isHeld) {
            hand.putBack(delivery);
        }
        return isHeld && isStillToGo(delivery);
    }

    /// Looks once more, in memory, and puts back what waits or ends what is over.
    private boolean isStillToGo(Delivery delivery) {
        if (!hand.isCarriable(delivery)) {
            hand.putBack(delivery);
            return false;
        }
        Optional<Outcome> end = endWithoutSending(delivery);
        end.ifPresent(outcome -> record(delivery, outcome));
        return end.isEmpty();
    }

    private Optional<Outcome> endWithoutSending(Delivery delivery) {
        ReaderId reader = delivery.receiver().reader();
        if (clock.instant().isAfter(delivery.slice().claim().notAfter())) {
            return Optional.of(new Outcome.Expired());
        }
        return switch (audience.wish(
                ChannelKind.EMAIL, delivery.slice().dispatch().tells(reader), reader)) {
            case WANTED -> Optional.empty();
            case PAUSED -> Optional.of(new Outcome.Withdrawn("the reader has paused"));
            case SILENCED -> Optional.of(new Outcome.Suppressed("the address is suppressed"));
            case FOLLOWS_ENDED -> Optional.of(new Outcome.Withdrawn(FOLLOWS_NONE));
            case CHANNEL_ENDED -> Optional.of(new Outcome.Withdrawn("the reader wants no mail any more"));
            case NOTHING_LEFT -> Optional.of(new Outcome.Withdrawn("all that it told of was withdrawn"));
        };
    }

    private Optional<Prepared> prepare(Delivery delivery) {
        if (!isStillToGo(delivery)) {
            return Optional.empty();
        }
        Receiver receiver = delivery.receiver();
        if (receiver.address().isEmpty()) {
            record(delivery, new Outcome.Suppressed("the reader was erased"));
            return Optional.empty();
        }
        return write(delivery, receiver, receiver.address().get());
    }

    private Optional<Prepared> write(Delivery delivery, Receiver receiver, String address) {
        var told = wanted(delivery.slice().dispatch(), receiver.reader());
        if (told.isEmpty()) {
            record(delivery, new Outcome.Withdrawn(FOLLOWS_NONE));
            return Optional.empty();
        }
        try {
            Dispatch dispatch = delivery.slice().dispatch();
            return Optional.of(new Prepared(
                    delivery, letter(dispatch, receiver, address, told), omitted(dispatch, receiver.reader(), told)));
        } catch (Exception unwritable) {
            LOG.log(Level.ERROR, "delivery.letter.unwritable delivery=" + delivery, unwritable);
            record(delivery, new Outcome.Deferred(0, "the message could not be written", UNWRITABLE_WAIT));
            return Optional.empty();
        }
    }

    /// What the reader still follows of what it tells, with the follows that are the reason.
    private List<Told> wanted(Dispatch dispatch, ReaderId reader) {
        return dispatch.tells(reader).stream()
                .map(announcement -> new Told(announcement, audience.reasons(announcement, reader)))
                .filter(told ->
                        !told.reasons().isEmpty() || !told.announcement().kind().isNews())
                .toList();
    }

    private static Set<AlertId> omitted(Dispatch dispatch, ReaderId reader, List<Told> told) {
        List<Announcement> all = dispatch.tells(reader);
        if (all.size() == told.size()) {
            return Set.of();
        }
        var omitted = all.stream().map(Announcement::alert).collect(Collectors.toSet());
        told.forEach(each -> omitted.remove(each.announcement().alert()));
        return omitted;
    }

    private Letter letter(Dispatch dispatch, Receiver receiver, String address, List<Told> told) {
        var reader = receiver.reader();
        return switch (dispatch) {
            case Dispatch.OfArticle(var announcement) ->
                office.letters()
                        .write(
                                announcement,
                                reader,
                                address,
                                receiver.language(),
                                told.getFirst().reasons());
            case Dispatch.OfDigest(var issue) ->
                office.letters().write(issue, reader, address, receiver.language(), told);
        };
    }

    private void settle(Prepared carried, Handover handover) {
        Delivery delivery = carried.delivery();
        var states = delivery.slice().states();
        int ordinal = delivery.ordinal();
        switch (Judgement.of(handover, states.attempts(ordinal), states.wasInDoubt(ordinal))) {
            case Judgement.Told(Outcome outcome) -> told(carried, outcome);
            case Judgement.ServerTrouble(var why) -> {
                office.breaker().failed(why);
                closeLine();
                hand.putBack(delivery);
            }
            case Judgement.Blamed(Outcome outcome, var why) -> {
                note(carried, outcome);
                office.breaker().blamed(why);
            }
            case Judgement.Broken(var why) -> broken(delivery, why);
        }
    }

    /// Records what this connection's next dot waits for.
    private void note(Prepared carried, Outcome outcome) {
        String address = carried.delivery().receiver().address().orElse("");
        previous = record(
                carried.delivery(),
                outcome.says().indexOf('@') < 0 ? outcome : outcome.without(address),
                carried.omitted());
    }

    private void told(Prepared carried, Outcome outcome) {
        note(carried, outcome);
        String address = carried.delivery().receiver().address().orElse("");
        switch (outcome) {
            case Outcome.Deferred _ -> {
                office.domains().deferred(address);
                office.breaker().answered(satchel.waitingSince());
            }
            case Outcome.InDoubt(var why, var _) -> unanswered(address, why);
            case Outcome.Uncertain(var why) -> unanswered(address, why);
            case Outcome.Accepted _, Outcome.Refused _ -> {
                office.domains().answered(address);
                office.breaker().answered(satchel.waitingSince());
            }
            case Outcome.Suppressed _, Outcome.Expired _, Outcome.Withdrawn _ -> {}
        }
    }

    /// It may be the server, and it may be what the server does with this domain.
    private void unanswered(String address, String why) {
        office.breaker().lost(why, satchel.waitingSince());
        if (office.breaker().trouble().isEmpty()) {
            office.domains().deferred(address);
        }
    }

    /// Not the reader's fault, unless it happens with this reader again and again.
    private void broken(Delivery delivery, String why) {
        closeLine();
        if (!office.breaker().lost(why, satchel.waitingSince())) {
            office.domains().deferred(delivery.receiver().address().orElse(""));
        }
        if (hand.lossesWith(delivery) < MOST_LOSSES) {
            hand.putBack(delivery);
        } else {
            int attempts = delivery.slice().states().attempts(delivery.ordinal());
            record(delivery, new Outcome.Deferred(0, why, Backoff.afterDeferral(attempts)));
        }
    }

    private Ticket record(Delivery delivery, Outcome outcome) {
        return record(delivery, outcome, Set.of());
    }

    private Ticket record(Delivery delivery, Outcome outcome, Set<AlertId> omitted) {
        var slice = delivery.slice();
        return ledger.record(new Entry(
                slice.claim(),
                delivery.ordinal(),
                slice.dispatch().revision(),
                outcome,
                clock.instant(),
                omitted,
                delivery.receiver().address()));
    }

    private boolean hasLine() {
        if (line != null && line.isOpen()) {
            return true;
        }
        closeLine();
        openLine().ifPresent(office.breaker()::failed);
        return line != null;
    }

    /// What is wrong with the server, if it is not there: that others have all lines is no trouble. A bug on the way
    /// out must not end the connection, nor keep what it was promised.
    private Optional<String> openLine() {
        try {
            return switch (office.route().open()) {
                case Opening.Opened(MailLine opened) -> {
                    line = opened;
                    yield Optional.empty();
                }
                case Opening.Unreachable(var why) -> Optional.of(why);
                case Opening.TurnedAway(var reply) -> Optional.of(reply.toString());
                case Opening.Insecure(var why) -> Optional.of(why);
                case Opening.Full _ -> Optional.empty();
            };
        } catch (Exception broken) {
            LOG.log(Level.ERROR, "delivery.line.broken", broken);
            return Optional.of(broken.toString());
        }
    }

    private MailLine requireLine() {
        if (line == null) {
            throw new IllegalStateException("no line");
        }
        return line;
    }

    private void closeLine() {
        if (line != null) {
            line.close();
            line = null;
        }
    }
}
