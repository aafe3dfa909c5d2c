package depesche.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The table `consent`. The same consent is kept once, however often it is told.
public final class Consents {

    private Consents() {}

    public static void keep(Handle tx, ReaderId reader, Consent consent) {
        keepAll(tx, Map.of(reader, consent));
    }

    /// One consent for each of many readers, in one statement; answers for whom it was new.
    public static Set<ReaderId> keepAll(Handle tx, Map<ReaderId, Consent> consents) {
        var entries = List.copyOf(consents.entrySet());
        return tx.createQuery("""
                        insert into consent (reader_id, given_at, source, wording, language)
                        select reader_id, cast(given_at as timestamptz), source, wording, language
                          from unnest(:readers, :times, :sources, :wordings, :languages)
                               as given (reader_id, given_at, source, wording, language)
                            on conflict (reader_id, given_at, source) do nothing
                        returning reader_id
                        """)
                .bindArray(
                        "readers",
                        Integer.class,
                        entries.stream().map(entry -> entry.getKey().value()).toList())
                .bindArray(
                        "times",
                        String.class,
                        values(entries, consent -> consent.at().toString()))
                .bindArray("sources", String.class, values(entries, Consent::source))
                .bindArray("wordings", String.class, values(entries, Consent::wording))
                .bindArray(
                        "languages",
                        String.class,
                        values(entries, consent -> consent.language().toLanguageTag()))
                .map((row, _) -> new ReaderId(row.getInt("reader_id")))
                .set();
    }

    /// What a reader agreed to, the latest first.
    public static List<Consent> of(Handle tx, ReaderId reader) {
        return tx.createQuery("""
                        select given_at, source, wording, language
                          from consent
                         where reader_id = :reader
                         order by given_at desc, id desc
                        """)
                .bind("reader", reader.value())
                .map((row, _) -> consent(row))
                .list();
    }

    /// When each of these readers said yes last; nothing for those who never did.
    public static Map<ReaderId, Instant> latest(Handle tx, Collection<ReaderId> readers) {
        Map<ReaderId, Instant> latest = new HashMap<>();
        tx.createQuery("""
                        select reader_id, max(given_at) as given_at
                          from consent
                         where reader_id = any(:readers)
                         group by reader_id
                        """)
                .bindArray(
                        "readers",
                        Integer.class,
                        readers.stream().map(ReaderId::value).toList())
                .map((row, _) -> Map.entry(
                        new ReaderId(row.getInt("reader_id")),
                        row.getObject("given_at", OffsetDateTime.class).toInstant()))
                .forEach(entry -> latest.put(entry.getKey(), entry.getValue()));
        return latest;
    }

    /// What each of these readers agreed to last; nothing for those who never did.
    public static Map<ReaderId, Consent> last(Handle tx, Collection<ReaderId> readers) {
        Map<ReaderId, Consent> last = new HashMap<>();
        tx.createQuery("""
                        select distinct on (reader_id) reader_id, given_at, source, wording, language
                          from consent
                         where reader_id = any(:readers)
                         order by reader_id, given_at desc, source
                        """)
                .bindArray(
                        "readers",
                        Integer.class,
                        readers.stream().map(ReaderId::value).toList())
                .map((row, _) -> Map.entry(new ReaderId(row.getInt("reader_id")), consent(row)))
                .forEach(entry -> last.put(entry.getKey(), entry.getValue()));
        return last;
    }

    static void forget(Handle tx, ReaderId reader) {
        tx.createUpdate("""
                        delete from consent
                         where reader_id = :reader
                        """).bind("reader", reader.value()).execute();
    }

    private static Consent consent(ResultSet row) throws SQLException {
        return new Consent(
                row.getObject("given_at", OffsetDateTime.class).toInstant(),
                row.getString("source"),
                row.getString("wording"),
                Locale.forLanguageTag(row.getString("language")));
    }

    private static List<String> values(List<Entry<ReaderId, Consent>> entries, Function<Consent, String> value) {
        return entries.stream().map(entry -> value.apply(entry.getValue())).toList();
    }
}
