package depesche.site;

import depesche.db.Database;
import depesche.web.PageStore;
import depesche.web.Problem;
import depesche.web.Refusal;
import depesche.web.Request;
import depesche.web.Response;
import depesche.web.Routes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The addresses of the archive: all years, a year, a month, a day.
final class ArchiveRoutes {

    private final Database db;
    private final PageStore store;
    private final ArchiveRendering pages;

    ArchiveRoutes(Database db, PageStore store, ArchiveRendering pages) {
        this.db = db;
        this.store = store;
        this.pages = pages;
    }

    void on(Routes routes) {
        routes.get("/archive", request -> answer(request, List.of()));
        routes.get("/archive/:year", request -> answer(request, List.of("year")));
        routes.get("/archive/:year/:month", request -> answer(request, List.of("year", "month")));
        routes.get("/archive/:year/:month/:day", request -> answer(request, List.of("year", "month", "day")));
    }

    private Response answer(Request request, List<String> names) {
        List<String> parts = names.stream().map(request::part).toList();
        ArchiveSpan span = ArchiveSpan.parse(parts).orElseThrow(ArchiveRoutes::notFound);
        Optional<Long> before = Stream.of("before")
                .filter(_ -> span.isDay())
                .flatMap(name -> request.query(name).stream())
                .map(text -> Numbers.parse(text).orElseThrow(ArchiveRoutes::notFound))
                .findFirst();
        String address = span.path() + before.map(id -> "?before=" + id).orElse("");
        return store.answer(
                request,
                address,
                () -> db.inSnapshot(tx -> pages.page(tx, span, before).orElseThrow(ArchiveRoutes::notFound)));
    }

    private static Refusal notFound() {
        return new Refusal(Problem.notFound("page"));
    }
}
