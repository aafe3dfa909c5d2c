package depesche.api;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.article.Article;
import depesche.article.LeadPicture;
import depesche.article.Revision;
import depesche.article.Submission;
import depesche.text.Markdown;
import depesche.topic.Topics;
import depesche.web.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads an article from JSON. For a change, what is not sent stays as it is, and `null` takes it away; what only we
/// set (`id`, `url`, `revision` …) may come back unchanged and is passed over.
final class ArticleFields {

    private static final int LONG = 2_000_000;
    private static final int LONG_MARKDOWN = 400_000;
    private static final int MOST = 200;
    private static final List<String> OURS = List.of(
            "id",
            "revision",
            "state",
            "url",
            "readingMinutes",
            "publishedAt",
            "createdAt",
            "changedAt",
            "savedBy",
            "wire",
            "notices");

    private final Fields fields;
    private final JsonNode sent;
    private final Optional<Submission> before;

    private ArticleFields(Fields fields, JsonNode sent, Optional<Submission> before) {
        this.fields = fields;
        this.sent = sent;
        this.before = before;
    }

    static Submission ofNew(Fields fields, JsonNode sent) {
        Submission read = new ArticleFields(fields, sent, Optional.empty()).read();
        if (read.headline().isBlank()) {
            fields.fault("headline", "missing", "headline is missing or empty");
        }
        if (read.body().isBlank()) {
            fields.fault("body", "missing", "body (HTML) or bodyMarkdown is missing or empty");
        }
        fields.refuseOthers();
        return read;
    }

    static Submission ofChange(Fields fields, JsonNode sent, Article article, Handle tx) {
        OURS.forEach(fields::has);
        Submission read = new ArticleFields(fields, sent, Optional.of(submission(article, tx))).read();
        fields.refuseOthers();
        return read;
    }

    private Submission read() {
        Optional<Submission> old = before;
        return new Submission(
                text("headline", old.map(Submission::headline)).orElse(""),
                text("kicker", old.flatMap(Submission::kicker)),
                text("standfirst", old.flatMap(Submission::standfirst)),
                text("teaser", old.flatMap(Submission::teaser)),
                body(),
                text("language", old.flatMap(Submission::language)),
                texts("bylines", old.map(Submission::bylines)),
                text("dateline", old.flatMap(Submission::dateline)),
                texts("sources", old.map(Submission::sources)),
                text("slugline", old.flatMap(Submission::slugline)),
                isSent("urgency") ? fields.integer("urgency", 1, 9) : old.flatMap(Submission::urgency),
                flag("breaking", old.filter(Submission::breaking).isPresent()),
                time("embargoUntil", old.flatMap(Submission::embargoUntil)),
                time("publishAt", old.flatMap(Submission::publishAt)),
                flag("alertAtPublish", old.filter(Submission::alertAtPublish).isPresent()),
                texts("topics", old.map(Submission::topics)),
                text("story", old.flatMap(Submission::story)),
                text("translationOf", old.flatMap(Submission::translationOf)),
                picture(),
                text("externalId", old.flatMap(Submission::externalId)));
    }

    private boolean isSent(String name) {
        fields.has(name);
        return before.isEmpty() || sent.has(name);
    }

    private Optional<String> text(String name, Optional<String> old) {
        return isSent(name) ? fields.text(name, LONG) : old;
    }

    private List<String> texts(String name, Optional<List<String>> old) {
        return isSent(name) ? fields.texts(name, MOST, LONG) : old.orElse(List.of());
    }

    private Optional<Instant> time(String name, Optional<Instant> old) {
        return isSent(name) ? fields.time(name) : old;
    }

    private boolean flag(String name, boolean old) {
        return isSent(name) ? fields.flag(name).orElse(false) : old;
    }

    private String body() {
        Optional<String> html = fields.text("body", LONG);
        Optional<String> markdown = fields.text("bodyMarkdown", LONG_MARKDOWN);
        if (html.isPresent() && markdown.isPresent()) {
            fields.fault("bodyMarkdown", "twice", "body and bodyMarkdown cannot both be given");
        }
        return markdown.map(text -> Markdown.toHtml(text).value())
                .or(() -> html)
                .or(() -> isSent("body") ? Optional.empty() : before.map(Submission::body))
                .orElse("");
    }

    private Optional<Submission.Picture> picture() {
        if (!isSent("pictureId")) {
            return before.flatMap(Submission::picture);
        }
        return fields.text("pictureId", MOST)
                .map(id -> new Submission.Picture(
                        id,
                        fields.text("pictureCaption", LONG),
                        fields.text("pictureCredit", LONG),
                        fields.text("pictureAlt", LONG)));
    }

    /// The article as it would have been handed in.
    private static Submission submission(Article article, Handle tx) {
        Revision text = article.revision();
        return new Submission(
                text.headline(),
                text.kicker(),
                text.standfirst(),
                text.teaser(),
                text.body().value(),
                Optional.of(article.language().toLanguageTag()),
                text.bylines(),
                text.dateline(),
                text.sources(),
                text.slugline(),
                text.urgency(),
                text.breaking(),
                article.embargoUntil(),
                article.publishAt(),
                article.alertAtPublish(),
                ArticleJson.slugs(text, Topics.tree(tx)),
                ArticleJson.story(tx, text),
                article.translationOf().map(Object::toString),
                text.picture().map(ArticleFields::named),
                article.externalId());
    }

    private static Submission.Picture named(LeadPicture picture) {
        return new Submission.Picture(
                Long.toString(picture.id().value()), picture.caption(), picture.credit(), picture.alt());
    }
}
