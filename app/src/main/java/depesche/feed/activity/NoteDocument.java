package depesche.feed.activity;

import depesche.article.Notice;
import depesche.feed.activity.ToldArticles.Told;
import depesche.text.Messages;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Entities;

/// An article as other servers show it: headline, teaser, what was said of it since, and where it stands. A `Note`,
/// since
/// of an `Article` Mastodon takes no correction.
final class NoteDocument {

    static final String PUBLIC = "https://www.w3.org/ns/activitystreams#Public";
    static final String CONTEXT = "https://www.w3.org/ns/activitystreams";
    private static final Messages WORDS = Messages.of("feed");

    private final Addresses addresses;
    private final Actor paper;

    NoteDocument(Addresses addresses, Actor paper) {
        this.addresses = addresses;
        this.paper = paper;
    }

    /// Of a killed one it says that it is no more, and nothing else.
    Map<String, Object> of(Told article) {
        return article.killedAt().map(at -> tombstone(article, at)).orElseGet(() -> note(article));
    }

    private Map<String, Object> tombstone(Told article, Instant at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", addresses.note(article.id()));
        fields.put("type", "Tombstone");
        fields.put("deleted", time(at));
        return fields;
    }

    private Map<String, Object> note(Told article) {
        String content = content(article);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", addresses.note(article.id()));
        fields.put("type", "Note");
        fields.put("attributedTo", addresses.id(paper));
        fields.put("content", content);
        fields.put("contentMap", Map.of(article.language().toLanguageTag(), content));
        fields.put("url", addresses.url(article.path()));
        fields.put("published", time(article.publishedAt()));
        if (article.changedAt().isAfter(article.publishedAt())) {
            fields.put("updated", time(article.changedAt()));
        }
        fields.put("to", List.of(PUBLIC));
        fields.put("cc", List.of(addresses.followers(paper)));
        return fields;
    }

    private String content(Told article) {
        String address = addresses.url(article.path());
        var content = new StringBuilder("<p><strong>")
                .append(text(article.headline()))
                .append("</strong></p>");
        if (!article.teaser().isEmpty()) {
            content.append("<p>").append(text(article.teaser())).append("</p>");
        }
        article.notices().stream()
                .flatMap(notice -> said(notice, article.language()).stream())
                .forEach(said -> content.append("<p>").append(text(said)).append("</p>"));
        return content.append("<p><a href=\"")
                .append(text(address))
                .append("\">")
                .append(text(address))
                .append("</a></p>")
                .toString();
    }

    private static Optional<String> said(Notice notice, Locale language) {
        Optional<String> words = switch (notice.kind()) {
            case UPDATE, CORRECTION -> notice.note();
            case REPLY -> notice.reply().map(Notice.Reply::headline);
            case WITHDRAWAL -> Optional.empty();
        };
        return words.map(note ->
                WORDS.text(Messages.spoken(language), "notice." + notice.kind().word(), Map.of("note", note)));
    }

    private static String text(String plain) {
        return Entities.escape(plain);
    }

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
