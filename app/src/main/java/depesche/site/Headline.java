package depesche.site;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What a list shows of a published article.
///
/// @param teaser the teaser, or the standfirst where there is none; may be empty, as may the kicker
record Headline(
        long id,
        String slug,
        Locale language,
        String kicker,
        String headline,
        String teaser,
        int readingMinutes,
        int urgency,
        Instant publishedAt,
        Optional<Long> picture) {

    static Headline of(ResultSet row) throws SQLException {
        int urgency = row.getBoolean("breaking") ? 0 : row.getInt("urgency");
        return new Headline(
                row.getLong("id"),
                row.getString("slug"),
                Locale.forLanguageTag(row.getString("language")),
                row.getString("kicker"),
                row.getString("headline"),
                row.getString("teaser"),
                row.getInt("reading_minutes"),
                urgency,
                row.getTimestamp("published_at").toInstant(),
                Optional.ofNullable(row.getObject("picture_id", Long.class)));
    }

    String path() {
        return "/" + id + "/" + slug;
    }

    String key() {
        return "article:" + id;
    }
}
