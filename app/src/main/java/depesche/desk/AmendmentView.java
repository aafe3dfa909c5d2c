package depesche.desk;

import depesche.account.Role;
import depesche.alert.Alert;
import depesche.alert.RetellingPlan;
import depesche.article.Article;
import depesche.web.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fills the pages on which a published article is amended.
final class AmendmentView {

    /// Fields of the article that are changed here; the others are changed in its form.
    static final List<String> TEXTS = List.of("headline", "kicker", "standfirst", "teaser", "body");

    private static final List<String> SAID = List.of("note", "reason", "of", "replyHeadline", "replyBody");

    private final TopicAdvice topics;
    private final RetellingPlan retelling;
    private final NewsroomTime time;

    AmendmentView(TopicAdvice topics, RetellingPlan retelling, NewsroomTime time) {
        this.topics = topics;
        this.retelling = retelling;
        this.time = time;
    }

    /// The article as it stands, with what was typed in its place.
    Typed typed(Visit visit, Article article) {
        Typed stored = Typed.of(article, topics, time);
        Map<String, String> typed = new HashMap<>();
        TEXTS.forEach(name -> visit.form().field(name).ifPresent(value -> typed.put(name, value)));
        return stored.with(typed);
    }

    AmendmentPage page(Visit visit, Article article, List<Fault> faults) {
        Words words = visit.words();
        var form = new ArticleForm(words, time, topics);
        Typed typed = typed(visit, article);
        Map<String, FieldView> fields = new HashMap<>();
        TEXTS.forEach(name -> fields.put(name, field(name, typed.value(name), faults, form)));
        SAID.forEach(name -> fields.put(name, field(name, visit.field(name), faults, form)));
        return new AmendmentPage(
                article.revision().headline(),
                article.language().toLanguageTag(),
                "/desk/articles/" + article.id(),
                Integer.toString(article.revision().number()),
                faults.stream()
                        .map(fault -> new ArticleFormPage.FaultLine("#f-" + fault.field(), form.text(fault)))
                        .toList(),
                fields,
                buttons(visit, article),
                visit.mayActAs(Role.CHIEF));
    }

    KillPage kill(Visit visit, Article article) {
        return new KillPage(
                "/desk/articles/" + article.id(),
                Integer.toString(article.revision().number()),
                article.revision().headline(),
                article.language().toLanguageTag(),
                visit.words().of("amend.kill.question", "number", retelling.reach(article, Alert.Kind.WITHDRAWAL)),
                visit.field("reason"));
    }

    private AmendmentPage.Buttons buttons(Visit visit, Article article) {
        Words words = visit.words();
        int update = retelling.reach(article, Alert.Kind.UPDATE);
        int owed = retelling.reach(article, Alert.Kind.CORRECTION);
        return new AmendmentPage.Buttons(
                words.of("amend.update", "number", update),
                words.of("amend.correction", "number", owed),
                words.of("amend.reply", "number", owed),
                words.of("amend.kill"),
                DeadlineChoices.of(visit));
    }

    private static FieldView field(String name, String value, List<Fault> faults, ArticleForm form) {
        String fault = faults.stream()
                .filter(it -> it.field().equals(name))
                .map(form::text)
                .findFirst()
                .orElse("");
        return new FieldView(name, form.label(name), "", value, fault);
    }
}
