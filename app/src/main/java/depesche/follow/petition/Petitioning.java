package depesche.follow.petition;

import depesche.account.Consent;
import depesche.account.Consents;
import depesche.account.LinkTokens;
import depesche.account.Reader;
import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.db.Database;
import depesche.follow.Erasing;
import depesche.follow.FollowRequests;
import depesche.job.Jobs;
import depesche.text.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Asking about one's own data, and having it done. The address of a reader's page is no proof of who opens it, for
/// mails
/// are forwarded: the mailbox itself must say so, by a link of its own that works once and for an hour.
public final class Petitioning {

    /// How long a link can be used.
    public static final Duration PATIENCE = Duration.ofHours(1);

    /// So many links go to one reader, and so many to one new address, in an hour.
    public static final int MOST_IN_AN_HOUR = 3;

    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofHours(1);

    /// What this needs of others.
    public record Tools(Readers readers, Erasing erasing, LinkTokens tokens, PetitionTerms terms, Jobs jobs) {}

    private final Database db;
    private final Tools use;
    private final InstantSource clock;

    public Petitioning(Database db, Tools use, InstantSource clock) {
        this.db = db;
        this.use = use;
        this.clock = clock;
    }

    /// Keeps the petition and has its link mailed to the address that the reader has. Looks at no other reader.
    public PetitionResult ask(ReaderId id, Petition petition) {
        return db.write(
                tx -> asking(tx, id).map(reader -> ask(tx, reader, petition)).orElseGet(PetitionResult.NotOurs::new));
    }

    private PetitionResult ask(Handle tx, Reader reader, Petition petition) {
        if (petition.address().filter(reader.email()::equals).isPresent()) {
            return new PetitionResult.SameAddress();
        }
        if (Petitions.askedSince(tx, reader.id(), anHourAgo()) >= MOST_IN_AN_HOUR) {
            return new PetitionResult.TooMany(PATIENCE);
        }
        keep(tx, reader.id(), petition);
        return new PetitionResult.Asked();
    }

    private void keep(Handle tx, ReaderId reader, Petition petition) {
        Instant now = clock.instant();
        use.jobs().submit(tx, new SendPetition(Petitions.insert(tx, reader, petition, now, now.plus(PATIENCE))));
    }

    private Instant anHourAgo() {
        return clock.instant().minus(Duration.ofHours(1));
    }

    /// Only who is not closed by hand asks: erasure would lift what the newsroom has decided.
    private Optional<Reader> asking(Handle tx, ReaderId id) {
        return use.readers().lockedById(tx, id).filter(reader -> !isClosed(reader));
    }

    private static boolean isClosed(Reader reader) {
        return reader.suppression().filter(no -> no.why().endsEveryChannel()).isPresent();
    }

    /// What the page behind a link shows: the petition and its reader, while it can be used.
    public Pending pending(String token) {
        Optional<Long> id = use.tokens().readPetition(token);
        return id.isEmpty()
                ? new Pending.NotOurs()
                : db.inSnapshot(tx -> Petitions.find(tx, id.get())
                        .filter(row -> row.isOpen(clock.instant()))
                        .flatMap(row -> use.readers()
                                .byId(tx, row.reader())
                                .filter(reader -> !isClosed(reader))
                                .<Pending>map(reader -> new Pending.Waiting(row.petition(), reader.language())))
                        .orElseGet(Pending.Expired::new));
    }

    /// Uses the link up and does what it stands for, in the caller's transaction.
    public CarriedOut carryOut(Handle tx, String token) {
        Optional<Long> id = use.tokens().readPetition(token);
        if (id.isEmpty()) {
            return new CarriedOut.NotOurs();
        }
        if (Petitions.find(tx, id.get())
                .filter(row -> row.petition() instanceof Petition.Arrival)
                .isPresent()) {
            // A move gives a number too. Of all that give an address to a reader, the second sees what the first did.
            use.readers().lockNumbers(tx);
        }
        return Petitions.use(tx, id.get(), clock.instant())
                .flatMap(row -> asking(tx, row.reader()).map(reader -> carryOut(tx, row.petition(), reader)))
                .orElseGet(CarriedOut.Expired::new);
    }

    private CarriedOut carryOut(Handle tx, Petition petition, Reader reader) {
        return switch (petition) {
            case Petition.Export _ -> new CarriedOut.MayExport(reader.id(), reader.language());
            case Petition.Erasure _ -> {
                use.erasing().erase(tx, reader.id());
                yield new CarriedOut.Erased(reader.language());
            }
            case Petition.Move(EmailAddress to) -> allow(tx, reader, to);
            case Petition.Arrival(EmailAddress at) -> arrive(tx, reader, at);
        };
    }

    /// The new address is written to; not so often that it would be a flood, whoever asks.
    private CarriedOut allow(Handle tx, Reader reader, EmailAddress to) {
        if (Petitions.arrivalsSince(tx, to, anHourAgo()) < MOST_IN_AN_HOUR) {
            keep(tx, reader.id(), new Petition.Arrival(to));
        }
        return new CarriedOut.Allowed(reader.language());
    }

    /// What waits goes to the new address, for deliveries name readers and not addresses. Links mailed to the old one
    /// end, and so do requests made there.
    private CarriedOut arrive(Handle tx, Reader reader, EmailAddress at) {
        if (use.readers().byEmail(tx, at).isPresent()) {
            return new CarriedOut.Taken(reader.language());
        }
        Instant now = clock.instant();
        use.readers().move(tx, reader, at, now);
        FollowRequests.forget(tx, reader.email());
        Petitions.end(tx, reader.id(), now);
        Consents.keep(
                tx,
                reader.id(),
                new Consent(now, "change-of-address", use.terms().consent(reader.language(), at), reader.language()));
        return new CarriedOut.Moved(reader.id(), reader.language());
    }

    /// Forgets petitions that have run out. Hourly.
    public void forgetExpired() {
        db.change(tx -> Petitions.forgetExpired(tx, clock.instant().minus(KEPT_AFTER_EXPIRY)));
    }
}
