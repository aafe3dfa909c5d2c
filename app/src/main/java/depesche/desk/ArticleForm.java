package depesche.desk;

import depesche.article.Article;
import depesche.desk.ArticleFormPage.FaultLine;
import depesche.desk.ArticleFormPage.Lead;
import depesche.desk.ArticleFormPage.Notice;
import depesche.desk.ArticleFormPage.Proposal;
import depesche.desk.ArticleFormPage.Rights;
import depesche.desk.ArticleFormPage.Standing;
import depesche.desk.ArticleFormPage.TopicField;
import depesche.picture.Picture;
import depesche.topic.TopicTree;
import depesche.web.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fills the form's view: fields, their words, and what is wrong with them.
final class ArticleForm {

    private static final int FEWEST_TOPICS = 6;
    private static final int SPARE_TOPICS = 2;
    private static final int MOST_TOPICS = 50;

    private final Words words;
    private final NewsroomTime time;
    private final TopicAdvice advice;
    private final TopicTree topics;

    ArticleForm(Words words, NewsroomTime time, TopicAdvice advice) {
        this.words = words;
        this.time = time;
        this.advice = advice;
        this.topics = advice.tree();
    }

    ArticleFormPage fresh(Typed typed, List<Fault> faults, Lead lead, Rights rights) {
        return new ArticleFormPage(
                "/desk/articles/new",
                "",
                new Standing("", "", "", ""),
                Optional.empty(),
                lines(faults),
                fields(typed, faults),
                topicFields(typed, faults),
                proposals(typed, rights),
                advice.stories(typed.value("story"), words),
                rights.save() ? advice.likely(typed, words) : List.of(),
                lead,
                rights);
    }

    ArticleFormPage of(
            Article article, Typed typed, List<Fault> faults, Optional<Notice> notice, Lead lead, Rights rights) {
        return new ArticleFormPage(
                "/desk/articles/" + article.id(),
                Integer.toString(article.revision().number()),
                standing(article),
                notice,
                lines(faults),
                fields(typed, faults),
                topicFields(typed, faults),
                proposals(typed, rights),
                advice.stories(typed.value("story"), words),
                rights.save() ? advice.likely(typed, words) : List.of(),
                lead,
                rights);
    }

    Standing standing(Article article) {
        String saved = words.of(
                "article.saved",
                Map.of(
                        "number", article.revision().number(),
                        "name", article.revision().savedBy(),
                        "at", time.shown(article.revision().savedAt(), words).text()));
        String word = article.state().word();
        return new Standing(
                words.of("state." + word), word, saved, article.state().isPublic() ? article.path() : "");
    }

    /// The smallest rendition that is large enough to be recognized.
    static Lead lead(Optional<Picture> picture, Typed typed) {
        return picture.map(found -> new Lead(Long.toString(found.id().value()), src(found), typed.value("pictureAlt")))
                .orElseGet(() -> new Lead("", "", ""));
    }

    private static String src(Picture picture) {
        return picture.renditions().stream()
                .filter(rendition -> !rendition.isWebp())
                .findFirst()
                .or(() -> picture.renditions().stream().findFirst())
                .map(rendition -> "/pictures/" + picture.id().value() + "/" + rendition.width()
                        + (rendition.isWebp() ? ".webp" : ".jpg"))
                .orElse("");
    }

    /// The name of a field as the form labels it.
    String label(String field) {
        return words.of("field." + (field.equals("pictureId") ? "picture" : field));
    }

    private List<FaultLine> lines(List<Fault> faults) {
        return faults.stream()
                .map(fault -> new FaultLine("#" + id(fault.field()), text(fault)))
                .toList();
    }

    private static String id(String field) {
        return switch (field) {
            case "topics" -> "f-topic1";
            case "pictureId" -> "f-picture";
            default -> "f-" + field;
        };
    }

    String text(Fault fault) {
        String key = FaultWords.key(fault.code());
        return words.of(key, Map.of("field", label(fault.field()), "message", fault.message()));
    }

    private Map<String, FieldView> fields(Typed typed, List<Fault> faults) {
        Map<String, FieldView> fields = new HashMap<>();
        List<String> names = new ArrayList<>(Typed.TEXTS);
        names.add("picture");
        for (String name : names) {
            fields.put(name, new FieldView(name, label(name), hint(name), typed.value(name), fault(name, faults)));
        }
        return fields;
    }

    private String hint(String name) {
        return switch (name) {
            case "headline", "body", "bodyForm", "pictureId", "pictureRemove" -> "";
            case "embargoUntil", "publishAt" -> words.of("hint." + name, "zone", time.zone());
            default -> words.of("hint." + name);
        };
    }

    private String fault(String field, List<Fault> faults) {
        return faults.stream()
                .filter(fault -> fault.field().equals(field)
                        || (field.equals("picture") && fault.field().equals("pictureId")))
                .findFirst()
                .map(this::text)
                .orElse("");
    }

    private List<Proposal> proposals(Typed typed, Rights rights) {
        return rights.save() ? advice.proposals(typed, words) : List.of();
    }

    private List<TopicField> topicFields(Typed typed, List<Fault> faults) {
        int count = Math.min(MOST_TOPICS, Math.max(FEWEST_TOPICS, typed.topics().size() + SPARE_TOPICS));
        String fault = fault("topics", faults);
        List<TopicField> fields = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            String chosen = number <= typed.topics().size() ? typed.topics().get(number - 1) : "";
            String name = "topic" + number;
            var field = new FieldView(
                    name, words.of("article.topic", "number", number), "", chosen, number == 1 ? fault : "");
            fields.add(new TopicField(field, TopicChoices.of(topics, words, chosen)));
        }
        return fields;
    }
}
