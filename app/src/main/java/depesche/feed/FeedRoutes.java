package depesche.feed;

import depesche.config.Settings;
import depesche.db.Database;
import depesche.topic.Topics;
import depesche.web.Moved;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The addresses of feeds and sitemaps. They come before the site's, which take whatever is left.
public final class FeedRoutes {

    private static final int MOST_FOUND = 30;
    private static final Duration NEWS_KEPT = Duration.ofMinutes(10);
    private static final Duration SEARCH_KEPT = Duration.ofSeconds(5);
    private static final int LONGEST_SEARCH = 400;

    private final Database db;
    private final PageStore store;
    private final InstantSource clock;
    private final Settings settings;
    private final Feeds feeds;
    private final OEmbed embedding;

    public FeedRoutes(Settings settings, Database db, PageStore store, InstantSource clock) {
        this.db = db;
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.feeds = new Feeds(settings);
        this.embedding = new OEmbed(settings);
    }

    public void on(Routes routes) {
        for (FeedForm form : FeedForm.values()) {
            routes.get("/feed" + form.ending(), request -> paper(request, form));
            for (Listed.Kind kind : Listed.Kind.values()) {
                routes.get("/" + kind.folder() + "/:slug/feed" + form.ending(), request -> listed(request, kind, form));
            }
        }
        routes.get("/oembed", this::embedded);
        routes.get("/news-sitemap.xml", this::newsSitemap);
        routes.get("/sitemap.xml", this::sitemap);
        routes.get("/sitemap-:part", this::sitemapPart);
    }

    /// Feeds of what is found, the newest first.
    ///
    /// @param newest numbers of at most so many articles, for what somebody typed
    public void onSearch(Routes routes, BiFunction<String, Integer, List<Long>> newest) {
        for (FeedForm form : FeedForm.values()) {
            routes.get("/search/feed" + form.ending(), request -> found(request, form, newest));
        }
    }

    private Response paper(Request request, FeedForm form) {
        OptionalLong before = before(request);
        return page(request, "/feed" + form.ending() + query(before), tx -> page(form, feeds.ofPaper(tx, before)));
    }

    private Response listed(Request request, Listed.Kind kind, FeedForm form) {
        OptionalLong before = before(request);
        String slug = request.part("slug");
        String address = "/" + kind.folder() + "/" + slug + "/feed" + form.ending() + query(before);
        return page(request, address, tx -> {
            Optional<Feed> feed = feeds.of(tx, kind, slug, before);
            String now = feed.map(made -> made.subject().self() + form.ending() + query(before))
                    .orElse(address);
            if (!now.equals(address)) {
                throw new Moved(now);
            }
            return page(form, feed);
        });
    }

    /// Kept for a moment only: what is found changes with the index, which nobody drops pages for.
    private Response found(Request request, FeedForm form, BiFunction<String, Integer, List<Long>> newest) {
        String text =
                request.query("q").orElse("").replaceAll("\\p{Cntrl}", " ").strip();
        String asked = text.substring(0, Math.min(text.length(), LONGEST_SEARCH));
        List<Long> numbers = newest.apply(asked, MOST_FOUND);
        String query = "?q=" + URLEncoder.encode(asked, StandardCharsets.UTF_8);
        return page(
                request,
                "/search/feed" + form.ending() + query,
                tx -> page(form, Optional.of(feeds.ofSearch(tx, asked, numbers)))
                        .keptFor(SEARCH_KEPT));
    }

    private static Page page(FeedForm form, Optional<Feed> made) {
        Feed feed = made.orElseThrow(FeedRoutes::notFound);
        Page page = Page.text(
                        form.mediaType(),
                        form.write(feed),
                        Set.of("site", feed.subject().key()))
                .withCaching(Page.Caching.ASK_MEANWHILE);
        String self = feed.address(form.ending());
        return feed.hub()
                .map(hub -> page.withLinks("<" + hub + ">; rel=\"hub\", <" + self + ">; rel=\"self\""))
                .orElse(page);
    }

    /// What is not a number stands for nothing that exists.
    private static OptionalLong before(Request request) {
        Optional<String> before = request.query("before");
        return before.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(number(before.get()).orElseThrow(FeedRoutes::notFound));
    }

    /// The query in its one form.
    private static String query(OptionalLong before) {
        return before.isPresent() ? "?before=" + before.getAsLong() : "";
    }

    /// Not stored: there are as many as there are sizes.
    private Response embedded(Request request) {
        String format = request.query("format").orElse("json");
        if (!format.equals("json") && !format.equals("xml")) {
            return Response.problem(Problem.of(501, "format-unknown", "There is json and xml"));
        }
        Optional<OEmbed.Room> room = OEmbed.Room.parse(
                request.query("maxwidth").orElse(""), request.query("maxheight").orElse(""));
        if (room.isEmpty()) {
            return Response.problem(Problem.of(400, "malformed-query", "maxwidth and maxheight are numbers"));
        }
        String url = request.query("url").orElse("");
        return db.inSnapshot(tx -> embedding.of(tx, url, room.get()))
                .map(fields -> format.equals("xml")
                        ? Response.of(200, "text/xml; charset=utf-8", OEmbed.xml(fields))
                        : Response.of(200, "application/json; charset=utf-8", OEmbed.json(fields)))
                .orElseGet(() -> Response.problem(Problem.notFound("article")))
                .with("Cache-Control", "public, max-age=0, must-revalidate")
                .with("X-Content-Type-Options", "nosniff");
    }

    private Response sitemap(Request request) {
        return page(request, "/sitemap.xml", tx -> {
            int parts = Sitemap.parts(tx);
            return xml(parts == 1 ? part(tx, 1) : Sitemap.index(parts, FeedAddresses.of(tx, settings)));
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
        Stream<String> topics = Topics.tree(tx).all().stream().map(topic -> "/topics/" + topic.slug());
        List<String> lists =
                part == 1 ? Stream.concat(topics, Sitemap.lists(tx).stream()).toList() : List.of();
        return Sitemap.part(tx, part, lists, FeedAddresses.of(tx, settings));
    }

    private Response newsSitemap(Request request) {
        return page(
                request,
                "/news-sitemap.xml",
                tx -> xml(NewsSitemap.write(tx, FeedAddresses.of(tx, settings), clock.instant()))
                        .keptFor(NEWS_KEPT));
    }

    private Response page(Request request, String address, Function<Handle, Page> rendering) {
        return store.answer(request, address, () -> db.inSnapshot(rendering));
    }

    private static Page xml(String text) {
        return Page.text("application/xml; charset=utf-8", text, Set.of("front", "site"))
                .withCaching(Page.Caching.ASK_MEANWHILE);
    }

    private static Optional<Long> number(String text) {
        return text.matches("[1-9]\\d{0,17}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static Refusal notFound() {
        return new Refusal(Problem.notFound("page"));
    }
}
