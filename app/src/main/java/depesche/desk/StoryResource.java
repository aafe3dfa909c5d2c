package depesche.desk;

import depesche.account.Role;
import depesche.db.Database;
import depesche.desk.ArticleFormPage.FaultLine;
import depesche.follow.FollowIndex;
import depesche.follow.FollowView;
import depesche.follow.Subject;
import depesche.story.NewStory;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.story.StoryMaking;
import depesche.story.StoryResult;
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

/// `/desk/stories`: the newest stories with their followers and articles, and the making of one.
final class StoryResource {

    private static final List<String> FIELDS = List.of("labelDe", "labelEn", "slug");
    private static final int MOST = 200;

    private final Database db;
    private final StoryMaking making;
    private final FollowIndex follows;
    private final ProposedStories proposals;
    private final Pages pages;

    StoryResource(Database db, StoryMaking making, FollowIndex follows, ProposedStories proposals, Pages pages) {
        this.db = db;
        this.making = making;
        this.follows = follows;
        this.proposals = proposals;
        this.pages = pages;
    }

    Response list(Visit visit) {
        return show(visit, 200, Visit.NO_FORM, List.of());
    }

    Response create(Visit visit) {
        return switch (making.make(asked(visit.form()))) {
            case StoryResult.Made(Story story) -> Response.seeOther("/desk/stories?made=" + story.slug());
            case StoryResult.SlugTaken(String slug) ->
                show(visit, 409, visit.form(), List.of(new Fault("slug", "slug-taken", slug)));
            case StoryResult.Faulty(List<Fault> faults) -> show(visit, 422, visit.form(), faults);
        };
    }

    private static NewStory asked(Form form) {
        Map<String, String> labels = new LinkedHashMap<>();
        text(form, "labelDe").ifPresent(label -> labels.put("de", label));
        text(form, "labelEn").ifPresent(label -> labels.put("en", label));
        return new NewStory(text(form, "slug").map(String::strip).orElse(""), labels);
    }

    private static Optional<String> text(Form form, String name) {
        return form.field(name).map(value -> value.replace("\0", "")).filter(value -> !value.isBlank());
    }

    /// With what is wrong with a form of this page.
    Response show(Visit visit, int status, Form form, List<Fault> faults) {
        Words words = visit.words();
        var view = new StoriesPage(
                lines(words),
                visit.mayActAs(Role.EDITOR),
                faults.stream()
                        .map(fault -> new FaultLine("#" + place(fault), told(fault, words)))
                        .toList(),
                fields(form, faults, words),
                done(visit),
                visit.mayActAs(Role.EDITOR) ? proposals.open(words) : List.of(),
                visit.mayActAs(Role.EDITOR) ? proposals.dismissed(words) : List.of());
        return pages.page(visit, status, words.of("menu.stories"), view);
    }

    private String done(Visit visit) {
        Words words = visit.words();
        String articles = visit.query("articles");
        Optional<Story> renamed = story(visit.query("renamed"));
        if (renamed.isPresent()) {
            return words.of("story.renamed", "label", renamed.get().label(words.locale()));
        }
        return story(visit.query("made"))
                .map(story -> story.label(words.locale()))
                .map(label -> articles.matches("[0-9]{1,4}")
                        ? words.of("story.filed", Map.of("label", label, "articles", Integer.parseInt(articles)))
                        : words.of("story.made", "label", label))
                .orElseGet(() -> switch (visit.query("proposal")) {
                    case "dismissed", "reopened", "decided", "gone", "anew" ->
                        words.of("story.proposal-" + visit.query("proposal"));
                    default -> "";
                });
    }

    private Optional<Story> story(String slug) {
        return db.read(tx -> Stories.bySlug(tx, slug.replace("\0", "")));
    }

    private List<StoriesPage.Line> lines(Words words) {
        FollowView view = follows.refresh();
        NumberFormat numbers = NumberFormat.getIntegerInstance(words.locale());
        List<Story> stories = db.read(tx -> Stories.before(tx, Stories.NEWEST, MOST));
        Map<Long, Integer> articles = articles(stories);
        return stories.stream()
                .map(story -> new StoriesPage.Line(
                        story.path(),
                        story.label(words.locale()),
                        others(story, words),
                        story.slug(),
                        numbers.format(
                                view.readersOf(Set.of(Subject.of(story.id()))).getCardinality()),
                        numbers.format(articles.getOrDefault(story.id().value(), 0))))
                .toList();
    }

    private static String others(Story story, Words words) {
        String shown = story.label(words.locale());
        return story.labels().values().stream()
                .filter(label -> !label.equals(shown))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Map<Long, Integer> articles(List<Story> stories) {
        Map<Long, Integer> articles = new HashMap<>();
        db.read(tx -> tx.createQuery("""
                        select l.story_id, count(*) as articles
                          from article_story l
                          join article a on a.id = l.article_id
                         where a.state = 'published'
                           and l.story_id = any(:stories)
                         group by l.story_id
                        """)
                .bindArray(
                        "stories",
                        Long.class,
                        stories.stream().map(story -> story.id().value()).toList())
                .map((row, _) -> articles.put(row.getLong("story_id"), row.getInt("articles")) == null)
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
            String hint = words.of(name.equals("slug") ? "hint.story-slug" : "hint.story-label");
            fields.put(
                    name,
                    new FieldView(
                            name,
                            words.of("field." + name),
                            hint,
                            form.field(name).orElse(""),
                            fault));
        }
        return fields;
    }

    private static String place(Fault fault) {
        String form = field(fault).equals("rename") ? "rename-story" : "proposed-stories";
        return FIELDS.contains(field(fault)) ? "f-" + field(fault) : form;
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
