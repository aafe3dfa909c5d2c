package depesche.follow;

import depesche.account.Consent;
import depesche.account.Consents;
import depesche.account.LinkTokens;
import depesche.account.NewReader;
import depesche.account.Reader;
import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.db.Database;
import depesche.job.Jobs;
import depesche.search.saved.SavedSearches;
import depesche.topic.Topics;
import depesche.web.NetworkLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Asking to follow, and confirming: nobody follows before the mailbox itself has said so (double opt-in),
/// and only a POST says so, because scanners open every link in a mail.
public final class Following {

    /// How long a confirmation link can be used.
    public static final Duration PATIENCE = Duration.ofDays(2);

    private static final int MOST_IN_AN_HOUR = 3;
    private static final int MOST_IN_A_DAY = 10;
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(1);

    private static final int MOST_OF_ONE_NETWORK = 30;

    private final Database db;
    private final Jobs jobs;
    private final Readers readers;
    private final LinkTokens tokens;
    private final FollowTerms terms;
    private final InstantSource clock;
    private final NetworkLimit limit;

    public Following(
            Database db, Jobs jobs, Readers readers, LinkTokens tokens, FollowTerms terms, InstantSource clock) {
        this.db = db;
        this.jobs = jobs;
        this.readers = readers;
        this.tokens = tokens;
        this.terms = terms;
        this.clock = clock;
        this.limit = new NetworkLimit(clock, MOST_OF_ONE_NETWORK);
    }

    /// Keeps the request and has the confirmation sent. Looks at no reader: whether the address is known is
    /// found out later, by the job, so neither the answer nor its time can tell.
    public AskResult ask(FollowWish wish) {
        return switch (db.inSnapshot(tx -> wish.read(tx, Topics.tree(tx)))) {
            case FollowWish.Unclear(var faults) -> new AskResult.Faulty(faults);
            case FollowWish.Clear clear -> {
                Optional<Duration> wait = limit.count(wish.client());
                if (wait.isPresent()) {
                    yield new AskResult.TooMany(wait.get());
                }
                var wording = terms.consent(clear, db.read(Topics::tree), wish.language());
                db.change(tx -> keep(tx, request(clear, wish, wording)));
                yield new AskResult.Asked();
            }
        };
    }

    private FollowRequest request(FollowWish.Clear clear, FollowWish wish, String wording) {
        var now = clock.instant();
        return new FollowRequest(
                clear.email(),
                wish.language(),
                clear.subjects(),
                clear.searches(),
                clear.cadence(),
                wording,
                now,
                now.plus(PATIENCE));
    }

    private void keep(Handle tx, FollowRequest request) {
        FollowRequests.lockAddress(tx, request.email());
        if (!isFlooded(tx, request)) {
            jobs.submit(tx, new SendConfirmation(FollowRequests.insert(tx, request)));
        }
    }

    private static boolean isFlooded(Handle tx, FollowRequest request) {
        Instant now = request.askedAt();
        return FollowRequests.openSince(tx, request.email(), now.minus(Duration.ofHours(1))) >= MOST_IN_AN_HOUR
                || FollowRequests.openSince(tx, request.email(), now.minus(Duration.ofDays(1))) >= MOST_IN_A_DAY;
    }

    /// What the page behind a confirmation link shows.
    public PendingResult pending(String token) {
        return tokens.readConfirm(token)
                .<PendingResult>map(id -> db.inSnapshot(tx -> pending(tx, id)))
                .orElseGet(PendingResult.NotOurs::new);
    }

    private PendingResult pending(Handle tx, long id) {
        var found = FollowRequests.find(tx, id);
        if (found.isEmpty()) {
            return new PendingResult.Expired();
        }
        var request = found.get().request();
        if (found.get().isConfirmed()) {
            return new PendingResult.AlreadyConfirmed(request.language());
        }
        if (request.isExpired(clock.instant())) {
            return new PendingResult.Expired();
        }
        var names = terms.names(tx, request);
        return new PendingResult.Waiting(request.wording(), names, request.language());
    }

    /// The reader's own act. Fresh consent also opens an address that a bounce, a complaint or an import had
    /// closed, and begins a new reader where an earlier one was erased.
    public ConfirmResult confirm(String token) {
        return tokens.readConfirm(token)
                .<ConfirmResult>map(id -> db.write(tx -> confirm(tx, id)))
                .orElseGet(ConfirmResult.NotOurs::new);
    }

    private ConfirmResult confirm(Handle tx, long id) {
        var found = FollowRequests.lock(tx, id);
        if (found.isEmpty()) {
            return new ConfirmResult.Expired();
        }
        var request = found.get().request();
        if (found.get().isConfirmed()) {
            return readers.byEmail(tx, request.email())
                    .map(Reader::id)
                    .<ConfirmResult>map(reader -> confirmed(tx, reader, request))
                    .orElseGet(ConfirmResult.Expired::new);
        }
        if (request.isExpired(clock.instant())) {
            return new ConfirmResult.Expired();
        }
        var reader = begin(tx, request);
        FollowRequests.noteConfirmed(tx, id, clock.instant());
        return confirmed(tx, reader, request);
    }

    private ReaderId begin(Handle tx, FollowRequest request) {
        var now = clock.instant();
        var reader = readers.enrol(tx, new NewReader(request.email(), request.language(), terms.timeZone()), now);
        readers.lift(tx, reader);
        Set<Subject> subjects = new LinkedHashSet<>(request.subjects());
        SavedSearches.keep(tx, request.searches(), now).values().forEach(id -> subjects.add(Subject.search(id)));
        Follows.begin(tx, reader, subjects, request.cadence(), now);
        Consents.keep(tx, reader, new Consent(now, "double-opt-in", request.wording(), request.language()));
        return reader;
    }

    private ConfirmResult confirmed(Handle tx, ReaderId reader, FollowRequest request) {
        var names = terms.names(tx, request);
        return new ConfirmResult.Confirmed(reader, names, request.language());
    }

    /// Forgets addresses that were asked for and never confirmed. Daily or oftener.
    public void forgetUnconfirmed() {
        db.change(tx -> FollowRequests.forgetUnconfirmed(tx, clock.instant().minus(KEPT_AFTER_EXPIRY)));
    }
}
