package depesche.article;

import depesche.author.AuthorId;
import depesche.picture.PictureId;
import depesche.story.StoryId;
import depesche.text.Sanitizer;
import depesche.topic.TopicId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads an article with its current revision from a row of [Articles].
final class ArticleRow {

    private ArticleRow() {}

    static Article article(ResultSet row) throws SQLException {
        return new Article(
                new ArticleId(row.getLong("id")),
                optional(row, "external_id"),
                row.getString("slug"),
                state(row),
                Locale.forLanguageTag(row.getString("language")),
                Optional.ofNullable(row.getObject("translation_of", Long.class)).map(ArticleId::new),
                instant(row, "publish_at"),
                row.getBoolean("alert_at_publish"),
                instant(row, "embargo_until"),
                instant(row, "created_at").orElseThrow(),
                instant(row, "changed_at").orElseThrow(),
                Arrays.stream((Long[]) row.getArray("authors").getArray())
                        .map(AuthorId::new)
                        .toList(),
                revision(row));
    }

    private static ArticleState state(ResultSet row) throws SQLException {
        Optional<Instant> publishedAt = instant(row, "published_at");
        return switch (row.getString("state")) {
            case "draft" -> new ArticleState.Draft();
            case "scheduled" ->
                new ArticleState.Scheduled(
                        instant(row, "publish_at").orElseThrow(), row.getBoolean("alert_at_publish"));
            case "embargoed" ->
                new ArticleState.Embargoed(instant(row, "embargo_until").orElseThrow());
            case "published" -> new ArticleState.Published(publishedAt.orElseThrow());
            case "killed" ->
                new ArticleState.Killed(
                        publishedAt.orElseThrow(),
                        instant(row, "killed_at").orElseThrow(),
                        row.getString("kill_reason"));
            case "spiked" -> new ArticleState.Spiked();
            case String other -> throw new IllegalStateException("no state of an article: " + other);
        };
    }

    private static Revision revision(ResultSet row) throws SQLException {
        return new Revision(
                row.getInt("number"),
                row.getString("headline"),
                optional(row, "kicker"),
                optional(row, "standfirst"),
                optional(row, "teaser"),
                Sanitizer.stored(row.getString("body")),
                texts(row.getArray("bylines")),
                optional(row, "dateline"),
                texts(row.getArray("sources")),
                optional(row, "slugline"),
                Optional.ofNullable(row.getObject("urgency", Integer.class)),
                row.getBoolean("breaking"),
                Arrays.stream((Long[]) row.getArray("topics").getArray())
                        .map(TopicId::new)
                        .toList(),
                Optional.ofNullable(row.getObject("story_id", Long.class)).map(StoryId::new),
                picture(row),
                row.getInt("reading_minutes"),
                instant(row, "saved_at").orElseThrow(),
                row.getString("saved_by"));
    }

    private static Optional<LeadPicture> picture(ResultSet row) throws SQLException {
        Optional<Long> id = Optional.ofNullable(row.getObject("picture_id", Long.class));
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LeadPicture(
                new PictureId(id.get()),
                optional(row, "picture_caption"),
                optional(row, "picture_credit"),
                optional(row, "picture_alt")));
    }

    private static Optional<String> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
