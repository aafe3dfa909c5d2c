package depesche.desk;

import depesche.account.Role;
import depesche.db.Database;
import depesche.desk.ArticleFormPage.FaultLine;
import depesche.follow.FollowIndex;
import depesche.follow.FollowView;
import depesche.follow.Subject;
import depesche.topic.CountryTopics;
import depesche.topic.NewTopic;
import depesche.topic.Topic;
import depesche.topic.TopicMaking;
import depesche.topic.TopicResult;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Fault;
import depesche.web.Form;
import depesche.web.Response;
import java.text.NumberFormat;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `/desk/topics`: the tree with its followers and articles, and the making of a topic.
final class TopicResource {

    private static final List<String> FIELDS = List.of("labelDe", "labelEn", "slug", "parent", "aliases");
    private static final int DEEPEST = 6;

    private final Database db;
    private final Topics topics;
    private final Making making;
    private final FollowIndex follows;
    private final Pages pages;

    TopicResource(Database db, Topics topics, Making making, FollowIndex follows, Pages pages) {
        this.db = db;
        this.topics = topics;
        this.making = making;
        this.follows = follows;
        this.pages = pages;
    }

    /// One topic, and one for each country.
    record Making(TopicMaking one, CountryTopics countries) {}

    Response list(Visit visit) {
        return show(visit, 200, Visit.NO_FORM, List.of());
    }

    Response create(Visit visit) {
        return switch (making.one().make(asked(visit.form()))) {
            case TopicResult.Made(Topic topic) -> Response.seeOther("/desk/topics?made=" + topic.slug());
            case TopicResult.SlugTaken(String slug, String _) ->
                show(visit, 409, visit.form(), List.of(new Fault("slug", "slug-taken", slug)));
            case TopicResult.Faulty(List<Fault> faults) -> show(visit, 422, visit.form(), faults);
        };
    }

    Response makeCountries(Visit visit) {
        var made = making.countries().make();
        return Response.seeOther("/desk/topics?countries=" + made.topics() + "&enriched=" + made.enriched());
    }

    private static NewTopic asked(Form form) {
        Map<String, String> labels = new LinkedHashMap<>();
        text(form, "labelDe").ifPresent(label -> labels.put("de", label));
        text(form, "labelEn").ifPresent(label -> labels.put("en", label));
        List<String> aliases = form.field("aliases").orElse("").lines().toList();
        return new NewTopic(text(form, "slug").map(String::strip).orElse(""), labels, aliases, text(form, "parent"));
    }

    private static Optional<String> text(Form form, String name) {
        return form.field(name).map(value -> value.replace("\0", "")).filter(value -> !value.isBlank());
    }

    private Response show(Visit visit, int status, Form form, List<Fault> faults) {
        TopicTree tree = topics.tree();
        Words words = visit.words();
        String made = tree.bySlug(visit.query("made"))
                .map(topic -> words.of("topic.made", "label", topic.label(words.locale())))
                .orElseGet(() -> countriesMade(visit, words));
        var view = new TopicsPage(
                lines(tree, words),
                visit.mayActAs(Role.CHIEF),
                faults.stream()
                        .map(fault -> new FaultLine("#f-" + field(fault), told(fault, words)))
                        .toList(),
                fields(form, faults, words),
                TopicChoices.of(tree, words, form.field("parent").orElse("")),
                made);
        return pages.page(visit, status, words.of("menu.topics"), view);
    }

    private static String countriesMade(Visit visit, Words words) {
        boolean isAsked = Stream.of("countries", "enriched")
                .allMatch(name -> visit.query(name).matches("[0-9]{1,4}"));
        return isAsked
                ? words.of(
                        "topic.countries-made",
                        Map.of(
                                "topics", Integer.parseInt(visit.query("countries")),
                                "enriched", Integer.parseInt(visit.query("enriched"))))
                : "";
    }

    private List<TopicsPage.Line> lines(TopicTree tree, Words words) {
        FollowView view = follows.refresh();
        Map<Long, Integer> articles = articles();
        NumberFormat numbers = NumberFormat.getIntegerInstance(words.locale());
        return TopicChoices.inOrder(tree, words.locale()).stream()
                .map(topic -> new TopicsPage.Line(
                        Math.min(DEEPEST, tree.path(topic.id()).size() - 1),
                        "/topics/" + topic.slug(),
                        topic.label(words.locale()),
                        others(topic, words),
                        topic.slug(),
                        numbers.format(
                                view.readersOf(Set.of(Subject.of(topic.id()))).getCardinality()),
                        numbers.format(articles.getOrDefault(topic.id().value(), 0))))
                .toList();
    }

    private static String others(Topic topic, Words words) {
        String shown = topic.label(words.locale());
        return topic.labels().values().stream()
                .filter(label -> !label.equals(shown))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /// Of each topic itself, not of those below it.
    private Map<Long, Integer> articles() {
        Map<Long, Integer> articles = new HashMap<>();
        db.read(handle -> handle.createQuery("""
                        select t.topic_id, count(*) as articles
                          from article_topic t
                          join article a on a.id = t.article_id
                         where a.state = 'published'
                         group by t.topic_id
                        """)
                .map((row, _) -> articles.put(row.getLong("topic_id"), row.getInt("articles")) == null)
                .list());
        return articles;
    }

    private static Map<String, FieldView> fields(Form form, List<Fault> faults, Words words) {
        Map<String, FieldView> fields = new HashMap<>();
        for (String name : FIELDS) {
            String fault = faults.stream()
                    .filter(one -> field(one).equals(name))
                    .findFirst()
                    .map(one -> told(one, words))
                    .orElse("");
            fields.put(
                    name,
                    new FieldView(
                            name,
                            words.of("field." + name),
                            words.of("hint." + name),
                            form.field(name).orElse(""),
                            fault));
        }
        return fields;
    }

    private static String field(Fault fault) {
        return switch (fault.field()) {
            case "labels", "labels.de" -> "labelDe";
            case "labels.en" -> "labelEn";
            default -> fault.field();
        };
    }

    private static String told(Fault fault, Words words) {
        String key = fault.code().equals("slug-taken") ? "fault.slug-taken" : FaultWords.key(fault.code());
        return words.of(key, Map.of("field", words.of("field." + field(fault)), "message", fault.message()));
    }
}
