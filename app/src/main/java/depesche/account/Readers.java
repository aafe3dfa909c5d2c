package depesche.account;

import depesche.text.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The table `reader`. An address stands in it once; a number is given once, and erasure leaves it with
/// a keyed hash of the address in place of the reader.
public final class Readers {

    private final KeyedHash erasure;

    private Readers(KeyedHash erasure) {
        this.erasure = erasure;
    }

    /// The readers, with the key for the addresses of the erased.
    public static Readers of(Secrets secrets) {
        return new Readers(KeyedHash.under(secrets.key("erased-addresses")));
    }

    public Optional<Reader> byId(Handle tx, ReaderId id) {
        return tx.createQuery("""
                        select id, email, language, time_zone, created_at, suppressed_at, suppressed_why, suppressed_note
                          from reader
                         where id = :id
                           and email is not null
                        """)
                .bind("id", id.value())
                .map((row, _) -> reader(row))
                .findOne();
    }

    public Optional<Reader> byEmail(Handle tx, EmailAddress email) {
        return tx.createQuery("""
                        select id, email, language, time_zone, created_at, suppressed_at, suppressed_why, suppressed_note
                          from reader
                         where email = :email
                        """)
                .bind("email", email.value())
                .map((row, _) -> reader(row))
                .findOne();
    }

    /// Readers in the order of their numbers, from the one behind this number on.
    public List<Reader> after(Handle tx, int number, int most) {
        return tx.createQuery("""
                        select id, email, language, time_zone, created_at, suppressed_at, suppressed_why, suppressed_note
                          from reader
                         where id > :number
                           and email is not null
                         order by id
                         limit :most
                        """)
                .bind("number", number)
                .bind("most", most)
                .map((row, _) -> reader(row))
                .list();
    }

    /// As [#byId]; the row stays as it is until this transaction ends.
    public Optional<Reader> lockedById(Handle tx, ReaderId id) {
        return tx.createQuery("""
                        select id, email, language, time_zone, created_at, suppressed_at, suppressed_why, suppressed_note
                          from reader
                         where id = :id
                           and email is not null
                           for no key update
                        """)
                .bind("id", id.value())
                .map((row, _) -> reader(row))
                .findOne();
    }

    /// Since when there is the oldest of the readers of these numbers.
    public static Instant oldest(Handle tx, int first, int last) {
        return tx.createQuery("""
                        select min(created_at)
                          from reader
                         where id between :first and :last
                        """)
                .bind("first", first)
                .bind("last", last)
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant();
    }

    /// The reader of this address, whose row stays as it is until this transaction ends; with a new number
    /// if there is none yet.
    public ReaderId enrol(Handle tx, NewReader reader, Instant now) {
        lockNumbers(tx);
        return lockedByEmail(tx, Set.of(reader.email())).values().stream()
                .map(Reader::id)
                .findFirst()
                .orElseGet(() -> add(tx, reader, now));
    }

    /// Only one transaction at a time gives numbers. So it can see first who has one already: an insert that
    /// meets a conflict burns a number, and bitmaps want them dense.
    public void lockNumbers(Handle tx) {
        tx.execute("select pg_advisory_xact_lock(hashtextextended('depesche: numbers of readers', 0))");
    }

    /// Those of the addresses that have a reader; their rows stay as they are until the transaction ends.
    public Map<EmailAddress, Reader> lockedByEmail(Handle tx, Collection<EmailAddress> emails) {
        return tx.createQuery("""
                        select id, email, language, time_zone, created_at, suppressed_at, suppressed_why, suppressed_note
                          from reader
                         where email = any(:emails)
                         order by id
                           for no key update
                        """)
                .bindArray(
                        "emails",
                        String.class,
                        emails.stream().map(EmailAddress::value).toList())
                .map((row, _) -> reader(row))
                .collect(Collectors.toMap(Reader::email, Function.identity()));
    }

    /// Those of the addresses that were erased at some time, whether or not they have a reader again.
    public Set<EmailAddress> erasedAmong(Handle tx, Collection<EmailAddress> emails) {
        Map<String, EmailAddress> byHash = new HashMap<>();
        emails.forEach(email -> byHash.put(HexFormat.of().formatHex(hash(email)), email));
        return tx
                .createQuery("""
                        select distinct encode(erased_hash, 'hex')
                          from reader
                          join unnest(:hashes) as given (hash) on erased_hash = decode(given.hash, 'hex')
                        """)
                .bindArray("hashes", String.class, List.copyOf(byHash.keySet()))
                .mapTo(String.class)
                .stream()
                .map(byHash::get)
                .collect(Collectors.toSet());
    }

    /// Gives numbers to readers who have none, under [#lockNumbers].
    public Map<EmailAddress, ReaderId> addAll(Handle tx, List<NewReader> readers, Instant now) {
        Map<EmailAddress, ReaderId> numbers = new HashMap<>();
        tx.createQuery("""
                        insert into reader (email, language, time_zone, created_at)
                        select email, language, time_zone, :now
                          from unnest(:emails, :languages, :zones)
                               with ordinality as given (email, language, time_zone, place)
                         order by place
                        returning id, email
                        """)
                .bindArray(
                        "emails", String.class, texts(readers, it -> it.email().value()))
                .bindArray(
                        "languages",
                        String.class,
                        texts(readers, it -> it.language().toLanguageTag()))
                .bindArray(
                        "zones",
                        String.class,
                        texts(readers, it -> it.timeZone().getId()))
                .bind("now", now)
                .map((row, _) -> Map.entry(new EmailAddress(row.getString("email")), new ReaderId(row.getInt("id"))))
                .forEach(entry -> numbers.put(entry.getKey(), entry.getValue()));
        return numbers;
    }

    private ReaderId add(Handle tx, NewReader reader, Instant now) {
        return addAll(tx, List.of(reader), now).values().iterator().next();
    }

    /// Another language and time zone for readers there are.
    public void changeAll(Handle tx, List<Reader> changed) {
        tx.createUpdate("""
                        update reader
                           set language = given.language,
                               time_zone = given.time_zone
                          from unnest(:ids, :languages, :zones) as given (id, language, time_zone)
                         where reader.id = given.id
                        """)
                .bindArray("ids", Integer.class, numbers(changed, Reader::id))
                .bindArray(
                        "languages",
                        String.class,
                        texts(changed, it -> it.language().toLanguageTag()))
                .bindArray(
                        "zones",
                        String.class,
                        texts(changed, it -> it.timeZone().getId()))
                .execute();
    }

    /// Another address, under [#lockNumbers], for a reader whose mailbox there has just said yes; it is nobody else's.
    /// What had ended mail spoke of the old address. That one stays as if it had been erased: a keyed hash, so that
    /// no import brings back what was left, or was suppressed there.
    public void move(Handle tx, Reader reader, EmailAddress address, Instant now) {
        tx.createUpdate("""
                        insert into reader (erased_hash, language, time_zone, created_at)
                        values (:hash, :language, :zone, :now)
                        """)
                .bind("hash", hash(reader.email()))
                .bind("language", reader.language().toLanguageTag())
                .bind("zone", reader.timeZone().getId())
                .bind("now", now)
                .execute();
        tx.createUpdate("""
                        update reader
                           set email = :email
                         where id = :id
                        """)
                .bind("email", address.value())
                .bind("id", reader.id().value())
                .execute();
        lift(tx, reader.id());
    }

    public void suppress(Handle tx, ReaderId reader, Suppression suppression) {
        suppressAll(tx, Map.of(reader, suppression));
    }

    /// No more mail to these readers. The first reason stays; one that ends every channel takes its place, and it
    /// stands behind that one, as does what is learned later.
    public void suppressAll(Handle tx, Map<ReaderId, Suppression> suppressions) {
        given(tx, suppressions, """
                        update reader
                           set mail_ended_at = cast(given.at as timestamptz),
                               mail_ended_why = given.why,
                               mail_ended_note = nullif(given.note, '')
                          from unnest(:ids, :times, :whys, :notes) as given (id, at, why, note)
                         where reader.id = given.id
                           and suppressed_why = 'by-hand'
                           and given.why <> 'by-hand'
                           and mail_ended_at is null
                        """);
        given(tx, suppressions, """
                        update reader
                           set suppressed_at = cast(given.at as timestamptz),
                               suppressed_why = given.why,
                               suppressed_note = nullif(given.note, ''),
                               mail_ended_at = suppressed_at,
                               mail_ended_why = suppressed_why,
                               mail_ended_note = suppressed_note
                          from unnest(:ids, :times, :whys, :notes) as given (id, at, why, note)
                         where reader.id = given.id
                           and (suppressed_at is null
                                or suppressed_why <> 'by-hand' and given.why = 'by-hand')
                           and email is not null
                        """);
    }

    private static void given(Handle tx, Map<ReaderId, Suppression> suppressions, String update) {
        var entries = List.copyOf(suppressions.entrySet());
        tx.createUpdate(update)
                .bindArray("ids", Integer.class, numbers(entries, Map.Entry::getKey))
                .bindArray(
                        "times",
                        String.class,
                        texts(entries, it -> it.getValue().at().toString()))
                .bindArray(
                        "whys",
                        String.class,
                        texts(entries, it -> it.getValue().why().word()))
                .bindArray(
                        "notes",
                        String.class,
                        texts(entries, it -> it.getValue().note()))
                .execute();
    }

    /// Fresh consent, proven by the mailbox itself, opens an address again, whatever had closed it; only
    /// what people at the desk closed by hand they open by hand.
    public void lift(Handle tx, ReaderId reader) {
        tx.createUpdate("""
                        update reader
                           set suppressed_at = null,
                               suppressed_why = null,
                               suppressed_note = null
                         where id = :id
                           and suppressed_why <> 'by-hand'
                        """).bind("id", reader.value()).execute();
        tx.createUpdate("""
                        update reader
                           set mail_ended_at = null,
                               mail_ended_why = null,
                               mail_ended_note = null
                         where id = :id
                           and mail_ended_at is not null
                        """).bind("id", reader.value()).execute();
    }

    /// By hand: what stands in the way is gone, and what stood behind it stands again.
    void reopen(Handle tx, ReaderId reader) {
        tx.createUpdate("""
                        update reader
                           set suppressed_at = mail_ended_at,
                               suppressed_why = mail_ended_why,
                               suppressed_note = mail_ended_note,
                               mail_ended_at = null,
                               mail_ended_why = null,
                               mail_ended_note = null
                         where id = :id
                        """).bind("id", reader.value()).execute();
    }

    /// What had ended mail when the reader was closed on every channel, or was learned since.
    public static Optional<Suppression> behind(Handle tx, ReaderId reader) {
        return tx.createQuery("""
                        select mail_ended_at as suppressed_at,
                               mail_ended_why as suppressed_why,
                               mail_ended_note as suppressed_note
                          from reader
                         where id = :id
                           and mail_ended_at is not null
                        """)
                .bind("id", reader.value())
                .map((row, _) -> suppression(row).orElseThrow())
                .findOne();
    }

    /// Forgets who the reader was. What is left is the number and a hash that only our key can make.
    public void erase(Handle tx, Reader reader) {
        Consents.forget(tx, reader.id());
        SuppressionActs.forget(tx, reader.id());
        tx.createUpdate("""
                        update reader
                           set email = null,
                               erased_hash = :hash,
                               suppressed_at = null,
                               suppressed_why = null,
                               suppressed_note = null,
                               mail_ended_at = null,
                               mail_ended_why = null,
                               mail_ended_note = null
                         where id = :id
                           and email is not null
                        """)
                .bind("id", reader.id().value())
                .bind("hash", hash(reader.email()))
                .execute();
    }

    private byte[] hash(EmailAddress email) {
        return erasure.of(email.value());
    }

    private static Reader reader(ResultSet row) throws SQLException {
        return new Reader(
                new ReaderId(row.getInt("id")),
                new EmailAddress(row.getString("email")),
                Locale.forLanguageTag(row.getString("language")),
                ZoneId.of(row.getString("time_zone")),
                instant(row, "created_at"),
                suppression(row));
    }

    private static Optional<Suppression> suppression(ResultSet row) throws SQLException {
        String why = row.getString("suppressed_why");
        if (why == null) {
            return Optional.empty();
        }
        String note = row.getString("suppressed_note");
        return Optional.of(new Suppression(
                instant(row, "suppressed_at"), Suppression.Why.of(why).orElseThrow(), note == null ? "" : note));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static <T> List<Integer> numbers(List<T> from, Function<T, ReaderId> id) {
        return from.stream().map(it -> id.apply(it).value()).toList();
    }

    private static <T> List<String> texts(List<T> from, Function<T, String> text) {
        return from.stream().map(text).toList();
    }
}
