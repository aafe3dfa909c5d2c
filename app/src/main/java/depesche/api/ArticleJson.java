package depesche.api;

import depesche.article.Article;
import depesche.article.ArticleState;
import depesche.article.LeadPicture;
import depesche.article.Notice;
import depesche.article.Revision;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.topic.Topic;
import depesche.topic.TopicTree;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// An article as JSON: everything that was handed in, and what we made of it.
final class ArticleJson {

    private final URI baseUrl;

    ArticleJson(URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    /// @param story slug of the one it belongs to
    Map<String, Object> whole(Article article, TopicTree topics, Optional<String> story) {
        Map<String, Object> json = head(article);
        Revision text = article.revision();
        put(json, "kicker", text.kicker());
        put(json, "standfirst", text.standfirst());
        put(json, "teaser", text.teaser());
        json.put("body", text.body().value());
        json.put("language", article.language().toLanguageTag());
        put(json, "translationOf", article.translationOf().map(Object::toString));
        json.put("bylines", text.bylines());
        put(json, "dateline", text.dateline());
        json.put("sources", text.sources());
        put(json, "slugline", text.slugline());
        put(json, "urgency", text.urgency());
        json.put("breaking", text.breaking());
        put(json, "embargoUntil", article.embargoUntil().map(Instant::toString));
        put(json, "publishAt", article.publishAt().map(Instant::toString));
        json.put("alertAtPublish", article.alertAtPublish());
        json.put("topics", slugs(text, topics));
        put(json, "story", story);
        putPicture(json, text.picture());
        json.put("createdAt", article.createdAt().toString());
        json.put("changedAt", article.changedAt().toString());
        json.put("savedBy", text.savedBy());
        return json;
    }

    static Map<String, Object> notice(Notice notice) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", notice.kind().word());
        json.put("revision", notice.revision());
        put(json, "note", notice.note());
        notice.reply().ifPresent(reply -> {
            json.put("headline", reply.headline());
            json.put("body", reply.body().value());
            json.put("of", reply.of());
        });
        json.put("at", notice.at().toString());
        json.put("by", notice.by());
        return json;
    }

    /// Slug of the story it belongs to.
    static Optional<String> story(Handle tx, Revision text) {
        return text.story()
                .flatMap(id ->
                        Stories.byIds(tx, List.of(id)).stream().map(Story::slug).findFirst());
    }

    static List<String> slugs(Revision text, TopicTree topics) {
        return text.topics().stream()
                .flatMap(id -> topics.byId(id).stream())
                .map(Topic::slug)
                .toList();
    }

    /// What entries of lists carry too.
    private Map<String, Object> head(Article article) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", article.id().toString());
        put(json, "externalId", article.externalId());
        json.put("revision", article.revision().number());
        json.put("state", article.state().word());
        json.put("url", url(article));
        json.put("headline", article.revision().headline());
        json.put("readingMinutes", article.revision().readingMinutes());
        put(json, "publishedAt", publishedAt(article).map(Instant::toString));
        return json;
    }

    String url(Article article) {
        return baseUrl + article.path();
    }

    private static Optional<Instant> publishedAt(Article article) {
        return switch (article.state()) {
            case ArticleState.Published(Instant at) -> Optional.of(at);
            case ArticleState.Killed(Instant at, Instant _, String _) -> Optional.of(at);
            case ArticleState.Draft _, ArticleState.Scheduled _, ArticleState.Embargoed _, ArticleState.Spiked _ ->
                Optional.empty();
        };
    }

    private static void putPicture(Map<String, Object> json, Optional<LeadPicture> lead) {
        put(json, "pictureId", lead.map(picture -> Long.toString(picture.id().value())));
        lead.ifPresent(picture -> {
            put(json, "pictureCaption", picture.caption());
            put(json, "pictureCredit", picture.credit());
            put(json, "pictureAlt", picture.alt());
        });
    }

    private static void put(Map<String, Object> json, String name, Optional<?> value) {
        json.put(name, value.orElse(null));
    }
}
