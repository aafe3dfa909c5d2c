package depesche.site;

import depesche.config.Settings;
import depesche.db.Database;
import depesche.masthead.Masthead;
import depesche.search.Completion;
import depesche.search.Facets;
import depesche.search.Finding;
import depesche.search.Found;
import depesche.search.Place;
import depesche.search.SearchFault;
import depesche.search.Typed;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Page;
import depesche.web.Request;
import depesche.web.Response;
import depesche.web.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Searching, for readers. A page of what was found is not stored: there are as many as there are words.
public final class SearchRoutes {

    private static final int PAGE = 20;
    private static final int LONGEST = 400;

    private final Database db;
    private final Finding finding;
    private final Paper paper;
    private final SearchRendering pages;

    private SearchRoutes(Database db, Finding finding, Paper paper) {
        this.db = db;
        this.finding = finding;
        this.paper = paper;
        this.pages = new SearchRendering(paper, new Templates());
    }

    public static SearchRoutes of(Settings settings, Supplier<Masthead> head, Database db, Finding finding) {
        return new SearchRoutes(db, finding, new Paper(settings.baseUrl(), head, StaticFiles.read()));
    }

    public void on(Routes routes) {
        routes.get("/search", this::search);
        routes.get("/search/suggest", this::suggest);
    }

    /// Says nothing of who asks, so anybody on the way may keep it; not for long, since articles are killed.
    private Response suggest(Request request) {
        List<Map<String, Object>> suggestions =
                finding.completions(request.query("q").orElse(""), paper.words().locale()).stream()
                        .map(SearchRoutes::suggestion)
                        .toList();
        return Response.json(200, Map.of("suggestions", suggestions))
                .with("Cache-Control", "public, max-age=60")
                .with("X-Content-Type-Options", "nosniff")
                .with("Content-Security-Policy", Page.SECURITY_POLICY);
    }

    /// Where it leads: to the search, or to the page of what cannot be searched for.
    private static Map<String, Object> suggestion(Completion completion) {
        return Map.of(
                "kind",
                completion.kind().name().toLowerCase(Locale.ROOT),
                "text",
                completion.text(),
                "href",
                completion
                        .search()
                        .map(SearchRendering::path)
                        .or(completion::path)
                        .orElse("/search"));
    }

    /// Whatever is asked gets an answer; a place in the list that is none of ours is its beginning.
    private Response search(Request request) {
        String typed =
                request.query("q").orElse("").replaceAll("\\p{Cntrl}", " ").strip();
        String text = typed.codePoints()
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Place from = request.query("after").flatMap(Place::parse).orElse(Place.START);
        var sections = new Sections(db.read(Topics::tree), paper.words());
        return Response.html(200, pages.page(sections, answer(text, from, sections.tree())))
                .with("Cache-Control", "public, max-age=0, must-revalidate")
                .with("X-Content-Type-Options", "nosniff")
                .with("Content-Security-Policy", Page.SCRIPTED_POLICY)
                .packedFor(request);
    }

    /// What is found is counted only if anything is.
    private SearchAnswer answer(String text, Place from, TopicTree topics) {
        Typed typed = Typed.of(text, paper.zone());
        Found found = finding.find(typed.asked(), from, PAGE);
        return new SearchAnswer(
                text,
                typed,
                from,
                found,
                from.isStart() && found.isWhole() ? finding.respelt(text, typed.asked()) : Optional.empty(),
                found.items().isEmpty() ? Facets.NONE : finding.facets(typed.asked(), topics, paper.zone()),
                faults(typed, found, topics));
    }

    /// An index that is being built does not know yet who there is.
    private List<SearchFault> faults(Typed typed, Found found, TopicTree topics) {
        Stream<SearchFault> unknown =
                found.isWhole() ? finding.unknown(typed.asked(), topics).stream() : Stream.empty();
        return Stream.concat(typed.faults().stream(), unknown).distinct().toList();
    }
}
