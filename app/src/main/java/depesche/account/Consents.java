package depesche.account;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The table `consent`. The same consent is kept once, however often it is told.
public final class Consents {

    private Consents() {}

    public static void keep(Handle tx, ReaderId reader, Consent consent) {
        keepAll(tx, Map.of(reader, consent));
    }

    /// One consent for each of many readers, in one statement.
    public static void keepAll(Handle tx, Map<ReaderId, Consent> consents) {
        var entries = List.copyOf(consents.entrySet());
        tx.createUpdate("""
                        insert into consent (reader_id, given_at, source, wording, language)
                        select reader_id, cast(given_at as timestamptz), source, wording, language
                          from unnest(:readers, :times, :sources, :wordings, :languages)
                               as given (reader_id, given_at, source, wording, language)
                            on conflict (reader_id, given_at, source) do nothing
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
                .execute();
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
                .map((row, _) -> new Consent(
                        row.getObject("given_at", OffsetDateTime.class).toInstant(),
                        row.getString("source"),
                        row.getString("wording"),
                        Locale.forLanguageTag(row.getString("language"))))
                .list();
    }

    static void forget(Handle tx, ReaderId reader) {
        tx.createUpdate("""
                        delete from consent
                         where reader_id = :reader
                        """).bind("reader", reader.value()).execute();
    }

    private static List<String> values(List<Entry<ReaderId, Consent>> entries, Function<Consent, String> value) {
        return entries.stream().map(entry -> value.apply(entry.getValue())).toList();
    }
}
