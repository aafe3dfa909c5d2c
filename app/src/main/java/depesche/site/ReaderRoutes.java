package depesche.site;

import depesche.account.LinkTokens;
import depesche.account.LinkTokens.AlertLink;
import depesche.account.ReaderId;
import depesche.article.ArticleId;
import depesche.channel.PrivateFeeds;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.delivery.why.Explaining;
import depesche.delivery.why.WhyWords;
import depesche.digest.MailSubjects;
import depesche.follow.Follow;
import depesche.follow.Leaving;
import depesche.follow.NamedSubjects;
import depesche.follow.ReaderOverview;
import depesche.follow.ReaderOverviews;
import depesche.follow.Subject;
import depesche.follow.Wishing;
import depesche.masthead.Masthead;
import depesche.search.saved.SavedSearches;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Form;
import depesche.web.Request;
import depesche.web.Response;
import depesche.web.Routes;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A reader's own page, and leaving. Links in mails are their own proof; a GET shows and never acts; the POST of
/// RFC 8058 acts without cookie, login or redirect, and does the same when it comes again.
public final class ReaderRoutes {

    /// What a reader's pages call.
    public record UseCases(
            Database db,
            Leaving leaving,
            Wishing wishing,
            ReaderOverviews overviews,
            LinkTokens tokens,
            PrivateFeeds feeds,
            String pushKey,
            Explaining explaining,
            InstantSource clock) {}

    private static final int FORM_BYTES = 64 * 1024;
    private static final int EXPLAINED = 10;

    private final UseCases use;
    private final Paper paper;
    private final FollowRendering pages;
    private final ReaderRendering rendering;
    private final ChannelPart channels;

    private ReaderRoutes(UseCases use, Paper paper) {
        this.use = use;
        this.paper = paper;
        this.pages = new FollowRendering(paper, new Templates());
        this.rendering = new ReaderRendering(paper);
        this.channels = new ChannelPart(paper, use.feeds(), use.pushKey());
    }

    public static ReaderRoutes of(Settings settings, Supplier<Masthead> head, UseCases use) {
        return new ReaderRoutes(use, new Paper(settings.baseUrl(), head, StaticFiles.read()));
    }

    public void on(Routes routes) {
        routes.get("/me/:token", this::show);
        routes.post("/me/:token", this::change);
        routes.get("/unsubscribe/:token", this::beforeUnsubscribing);
        routes.post("/unsubscribe/:token", this::unsubscribe);
    }

    private Response show(Request request) {
        String token = request.part("token");
        return use.tokens()
                .readMe(token)
                .flatMap(use.overviews()::of)
                .map(reader -> request.query("article").isPresent()
                        ? why(request, token, reader)
                        : pages.scripted(words(reader), me(token, reader, WishReading.of(reader))))
                .orElseGet(this::notOurs);
    }

    private ActionPage me(String token, ReaderOverview reader, WishReading wishes) {
        Words words = words(reader);
        List<Headline> newest = use.db().inSnapshot(tx -> Headlines.newest(tx, EXPLAINED));
        ActionPage page = rendering.me(token, reader, newest, wishes, words);
        return use.db().read(tx -> channels.addedTo(page, tx, token, reader.reader(), words));
    }

    /// Why the reader was told of an article, or was not. What is not public is as if it were not there.
    private Response why(Request request, String token, ReaderOverview reader) {
        Words words = words(reader);
        Optional<Long> article = request.query("article").flatMap(Numbers::parse);
        ShownArticle.Found found = article.map(id -> use.db().read(tx -> ShownArticle.find(tx, id)))
                .orElseGet(ShownArticle.Found.Nothing::new);
        if (article.isEmpty() || found instanceof ShownArticle.Found.Nothing) {
            return pages.action(words, 404, ActionPage.saying(words.of("why"), List.of(words.of("why.no-article"))));
        }
        var spoken = new WhyWords(words.locale(), reader.reader().timeZone());
        List<String> sentences = use.explaining()
                .of(reader.reader().id(), new ArticleId(article.get()))
                .map(spoken::sentences)
                .orElse(List.of());
        String headline = use.db()
                .read(tx -> ShownArticle.read(tx, article.get()))
                .map(ShownArticle::headline)
                .orElseGet(() -> words.of("error.410"));
        return pages.action(words, 200, rendering.why(token, headline, sentences, words));
    }

    /// Saves, or shows what it would mean; with faults it comes back as it was filled in.
    private Response wish(String token, ReaderId id, Form form) {
        Optional<ReaderOverview> reader = use.overviews().of(id);
        if (reader.isEmpty()) {
            return notOurs();
        }
        WishReading read = WishReading.of(form, reader.get(), use.clock().instant());
        boolean isWrong = !read.faults().isEmpty();
        if (isWrong || form.field("wishes").filter("preview"::equals).isPresent()) {
            return pages.action(words(reader.get()), isWrong ? 422 : 200, me(token, reader.get(), read));
        }
        return use.wishing().keep(id, read.wish(), read.zone(), read.cadences())
                ? FollowRendering.closed(Response.seeOther("/me/" + token + "#wishes"))
                : notOurs();
    }

    private Response change(Request request) {
        String token = request.part("token");
        Optional<ReaderId> reader = use.tokens().readMe(token);
        if (reader.isEmpty()) {
            return notOurs();
        }
        Form form = request.form(FORM_BYTES);
        if (form.field("wishes").isPresent()) {
            return wish(token, reader.get(), form);
        }
        if (form.field("all").isPresent()) {
            use.leaving().leaveAll(reader.get());
        } else {
            use.leaving().leave(reader.get(), ended(form));
        }
        return FollowRendering.closed(Response.seeOther("/me/" + token));
    }

    private Set<Subject> ended(Form form) {
        TopicTree tree = use.db().inSnapshot(Topics::tree);
        Set<Subject> ended = form.all("end").stream()
                .flatMap(slug -> tree.bySlug(slug).stream())
                .map(topic -> Subject.of(topic.id()))
                .collect(Collectors.toSet());
        for (Subject.Kind kind : List.of(Subject.Kind.STORY, Subject.Kind.AUTHOR, Subject.Kind.SEARCH)) {
            form.all("end-" + kind.stored()).stream()
                    .flatMap(number -> Numbers.parse(number).stream())
                    .filter(number -> number > 0)
                    .forEach(number -> ended.add(new Subject(kind, number)));
        }
        return ended;
    }

    private Response beforeUnsubscribing(Request request) {
        String token = request.part("token");
        Optional<AlertLink> link = use.tokens().readUnsubscribe(token);
        if (link.isEmpty()) {
            return notOurs();
        }
        Words words = words(link.get());
        List<Subject> ended = use.leaving().endedThrough(link.get());
        List<String> reasons = names(followedReasons(link.get()), words);
        ActionPage page = !ended.isEmpty() && reasons.isEmpty()
                ? rendering.unsubscribed(token, names(ended, words), words)
                : rendering.beforeUnsubscribing(token, reasons, words);
        return pages.action(words, 200, page);
    }

    private Response unsubscribe(Request request) {
        String token = request.part("token");
        Optional<AlertLink> link = use.tokens().readUnsubscribe(token);
        if (link.isEmpty()) {
            return notOurs();
        }
        String act = request.form(FORM_BYTES).field("act").orElse("");
        Words words = words(link.get());
        if (act.equals("undo")) {
            List<String> again = names(use.leaving().undo(link.get()), words);
            return pages.action(words, 200, rendering.undone(again, words));
        }
        if (act.equals("all")) {
            use.leaving().unsubscribeFromAll(link.get());
        } else {
            use.leaving().unsubscribe(link.get(), reasons(link.get()));
        }
        List<String> ended = names(use.leaving().endedThrough(link.get()), words);
        return pages.action(words, 200, rendering.unsubscribed(token, ended, words));
    }

    private Set<Subject> reasons(AlertLink link) {
        return use.db().inSnapshot(tx -> MailSubjects.of(tx, link));
    }

    private List<Subject> followedReasons(AlertLink link) {
        Set<Subject> reasons = reasons(link);
        return use.overviews().of(link.reader()).stream()
                .flatMap(reader -> reader.allFollows().stream())
                .map(Follow::subject)
                .filter(reasons::contains)
                .toList();
    }

    private List<String> names(Collection<Subject> subjects, Words words) {
        TopicTree tree = use.db().inSnapshot(Topics::tree);
        Stream<String> topics = subjects.stream()
                .flatMap(subject -> subject.topicId().flatMap(tree::byId).stream())
                .map(topic -> topic.label(words.locale()));
        Stream<String> named = use.db().read(tx -> NamedSubjects.among(tx, subjects)).stream()
                .map(it -> ReaderRendering.label(it, words));
        List<Integer> searches = subjects.stream()
                .flatMap(subject -> subject.searchId().stream())
                .toList();
        Stream<String> sought = use.db().read(tx -> SavedSearches.texts(tx, searches)).values().stream()
                .map(text -> words.of("me.search", "search", text));
        return Stream.of(topics, named, sought).flatMap(all -> all).toList();
    }

    private Words words(ReaderOverview reader) {
        return paper.words(reader.reader().language());
    }

    private Words words(AlertLink link) {
        return use.overviews().of(link.reader()).map(this::words).orElseGet(paper::words);
    }

    private Response notOurs() {
        Words words = paper.words();
        return pages.action(
                words, 404, ActionPage.saying(words.of("link.broken"), List.of(words.of("link.broken.body"))));
    }
}
