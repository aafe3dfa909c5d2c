package depesche.desk;

import depesche.article.Article;
import depesche.article.LeadPicture;
import depesche.article.Revision;
import depesche.topic.Topic;
import depesche.topic.TopicTree;
import depesche.web.Form;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands in the fields of an article's form: as it was typed, or as the article has it.
///
/// @param values by name of the field; what the form did not have is missing
/// @param topics slugs in the editor's order
record Typed(Map<String, String> values, List<String> topics) {

    static final String YES = "yes";
    static final String HTML = "html";
    static final String MARKDOWN = "markdown";
    /// Texts of one line or more, each a field of its own.
    static final List<String> TEXTS = List.of(
            "headline",
            "kicker",
            "standfirst",
            "teaser",
            "body",
            "bodyForm",
            "language",
            "bylines",
            "dateline",
            "sources",
            "story",
            "slugline",
            "urgency",
            "breaking",
            "translationOf",
            "embargoUntil",
            "publishAt",
            "alertAtPublish",
            "pictureId",
            "pictureCaption",
            "pictureCredit",
            "pictureAlt",
            "pictureRemove");

    Typed {
        values = Map.copyOf(values);
        topics = List.copyOf(topics);
    }

    static Typed blank(String language) {
        return new Typed(Map.of("language", language, "bodyForm", MARKDOWN), List.of());
    }

    static Typed of(Form form) {
        Map<String, String> values = new HashMap<>();
        TEXTS.forEach(name -> form.field(name).ifPresent(value -> values.put(name, value.replace("\0", ""))));
        List<String> topics =
                form.all("topic").stream().filter(slug -> !slug.isBlank()).toList();
        return new Typed(values, topics);
    }

    static Typed of(Article article, TopicAdvice advice, NewsroomTime time) {
        Revision text = article.revision();
        Map<String, String> values = new HashMap<>();
        values.put("headline", text.headline());
        values.put("kicker", text.kicker().orElse(""));
        values.put("standfirst", text.standfirst().orElse(""));
        values.put("teaser", text.teaser().orElse(""));
        values.put("body", text.body().value());
        values.put("bodyForm", HTML);
        values.put("language", article.language().toLanguageTag());
        values.put("bylines", String.join("\n", text.bylines()));
        values.put("dateline", text.dateline().orElse(""));
        values.put("sources", String.join("\n", text.sources()));
        values.put("story", advice.story(article));
        values.put("slugline", text.slugline().orElse(""));
        values.put("urgency", text.urgency().map(Object::toString).orElse(""));
        values.put("breaking", text.breaking() ? YES : "");
        values.put(
                "translationOf", article.translationOf().map(Object::toString).orElse(""));
        values.put("embargoUntil", typed(article.embargoUntil(), time));
        values.put("publishAt", typed(article.publishAt(), time));
        values.put("alertAtPublish", article.alertAtPublish() ? YES : "");
        text.picture().ifPresent(picture -> put(values, picture));
        return new Typed(values, slugs(text, advice.tree()));
    }

    private static String typed(Optional<Instant> instant, NewsroomTime time) {
        return instant.map(time::typed).orElse("");
    }

    private static void put(Map<String, String> values, LeadPicture picture) {
        values.put("pictureId", Long.toString(picture.id().value()));
        values.put("pictureCaption", picture.caption().orElse(""));
        values.put("pictureCredit", picture.credit().orElse(""));
        values.put("pictureAlt", picture.alt().orElse(""));
    }

    private static List<String> slugs(Revision text, TopicTree tree) {
        return text.topics().stream()
                .flatMap(id -> tree.byId(id).stream())
                .map(Topic::slug)
                .toList();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }

    /// Empty where nothing but space was typed.
    Optional<String> text(String name) {
        return Optional.of(value(name)).filter(value -> !value.isBlank());
    }

    boolean isChecked(String name) {
        return value(name).equals(YES);
    }

    List<String> lines(String name) {
        return value(name).lines().filter(line -> !line.isBlank()).toList();
    }

    Typed with(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(others);
        return new Typed(all, topics);
    }

    /// With one topic more at the end; the same if it is there already or none is named.
    Typed withTopic(String slug) {
        if (slug.isBlank() || topics.contains(slug)) {
            return this;
        }
        var more = new ArrayList<>(topics);
        more.add(slug.replace("\0", ""));
        return new Typed(values, more);
    }

    /// In this story; the same if none is named.
    Typed withStory(String slug) {
        return slug.isBlank() ? this : with(Map.of("story", slug.replace("\0", "")));
    }

    /// Names of the fields in which this differs from the other, in the order of the form.
    List<String> differing(Typed other) {
        var names = new ArrayList<String>();
        for (String name : TEXTS) {
            boolean isShown = has(name) && !List.of("bodyForm", "pictureRemove").contains(name);
            if (isShown && !normal(value(name)).equals(normal(other.value(name)))) {
                names.add(name);
            }
        }
        if (!topics.equals(other.topics)) {
            names.add("topics");
        }
        return names;
    }

    private static String normal(String text) {
        return text.replace("\r\n", "\n").strip();
    }
}
