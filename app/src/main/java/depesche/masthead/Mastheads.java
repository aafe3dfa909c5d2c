package depesche.masthead;

import depesche.config.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/// The table `masthead`: every one that was set, and never changed again.
public final class Mastheads {

    private static final String COLUMNS = """
            select version, name, language, time_zone, imprint_de, imprint_en, privacy_de, privacy_en, about_de, about_en,
                   set_at, set_by
              from masthead
            """;

    private Mastheads() {}

    /// The one that holds; until one was set, what the settings say.
    public static Masthead current(Handle handle, Settings.Site first) {
        return handle.createQuery(COLUMNS + " order by version desc limit 1")
                .map((row, _) -> masthead(row))
                .findOne()
                .orElseGet(() -> Masthead.first(first));
    }

    /// Whether the settings say nothing any more.
    public static boolean isAnySet(Handle handle) {
        return handle.createQuery("select exists (select 1 from masthead)")
                .mapTo(Boolean.class)
                .one();
    }

    static Optional<Masthead> of(Handle handle, int version) {
        return handle.createQuery(COLUMNS + " where version = :version")
                .bind("version", version)
                .map((row, _) -> masthead(row))
                .findOne();
    }

    /// To which one an undoing goes back.
    static OptionalInt before(Handle handle, int version) {
        return handle.createQuery("select before from masthead where version = :version and before is not null")
                .bind("version", version)
                .mapTo(Integer.class)
                .findOne()
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /// False where there is one of this version: somebody was faster.
    static boolean insert(Handle tx, Masthead masthead, OptionalInt before) {
        return tx.createUpdate("""
                        insert into masthead (
                               version, before, name, language, time_zone, imprint_de, imprint_en, privacy_de, privacy_en,
                               about_de, about_en, set_at, set_by)
                        values (
                               :version, :before, :name, :language, :timeZone, :imprintDe, :imprintEn, :privacyDe,
                               :privacyEn, :aboutDe, :aboutEn, :setAt, :setBy)
                            on conflict (version) do nothing
                        """)
                        .bind("version", masthead.version())
                        .bind("before", before.isPresent() ? before.getAsInt() : null)
                        .bind("name", masthead.name())
                        .bind("language", masthead.language().toLanguageTag())
                        .bind("timeZone", masthead.timeZone().getId())
                        .bind("imprintDe", masthead.texts().imprint().german())
                        .bind("imprintEn", masthead.texts().imprint().english())
                        .bind("privacyDe", masthead.texts().privacy().german())
                        .bind("privacyEn", masthead.texts().privacy().english())
                        .bind("aboutDe", masthead.texts().about().german())
                        .bind("aboutEn", masthead.texts().about().english())
                        .bind("setAt", masthead.setAt())
                        .bind("setBy", masthead.setBy())
                        .execute()
                == 1;
    }

    private static Masthead masthead(ResultSet row) throws SQLException {
        Timestamp setAt = row.getTimestamp("set_at");
        return new Masthead(
                row.getInt("version"),
                row.getString("name"),
                Locale.forLanguageTag(row.getString("language")),
                ZoneId.of(row.getString("time_zone")),
                new HouseTexts(text(row, "imprint"), text(row, "privacy"), text(row, "about")),
                setAt.toInstant(),
                row.getString("set_by"));
    }

    private static HouseText text(ResultSet row, String name) throws SQLException {
        return new HouseText(row.getString(name + "_de"), row.getString(name + "_en"));
    }
}
