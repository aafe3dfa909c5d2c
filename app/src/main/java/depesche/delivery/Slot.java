package depesche.delivery;

import depesche.alert.Announcement;
import depesche.alert.Audience;
import depesche.alert.Reason;
import depesche.channel.Channel;
import depesche.delivery.Courier.Errand;
import depesche.delivery.Courier.Trial;
import depesche.delivery.Courier.Verdict;
import depesche.delivery.ledger.Entry;
import depesche.delivery.ledger.Ledger;
import depesche.delivery.ledger.Outcome;
import depesche.delivery.ledger.Ticket;
import depesche.net.Post;
import depesche.net.Posted;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One place in which a message may be under way, and the virtual thread that owns it. The same promise as a mail
/// connection's: a message leaves only when the outcome of this slot's message before is durable under the
/// fence, so at most one delivery of the slot is ever in doubt.
final class Slot implements Runnable {

    private static final Logger LOG = System.getLogger(Slot.class.getName());
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration UNWRITABLE_WAIT = Duration.ofMinutes(10);
    private static final int URGENT_LANE = 0;

    /// What all slots of a channel share on this node.
    record Room(
            Hand hand,
            Ledger ledger,
            Audience audience,
            Courier courier,
            Function<Post, CompletableFuture<Posted>> sending,
            Origins origins,
            InstantSource clock,
            AtomicInteger working) {}

    private final Room room;
    private final Satchel satchel = new Satchel();
    private @Nullable Ticket previous;

    Slot(Room room) {
        this.room = room;
    }

    @Override
    public void run() {
        var writer = room.courier().writer();
        while (!room.hand().isClosed()) {
            if (room.hand().await(IDLE, true)) {
                Optional<Delivery> next = room.hand().takePromised(satchel);
                while (next.isPresent()) {
                    work(next.get(), writer);
                    next = room.hand().poll(satchel);
                }
                room.hand().empty(satchel);
            }
        }
    }

    private void work(Delivery delivery, Courier.Writer writer) {
        room.working().incrementAndGet();
        try {
            if (isStillToGo(delivery)) {
                writeAndCarry(delivery, writer);
            }
        } catch (Exception broken) {
            // A bug, not the endpoint. The leases run out, and whoever claims next goes on from the ledger.
            LOG.log(Level.ERROR, "delivery.slot.broken delivery=" + delivery, broken);
            room.hand().giveUp();
        } finally {
            room.working().decrementAndGet();
        }
    }

    private boolean isStillToGo(Delivery delivery) {
        if (!room.hand().isCarriable(delivery)) {
            room.hand().putBack(delivery);
            return false;
        }
        Optional<Outcome> end = endWithoutSending(delivery);
        end.ifPresent(outcome -> record(delivery, outcome));
        return end.isEmpty();
    }

    private Optional<Outcome> endWithoutSending(Delivery delivery) {
        if (room.clock().instant().isAfter(delivery.slice().claim().notAfter())) {
            return Optional.of(new Outcome.Expired());
        }
        var wish = room.audience()
                .wish(
                        room.courier().channel(),
                        List.of(announcement(delivery)),
                        delivery.receiver().reader());
        return switch (wish) {
            case WANTED ->
                delivery.receiver().endpoints().isEmpty()
                        ? Optional.of(new Outcome.Withdrawn("the reader has no endpoint any more"))
                        : Optional.empty();
            case SILENCED -> Optional.of(new Outcome.Suppressed("the reader is suppressed"));
            case FOLLOWS_ENDED -> Optional.of(new Outcome.Withdrawn("the reader follows none of the topics any more"));
            case PAUSED -> Optional.of(new Outcome.Withdrawn("the reader takes a pause"));
            case CHANNEL_ENDED -> Optional.of(new Outcome.Withdrawn("the reader has switched this channel off"));
            case NOTHING_LEFT -> Optional.of(new Outcome.Withdrawn("all that it told of was withdrawn"));
        };
    }

    /// Digests are mails only.
    private static Announcement announcement(Delivery delivery) {
        return switch (delivery.slice().dispatch()) {
            case Dispatch.OfArticle(var announcement) -> announcement;
            case Dispatch.OfDigest(var issue) ->
                throw new IllegalStateException("digest " + issue.alert() + " on a channel that carries none");
        };
    }

    private void writeAndCarry(Delivery delivery, Courier.Writer writer) {
        List<Channel> endpoints = delivery.receiver().endpoints();
        List<Post> posts = write(delivery, endpoints, writer);
        if (!posts.isEmpty() && mayLeave(delivery)) {
            enterAndCarry(delivery, endpoints, posts);
        }
    }

    /// Endpoints whose server rests are passed over where another of the reader's can be tried.
    private void enterAndCarry(Delivery delivery, List<Channel> endpoints, List<Post> posts) {
        List<Channel> entered = new ArrayList<>();
        List<Post> leaving = new ArrayList<>();
        List<Instant> rests = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            Optional<Instant> rest = room.origins().enter(posts.get(i).to().origin());
            if (rest.isPresent()) {
                rests.add(rest.get());
            } else {
                entered.add(endpoints.get(i));
                leaving.add(posts.get(i));
            }
        }
        if (entered.isEmpty()) {
            room.hand()
                    .rest(
                            delivery,
                            rests.stream().min(Comparator.naturalOrder()).orElseThrow());
        } else {
            previous = record(delivery, carry(delivery, entered, leaving));
        }
    }

    private List<Post> write(Delivery delivery, List<Channel> endpoints, Courier.Writer writer) {
        Announcement announcement = announcement(delivery);
        List<Reason> reasons =
                room.audience().reasons(announcement, delivery.receiver().reader());
        boolean isUrgent = delivery.slice().claim().place().lane() == URGENT_LANE;
        var errand = new Errand(
                announcement,
                isUrgent,
                delivery.receiver(),
                reasons,
                room.clock().instant(),
                delivery.slice().claim().notAfter());
        try {
            return endpoints.stream()
                    .map(endpoint -> writer.write(errand, endpoint))
                    .toList();
        } catch (Exception unwritable) {
            LOG.log(Level.ERROR, "delivery.message.unwritable delivery=" + delivery, unwritable);
            record(delivery, new Outcome.Deferred(0, "the message could not be written", UNWRITABLE_WAIT));
            return List.of();
        }
    }

    /// Waits until the outcome before is durable, then looks once more. When its slice was taken over, this slot has
    /// had its one delivery in doubt.
    private boolean mayLeave(Delivery delivery) {
        boolean isHeld = previous == null || previous.await() == Ticket.Fate.DURABLE;
        previous = null;
        if (!isHeld) {
            room.hand().putBack(delivery);
        }
        return isHeld && isStillToGo(delivery);
    }

    private Outcome carry(Delivery delivery, List<Channel> endpoints, List<Post> posts) {
        long start = System.nanoTime();
        List<CompletableFuture<Posted>> answers =
                posts.stream().map(room.sending()).toList();
        var states = delivery.slice().states();
        var trial = new Trial(states.attempts(delivery.ordinal()), states.wasInDoubt(delivery.ordinal()));
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            Verdict verdict = room.courier().judge(answers.get(i).join(), trial);
            room.origins().leave(endpoints.get(i).endpoint().origin(), System.nanoTime() - start, verdict.server());
            verdicts.add(verdict);
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            room.courier().heard(endpoints.get(i), verdicts.get(i));
            outcomes.add(withoutAddress(verdicts.get(i).outcome(), endpoints.get(i)));
        }
        return outcomes.stream().max(Comparator.comparingInt(Slot::weight)).orElseThrow();
    }

    /// The address opens a way to the reader, and the ledger outlives an erasure.
    private static Outcome withoutAddress(Outcome outcome, Channel endpoint) {
        String address = endpoint.endpoint().toString();
        return outcome.says().contains(address) ? outcome.without(address) : outcome;
    }

    /// A reader with several endpoints was told if one of them took it; else the best hope counts.
    private static int weight(Outcome outcome) {
        return switch (outcome.end()) {
            case ACCEPTED -> 3;
            case IN_DOUBT, UNCERTAIN -> 2;
            case DEFERRED -> 1;
            case REFUSED, SUPPRESSED, EXPIRED, WITHDRAWN -> 0;
        };
    }

    private Ticket record(Delivery delivery, Outcome outcome) {
        var slice = delivery.slice();
        return room.ledger()
                .record(new Entry(
                        slice.claim(),
                        delivery.ordinal(),
                        slice.dispatch().revision(),
                        outcome,
                        room.clock().instant()));
    }
}
