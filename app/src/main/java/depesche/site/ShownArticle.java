package depesche.site;

import depesche.article.Article;
import depesche.article.ArticleState;
import depesche.article.LeadPicture;
import depesche.article.Revision;
import depesche.story.StoryId;
import depesche.text.SafeHtml;
import depesche.text.Sanitizer;
import depesche.topic.TopicId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// A public article as its page needs it. Texts that are missing are empty. Mirrors a row.
///
/// @param original the article that this and its sisters are translations of; itself if it is none
record ShownArticle(
        long id,
        String slug,
        Locale language,
        long original,
        Instant publishedAt,
        Instant changedAt,
        String kicker,
        String headline,
        String standfirst,
        String teaser,
        SafeHtml body,
        List<String> bylines,
        String dateline,
        List<String> sources,
        List<Long> topics,
        Optional<Long> story,
        Optional<Long> picture,
        String caption,
        String credit,
        String alt,
        int readingMinutes) {

    /// What is found under a number.
    sealed interface Found {
        record Public(String path) implements Found {}

        record Killed() implements Found {}

        record Nothing() implements Found {}
    }

    static Found find(Handle tx, long id) {
        return tx.createQuery("select slug, state from article where id = :id")
                .bind("id", id)
                .map((row, _) -> found(id, row.getString("slug"), row.getString("state")))
                .findOne()
                .orElseGet(Found.Nothing::new);
    }

    private static Found found(long id, String slug, String state) {
        return switch (state) {
            case "published" -> new Found.Public("/" + id + "/" + slug);
            case "killed" -> new Found.Killed();
            default -> new Found.Nothing();
        };
    }

    static Optional<ShownArticle> read(Handle tx, long id) {
        return read(tx, List.of(id)).stream().findFirst();
    }

    /// Those of the articles that are public.
    static List<ShownArticle> read(Handle tx, Collection<Long> ids) {
        return tx.createQuery("""
                        select a.id, a.slug, a.language, coalesce(a.translation_of, a.id) as original, a.published_at,
                               a.changed_at, r.kicker, r.headline, r.standfirst, r.teaser, r.body, r.bylines,
                               r.dateline, r.sources, r.topics, r.story_id, r.picture_id, r.picture_caption, r.picture_credit,
                               r.picture_alt, r.reading_minutes
                          from article a
                          join revision r on r.article_id = a.id and r.number = a.revision
                         where a.id = any(:ids)
                           and a.state = 'published'
                        """)
                .bindArray("ids", Long.class, ids)
                .map((row, _) -> of(row))
                .list();
    }

    /// Those of the articles that were public and are withdrawn.
    static List<Long> killed(Handle tx, Collection<Long> ids) {
        return tx.createQuery("""
                        select id
                          from article
                         where id = any(:ids)
                           and state = 'killed'
                        """)
                .bindArray("ids", Long.class, ids)
                .mapTo(Long.class)
                .list();
    }

    private static ShownArticle of(ResultSet row) throws SQLException {
        return new ShownArticle(
                row.getLong("id"),
                row.getString("slug"),
                Locale.forLanguageTag(row.getString("language")),
                row.getLong("original"),
                row.getTimestamp("published_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                text(row, "kicker"),
                row.getString("headline"),
                text(row, "standfirst"),
                text(row, "teaser"),
                Sanitizer.stored(row.getString("body")),
                List.of((String[]) row.getArray("bylines").getArray()),
                text(row, "dateline"),
                List.of((String[]) row.getArray("sources").getArray()),
                Arrays.asList((Long[]) row.getArray("topics").getArray()),
                Optional.ofNullable(row.getObject("story_id", Long.class)),
                Optional.ofNullable(row.getObject("picture_id", Long.class)),
                text(row, "picture_caption"),
                text(row, "picture_credit"),
                text(row, "picture_alt"),
                row.getInt("reading_minutes"));
    }

    /// Any article as its page would show it; one that is not public yet as if it had come out when it was changed.
    static ShownArticle of(Article article) {
        Revision text = article.revision();
        Optional<LeadPicture> picture = text.picture();
        Instant publishedAt = article.state() instanceof ArticleState.Published(Instant at) ? at : article.changedAt();
        return new ShownArticle(
                article.id().value(),
                article.slug(),
                article.language(),
                article.translationOf().orElse(article.id()).value(),
                publishedAt,
                article.changedAt(),
                text.kicker().orElse(""),
                text.headline(),
                text.standfirst().orElse(""),
                text.teaser().orElse(""),
                text.body(),
                text.bylines(),
                text.dateline().orElse(""),
                text.sources(),
                text.topics().stream().map(TopicId::value).toList(),
                text.story().map(StoryId::value),
                picture.map(lead -> lead.id().value()),
                picture.flatMap(LeadPicture::caption).orElse(""),
                picture.flatMap(LeadPicture::credit).orElse(""),
                picture.flatMap(LeadPicture::alt).orElse(""),
                text.readingMinutes());
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    /// A public translation of this article.
    record Sister(long id, String slug, Locale language, long original) {}

    /// The public translations of these articles by the number of the original, which is one of them.
    static Map<Long, List<Sister>> families(Handle tx, List<ShownArticle> articles) {
        return tx.createQuery("""
                        select id, slug, language, coalesce(translation_of, id) as original
                          from article
                         where (id = any(:originals) or translation_of = any(:originals))
                           and state = 'published'
                         order by language, id
                        """)
                .bindArray(
                        "originals",
                        Long.class,
                        articles.stream().map(ShownArticle::original).distinct().toList())
                .map((row, _) -> new Sister(
                        row.getLong("id"),
                        row.getString("slug"),
                        Locale.forLanguageTag(row.getString("language")),
                        row.getLong("original")))
                .collect(Collectors.groupingBy(Sister::original));
    }

    String path() {
        return "/" + id + "/" + slug;
    }

    /// What is said of it elsewhere: teaser, else standfirst, else headline.
    String summary() {
        return !teaser.isEmpty() ? teaser : !standfirst.isEmpty() ? standfirst : headline;
    }
}
