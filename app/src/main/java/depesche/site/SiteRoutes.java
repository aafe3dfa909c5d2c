package depesche.site;

import depesche.article.Article;
import depesche.article.Listing;
import depesche.article.Mark;
import depesche.author.Author;
import depesche.author.Authors;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.db.ReadTogether;
import depesche.masthead.Masthead;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.topic.Topic;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Kept;
import depesche.web.Moved;
import depesche.web.Page;
import depesche.web.PageStore;
import depesche.web.Problem;
import depesche.web.Refusal;
import depesche.web.Request;
import depesche.web.Response;
import depesche.web.Routes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// The addresses of the public paper.
public final class SiteRoutes {

    private final Database db;
    private final PageStore store;
    private final Paper paper;
    private final Kept<TopicTree> tree;
    private final ReadTogether<ArticleReading.Found> reading;
    private final FrontRendering front;
    private final ArticleRendering articles;
    private final TopicRendering topics;
    private final ListRendering lists;
    private final TextRendering texts;
    private final CorrectionsRendering corrections;
    private final ArchiveRoutes archive;

    private SiteRoutes(Settings settings, Supplier<Masthead> head, Database db, PageStore store, Templates templates) {
        this.db = db;
        this.store = store;
        this.paper = new Paper(settings.baseUrl(), head, StaticFiles.read());
        this.tree = store.keep("site");
        this.reading = new ReadTogether<>(ids -> db.inSnapshot(tx -> ArticleReading.of(tx, ids)));
        this.front = new FrontRendering(paper, templates);
        this.articles = new ArticleRendering(paper, templates);
        this.topics = new TopicRendering(paper, templates);
        this.lists = new ListRendering(paper, templates);
        this.texts = new TextRendering(paper, templates);
        this.corrections = new CorrectionsRendering(paper, templates);
        this.archive = new ArchiveRoutes(db, store, new ArchiveRendering(paper, templates));
    }

    public static SiteRoutes of(Settings settings, Supplier<Masthead> head, Database db, PageStore store) {
        return new SiteRoutes(settings, head, db, store, new Templates());
    }

    /// Makes pages that nobody has asked for yet.
    ///
    /// @param calm see [PagePress#CALM]
    public PagePress press(Duration calm) {
        return new PagePress(db, store, front, articles, this::tree, calm);
    }

    /// How the site tells a problem: a page for people.
    public Response tell(Request request, Problem problem) {
        return FollowRendering.closed(Response.html(problem.status(), texts.amiss(problem)));
    }

    /// The page of an article as readers would see it now, whatever its state. Never stored.
    public String preview(Article article) {
        var shown = List.of(ShownArticle.of(article));
        ArticleReading read = db.inSnapshot(tx -> ArticleReading.of(tx, shown)).getFirst();
        Page page = articles.page(read, tree());
        return new String(page.bytes(), StandardCharsets.UTF_8);
    }

    /// Articles by their whole address, before the routes of all others: most of what is asked for and not in memory.
    public void onArticles(Routes routes) {
        routes.matching("/(?<id>\\d+)/(?<slug>[^/]+)", this::article);
    }

    /// Puts the site's routes on the router, in the order of the address. The last takes whatever is left.
    public void on(Routes routes) {
        routes.get("/", request -> page(request, "/", front::page));
        routes.get(
                "/about",
                request -> store.answer(
                        request, "/about", () -> texts.about(masthead()).orElseThrow(SiteRoutes::notFound)));
        archive.on(routes);
        routes.get("/authors/:slug", request -> list(request, "/authors/", this::authorPage));
        routes.get("/corrections", request -> page(request, "/corrections", (tx, _) -> corrections.page(tx)));
        routes.get("/imprint", request -> store.answer(request, "/imprint", () -> texts.imprint(masthead())));
        routes.get("/manifest.webmanifest", this::manifest);
        routes.get("/pictures/:id/:file", this::picture);
        routes.get("/privacy", request -> store.answer(request, "/privacy", () -> texts.privacy(masthead())));
        routes.get("/robots.txt", this::robots);
        for (String address : paper.files().addresses()) {
            routes.get(
                    address,
                    request -> store.answer(
                            request, address, () -> paper.files().at(address).orElseThrow()));
        }
        routes.get("/stories/:slug", request -> list(request, "/stories/", this::storyPage));
        routes.get("/topics/:slug", request -> list(request, "/topics/", this::topicPage));
        routes.get("/:id", this::article);
        routes.anythingElse("/*", this::nothing);
    }

    /// The tree comes first: who reads it while holding the page's connection waits for a second one.
    private Response page(Request request, String address, BiFunction<Handle, TopicTree, Page> rendering) {
        return store.answer(request, address, () -> {
            TopicTree topics = tree();
            return db.inSnapshot(tx -> rendering.apply(tx, topics));
        });
    }

    private List<Link> masthead() {
        return new Sections(tree(), paper.words()).masthead();
    }

    private Response article(Request request) {
        long id = Numbers.parse(request.part("id")).orElseThrow(SiteRoutes::notFound);
        return store.answer(request, request.path(), () -> articlePage(id, request.path()));
    }

    private Page articlePage(long id, String path) {
        return switch (reading.of(id).orElseThrow(SiteRoutes::notFound)) {
            case ArticleReading.Found.Public(var found)
            when found.article().path().equals(path) -> articles.page(found, tree());
            case ArticleReading.Found.Public(var found) ->
                throw new Moved(found.article().path());
            case ArticleReading.Found.Killed _ ->
                throw new Refusal(Problem.of(410, "gone", "This article was withdrawn"));
        };
    }

    private TopicTree tree() {
        return tree.get(() -> db.inSnapshot(Topics::tree));
    }

    /// A page of a list of articles.
    @FunctionalInterface
    private interface ListPage {
        Page page(Handle tx, TopicTree tree, String slug, Optional<Long> before);
    }

    private Response list(Request request, String folder, ListPage rendering) {
        String slug = request.part("slug");
        Optional<Long> before =
                request.query("before").map(text -> Numbers.parse(text).orElseThrow(SiteRoutes::notFound));
        String address = folder + slug + before.map(id -> "?before=" + id).orElse("");
        return page(request, address, (tx, topics) -> rendering.page(tx, topics, slug, before));
    }

    private Page topicPage(Handle tx, TopicTree tree, String slug, Optional<Long> before) {
        Topic topic = tree.bySlug(slug).orElseThrow(SiteRoutes::notFound);
        if (!topic.slug().equals(slug)) {
            throw new Moved(
                    Sections.path(topic) + before.map(id -> "?before=" + id).orElse(""));
        }
        return topics.page(tx, tree, topic, mark(tx, new Sections(tree, paper.words()).listing(topic), before));
    }

    /// A story of which nothing is out yet is the newsroom's own.
    private Page storyPage(Handle tx, TopicTree tree, String slug, Optional<Long> before) {
        Story story = Stories.bySlug(tx, slug)
                .filter(known -> Listing.of(known.id()).wasEverPublic(tx))
                .orElseThrow(SiteRoutes::notFound);
        if (!story.slug().equals(slug)) {
            throw new Moved(story.path() + before.map(id -> "?before=" + id).orElse(""));
        }
        return lists.story(tx, tree, story, mark(tx, Listing.of(story.id()), before));
    }

    /// Who stands in the bylines of drafts alone is nobody yet.
    private Page authorPage(Handle tx, TopicTree tree, String slug, Optional<Long> before) {
        Author author = Authors.bySlug(tx, slug)
                .filter(known -> Listing.of(known.id()).wasEverPublic(tx))
                .orElseThrow(SiteRoutes::notFound);
        return lists.author(tx, tree, author, mark(tx, Listing.of(author.id()), before));
    }

    private static Mark mark(Handle tx, Listing listing, Optional<Long> before) {
        return before.isEmpty()
                ? Mark.TOP
                : Headlines.mark(tx, listing, before.get()).orElseThrow(SiteRoutes::notFound);
    }

    private Response picture(Request request) {
        var asked = PictureFile.parse(request.part("id"), request.part("file")).orElseThrow(SiteRoutes::notFound);
        return store.answer(
                request, asked.path(), () -> db.inSnapshot(tx -> asked.page(tx).orElseThrow(SiteRoutes::notFound)));
    }

    private Response robots(Request request) {
        String text = """
                User-agent: *
                Disallow: /me/
                Disallow: /feeds/
                Disallow: /unsubscribe/
                Disallow: /follow/
                Disallow: /desk
                Disallow: /api/

                Sitemap: %s
                Sitemap: %s
                """.formatted(paper.url("/sitemap.xml"), paper.url("/news-sitemap.xml"));
        return store.answer(
                request,
                "/robots.txt",
                () -> Page.text("text/plain; charset=utf-8", text, Set.of()).withCaching(Page.Caching.DAY));
    }

    private Response manifest(Request request) {
        return store.answer(request, "/manifest.webmanifest", () -> new Manifest(paper).page());
    }

    private Response nothing(Request request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return tell(request, reads ? Problem.notFound("page") : Problem.of(405, "method", "Not this way"));
    }

    private static Refusal notFound() {
        return new Refusal(Problem.notFound("page"));
    }
}
