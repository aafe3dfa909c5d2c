package depesche.feed;

import depesche.config.Settings;
import depesche.db.Database;
import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Page;
import depesche.web.PageStore;
import depesche.web.Problem;
import depesche.web.Refusal;
import depesche.web.Request;
import depesche.web.Response;
import depesche.web.Routes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The addresses of feeds and sitemaps. They come before the site's, which take whatever is left.
public final class FeedRoutes {

    private static final int ENTRIES = 30;
    private static final Duration NEWS_KEPT = Duration.ofMinutes(10);
    private static final Duration SEARCH_KEPT = Duration.ofSeconds(5);
    private static final int LONGEST_SEARCH = 400;

    private final Database db;
    private final PageStore store;
    private final InstantSource clock;
    private final FeedAddresses addresses;
    private final Locale language;

    public FeedRoutes(Settings settings, Database db, PageStore store, InstantSource clock) {
        this.db = db;
        this.store = store;
        this.clock = clock;
        this.addresses = new FeedAddresses(settings.baseUrl(), settings.site().name());
        this.language = settings.site().language();
    }

    /// One way of writing a feed down.
    private record Form(String ending, String mediaType, Function<Feed, String> writing) {}

    private static final List<Form> FORMS = List.of(
            new Form(AtomFeed.ENDING, AtomFeed.MEDIA_TYPE, AtomFeed::write),
            new Form(RssFeed.ENDING, RssFeed.MEDIA_TYPE, RssFeed::write),
            new Form(JsonFeed.ENDING, JsonFeed.MEDIA_TYPE, JsonFeed::write));

    public void on(Routes routes) {
        for (Form form : FORMS) {
            routes.get("/feed" + form.ending(), request -> paper(request, form));
            routes.get("/topics/:slug/feed" + form.ending(), request -> topic(request, form));
        }
        routes.get("/news-sitemap.xml", this::newsSitemap);
        routes.get("/sitemap.xml", this::sitemap);
        routes.get("/sitemap-:part", this::sitemapPart);
    }

    /// Feeds of what is found, the newest first.
    ///
    /// @param newest numbers of at most so many articles, for what somebody typed
    public void onSearch(Routes routes, BiFunction<String, Integer, List<Long>> newest) {
        for (Form form : FORMS) {
            routes.get("/search/feed" + form.ending(), request -> found(request, form, newest));
        }
    }

    private Response paper(Request request, Form form) {
        String query = query(request);
        return page(request, "/feed" + form.ending() + query, tx -> {
            TopicTree tree = Topics.tree(tx);
            FeedEntries.Mark before = mark(tx, request);
            List<FeedEntry> found = FeedEntries.newest(tx, tree, language, before, ENTRIES + 1);
            Feed feed = feed(
                    addresses.paper(),
                    "front",
                    "/",
                    "/feed",
                    query,
                    new Found(found, FeedEntries.killed(tx, before, since(found))));
            return Page.text(form.mediaType(), form.writing().apply(feed), Set.of("front", "site"));
        });
    }

    private Response topic(Request request, Form form) {
        String query = query(request);
        String slug = request.part("slug");
        String self = "/topics/" + slug + "/feed";
        return page(request, self + form.ending() + query, tx -> {
            TopicTree tree = Topics.tree(tx);
            Topic topic = tree.bySlug(slug).orElseThrow(FeedRoutes::notFound);
            List<Long> numbers = tree.withDescendants(topic.id()).stream()
                    .map(TopicId::value)
                    .toList();
            FeedEntries.Mark before = mark(tx, request);
            List<FeedEntry> found = FeedEntries.ofTopics(tx, tree, language, numbers, before, ENTRIES + 1);
            String title = topic.label(language) + " – " + addresses.paper();
            Feed feed = feed(
                    title,
                    "topic/" + topic.id().value(),
                    "/topics/" + slug,
                    self,
                    query,
                    new Found(found, FeedEntries.killed(tx, numbers, before, since(found))));
            return Page.text(
                    form.mediaType(),
                    form.writing().apply(feed),
                    new HashSet<>(Set.of("site", topic.id().pageKey())));
        });
    }

    /// Kept for a moment only: what is found changes with the index, which nobody drops pages for.
    private Response found(Request request, Form form, BiFunction<String, Integer, List<Long>> newest) {
        String text =
                request.query("q").orElse("").replaceAll("\\p{Cntrl}", " ").strip();
        String asked = text.substring(0, Math.min(text.length(), LONGEST_SEARCH));
        String query = "?q=" + URLEncoder.encode(asked, StandardCharsets.UTF_8);
        List<Long> numbers = newest.apply(asked, ENTRIES);
        return page(request, "/search/feed" + form.ending() + query, tx -> {
            List<FeedEntry> entries = FeedEntries.of(tx, Topics.tree(tx), language, numbers);
            Feed feed = feed(
                    asked + " – " + addresses.paper(),
                    "search/" + URLEncoder.encode(asked, StandardCharsets.UTF_8),
                    "/search" + query,
                    "/search/feed",
                    query,
                    new Found(entries, List.of()));
            return Page.text(form.mediaType(), form.writing().apply(feed), Set.of("front", "site"))
                    .keptFor(SEARCH_KEPT);
        });
    }

    /// What a feed shows, one more where there is more, and what it shows no more.
    private record Found(List<FeedEntry> entries, List<Feed.Tombstone> tombstones) {}

    /// How far back this part of a feed goes.
    private static Instant since(List<FeedEntry> found) {
        return found.size() > ENTRIES ? found.get(ENTRIES - 1).published() : Instant.EPOCH;
    }

    private Feed feed(String title, String identity, String page, String self, String query, Found found) {
        List<FeedEntry> shown = found.entries().stream().limit(ENTRIES).toList();
        Optional<String> older = found.entries().size() > shown.size()
                ? Optional.of("?before=" + shown.getLast().id())
                : Optional.empty();
        return new Feed(addresses, language, title, identity, page, self, query, older, shown, found.tombstones());
    }

    /// The query in its one form; what is not a number stands for nothing that exists.
    private static String query(Request request) {
        return request.query("before")
                .map(before -> "?before=" + number(before).orElseThrow(FeedRoutes::notFound))
                .orElse("");
    }

    private static FeedEntries.Mark mark(Handle tx, Request request) {
        return request.query("before")
                .map(before ->
                        number(before).flatMap(id -> FeedEntries.mark(tx, id)).orElseThrow(FeedRoutes::notFound))
                .orElse(FeedEntries.Mark.TOP);
    }

    private Response sitemap(Request request) {
        return page(request, "/sitemap.xml", tx -> {
            int parts = Sitemap.parts(tx);
            return xml(parts == 1 ? part(tx, 1) : Sitemap.index(parts, addresses));
        });
    }

    private Response sitemapPart(Request request) {
        String file = request.part("part");
        if (!file.matches("[1-9]\\d{0,4}\\.xml")) {
            throw notFound();
        }
        int part = Integer.parseInt(file.substring(0, file.indexOf('.')));
        return page(request, "/sitemap-" + part + ".xml", tx -> {
            if (part > Sitemap.parts(tx)) {
                throw notFound();
            }
            return xml(part(tx, part));
        });
    }

    private String part(Handle tx, int part) {
        List<String> topics = Topics.tree(tx).all().stream().map(Topic::slug).toList();
        return Sitemap.part(tx, part, topics, addresses);
    }

    private Response newsSitemap(Request request) {
        return page(
                request,
                "/news-sitemap.xml",
                tx -> xml(NewsSitemap.write(tx, addresses, clock.instant())).keptFor(NEWS_KEPT));
    }

    private Response page(Request request, String address, Function<Handle, Page> rendering) {
        return store.answer(request, address, () -> db.inSnapshot(rendering));
    }

    private static Page xml(String text) {
        return Page.text("application/xml; charset=utf-8", text, Set.of("front", "site"));
    }

    private static Optional<Long> number(String text) {
        return text.matches("[1-9]\\d{0,17}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static Refusal notFound() {
        return new Refusal(Problem.notFound("page"));
    }
}
