package depesche.site;

import depesche.account.LinkTokens;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.follow.AskResult;
import depesche.follow.Cadence;
import depesche.follow.ConfirmResult;
import depesche.follow.FollowWish;
import depesche.follow.Following;
import depesche.follow.Named;
import depesche.follow.NamedSubjects;
import depesche.follow.PendingResult;
import depesche.follow.Subject.Kind;
import depesche.masthead.Masthead;
import depesche.site.FollowRendering.Chosen;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Form;
import depesche.web.Request;
import depesche.web.Response;
import depesche.web.Routes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The addresses on which readers ask to follow and confirm. A GET never acts: programs open every link in a mail.
public final class FollowRoutes {

    private static final int FORM_BYTES = 64 * 1024;
    private static final int MOST_NAMED = 50;

    private final Database db;
    private final Following following;
    private final LinkTokens tokens;
    private final Paper paper;
    private final FollowRendering pages;

    private FollowRoutes(Database db, Following following, LinkTokens tokens, Paper paper) {
        this.db = db;
        this.following = following;
        this.tokens = tokens;
        this.paper = paper;
        this.pages = new FollowRendering(paper, new Templates());
    }

    public static FollowRoutes of(
            Settings settings, Supplier<Masthead> head, Database db, Following following, LinkTokens tokens) {
        return new FollowRoutes(db, following, tokens, new Paper(settings.baseUrl(), head, StaticFiles.read()));
    }

    public void on(Routes routes) {
        routes.get("/follow", this::blank);
        routes.post("/follow", this::ask);
        routes.get("/follow/asked", this::asked);
        routes.get("/follow/confirm/:token", this::pending);
        routes.post("/follow/confirm/:token", this::confirm);
    }

    private Response blank(Request request) {
        return pages.blank(sections(paper.words()), chosen(request::queries));
    }

    private Response ask(Request request) {
        Form form = request.form(FORM_BYTES);
        Words words = paper.words(Locale.forLanguageTag(form.field("language").orElse("")));
        return switch (following.ask(FollowWish.of(form, words.locale(), request.client()))) {
            case AskResult.Asked _ ->
                FollowRendering.closed(Response.seeOther("/follow/asked?language=" + words.language()));
            case AskResult.Faulty(var faults) ->
                pages.faulty(
                        sections(words),
                        chosen(form::all),
                        form.field("cadence").flatMap(Cadence::parse).orElse(Cadence.INSTANT),
                        form.field("email").orElse(""),
                        faults);
            case AskResult.TooMany(Duration wait) -> tooMany(words, wait);
        };
    }

    private Chosen chosen(Function<String, List<String>> fields) {
        List<Named> named = db.read(tx -> Stream.of(Kind.STORY, Kind.AUTHOR)
                .flatMap(kind -> filled(fields.apply(kind.stored())).stream()
                        .limit(MOST_NAMED)
                        .distinct()
                        .flatMap(slug -> NamedSubjects.bySlug(tx, kind, slug.replace("\0", "")).stream()))
                .toList());
        return new Chosen(new HashSet<>(fields.apply("topic")), named, filled(fields.apply("q")));
    }

    private static List<String> filled(List<String> texts) {
        return texts.stream().filter(text -> !text.isBlank()).toList();
    }

    private Response tooMany(Words words, Duration wait) {
        var page = ActionPage.saying(words.of("error.429"), List.of(words.of("error.429.body")));
        return pages.action(words, 429, page).with("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
    }

    /// Says nothing about the address: it is the same page for all.
    private Response asked(Request request) {
        Words words =
                paper.words(Locale.forLanguageTag(request.query("language").orElse("")));
        var texts = List.of(words.of("asked.body"), words.of("asked.wait"));
        return pages.action(words, 200, ActionPage.saying(words.of("asked"), texts));
    }

    private Response pending(Request request) {
        String token = request.part("token");
        return switch (following.pending(token)) {
            case PendingResult.Waiting(String wording, var topics, Locale language) -> {
                Words words = paper.words(language);
                var button = ActionPage.Action.of("/follow/confirm/" + token, words.of("confirm.button"));
                yield pages.action(
                        words,
                        200,
                        ActionPage.saying(words.of("confirm"), List.of(wording))
                                .listing(words.of("confirm.topics"), rows(topics))
                                .offering(List.of(button)));
            }
            case PendingResult.AlreadyConfirmed(Locale language) -> {
                Words words = paper.words(language);
                var texts = List.of(words.of("confirmed.already.body"));
                yield pages.action(words, 200, ActionPage.saying(words.of("confirmed.already"), texts));
            }
            case PendingResult.Expired _ -> expired();
            case PendingResult.NotOurs _ -> notOurs();
        };
    }

    private Response confirm(Request request) {
        return switch (following.confirm(request.part("token"))) {
            case ConfirmResult.Confirmed(var reader, var topics, Locale language) -> {
                Words words = paper.words(language);
                yield pages.action(
                        words,
                        200,
                        ActionPage.saying(words.of("confirmed"), List.of(words.of("confirmed.body")))
                                .listing(words.of("confirm.topics"), rows(topics))
                                .leadingTo(new Link("/me/" + tokens.me(reader), words.of("me"))));
            }
            case ConfirmResult.Expired _ -> expired();
            case ConfirmResult.NotOurs _ -> notOurs();
        };
    }

    private Response expired() {
        Words words = paper.words();
        return pages.action(
                words,
                410,
                ActionPage.saying(words.of("confirm.expired"), List.of(words.of("confirm.expired.body")))
                        .leadingTo(new Link("/follow", words.of("confirm.again"))));
    }

    private Response notOurs() {
        Words words = paper.words();
        return pages.action(
                words, 404, ActionPage.saying(words.of("link.broken"), List.of(words.of("link.broken.body"))));
    }

    private static List<ActionPage.Row> rows(List<String> topics) {
        return topics.stream()
                .map(topic -> new ActionPage.Row(topic, "", "", Optional.empty()))
                .toList();
    }

    private Sections sections(Words words) {
        TopicTree tree = db.inSnapshot(Topics::tree);
        return new Sections(tree, words);
    }
}
