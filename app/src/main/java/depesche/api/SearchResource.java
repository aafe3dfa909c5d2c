package depesche.api;

import depesche.account.Tokens.Bearer;
import depesche.search.Asked;
import depesche.search.Completion;
import depesche.search.Days;
import depesche.search.Facets;
import depesche.search.Finding;
import depesche.search.Found;
import depesche.search.FoundArticle;
import depesche.search.Marked;
import depesche.search.Place;
import depesche.search.SearchFault;
import depesche.search.Typed;
import depesche.text.Languages;
import depesche.topic.Topics;
import depesche.web.Fault;
import depesche.web.Problem;
import depesche.web.Refusal;
import depesche.web.Request;
import depesche.web.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// `GET /api/v1/search?q=&topic=&language=&from=&to=`: published articles, the best first.
final class SearchResource {

    private static final int PAGE = 20;

    private final Finding finding;
    private final Topics topics;
    private final URI baseUrl;
    private final Supplier<ZoneId> zone;
    private final Supplier<Locale> language;

    /// @param language in which topics and stories are called
    SearchResource(Finding finding, Topics topics, URI baseUrl, Supplier<ZoneId> zone, Supplier<Locale> language) {
        this.finding = finding;
        this.topics = topics;
        this.baseUrl = baseUrl;
        this.zone = zone;
        this.language = language;
    }

    Response search(Request request, Bearer bearer) {
        Place from = given(request, "cursor")
                .map(text -> Place.parse(text).orElseThrow(() -> malformed("cursor is not one of ours")))
                .orElse(Place.START);
        Asked asked = asked(request);
        Found found = finding.find(asked, from, PAGE);
        String text = request.query("q").orElse("");
        Optional<String> meant = from.isStart() && found.isWhole() ? finding.respelt(text, asked) : Optional.empty();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", found.items().stream().map(this::entry).toList());
        answer.put("next", found.next().map(Place::text).orElse(null));
        answer.put("total", found.total());
        answer.put("totalIsExact", found.isCounted());
        answer.put("didYouMean", meant.orElse(null));
        answer.put("facets", from.isStart() ? facets(asked, found) : null);
        answer.put("complete", found.isWhole());
        return Response.json(200, answer);
    }

    /// How a search that somebody is typing may go on.
    Response suggestions(Request request, Bearer bearer) {
        return Response.json(
                200,
                Map.of(
                        "items",
                        finding.completions(request.query("q").orElse(""), language.get()).stream()
                                .map(this::suggestion)
                                .toList()));
    }

    private Map<String, Object> suggestion(Completion completion) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kind", completion.kind().name().toLowerCase(Locale.ROOT));
        entry.put("text", completion.text());
        entry.put("q", completion.search().orElse(null));
        entry.put("url", completion.path().map(path -> baseUrl + path).orElse(null));
        return entry;
    }

    private Map<String, Object> facets(Asked asked, Found found) {
        Facets facets = found.items().isEmpty() ? Facets.NONE : finding.facets(asked, topics.tree(), zone.get());
        return Map.of(
                "topics",
                facets.topics().stream()
                        .map(facet -> Map.of("slug", facet.topic().slug(), "count", facet.articles()))
                        .toList(),
                "years",
                facets.years().stream()
                        .map(facet -> Map.of("year", facet.year(), "count", facet.articles()))
                        .toList());
    }

    private Asked asked(Request request) {
        Asked asked = read(request.query("q").orElse(""));
        Optional<String> topic = given(request, "topic");
        if (topic.isPresent()) {
            asked = asked.onTopic(topic.get());
        }
        Optional<Locale> language = given(request, "language")
                .map(tag -> Languages.parse(tag)
                        .orElseThrow(() -> malformed("language is not one that we know, like de or en")));
        if (language.isPresent()) {
            asked = asked.in(language.get());
        }
        Optional<Instant> from = given(request, "from").map(text -> moment(text, "from", Days::start));
        if (from.isPresent()) {
            asked = asked.notBefore(from.get());
        }
        Optional<Instant> to = given(request, "to").map(text -> moment(text, "to", Days::end));
        return to.map(asked::before).orElse(asked);
    }

    private Asked read(String text) {
        Typed typed = Typed.of(text, zone.get());
        if (!typed.faults().isEmpty()) {
            List<Fault> faults =
                    typed.faults().stream().map(SearchResource::fault).toList();
            throw new Refusal(
                    new Problem(400, "malformed-query", "q has fields that say nothing", Optional.empty(), faults));
        }
        return typed.asked();
    }

    private static Fault fault(SearchFault fault) {
        return switch (fault.kind()) {
            case NO_DAY ->
                new Fault(
                        "q",
                        "no-day",
                        fault.written() + " names no day, month or year like 2026-01-31, 2026-01 or 2026");
            case NO_LANGUAGE ->
                new Fault("q", "no-language", fault.written() + " names no language that we know, like de or en");
            case NO_TOPIC -> new Fault("q", "unknown-topic", "there is no topic " + fault.written());
            case NO_AUTHOR -> new Fault("q", "unknown-author", "there is no article by " + fault.written());
            case TOO_MANY -> new Fault("q", "too-many", "there are too many fields like " + fault.written());
        };
    }

    /// A time, or the beginning or end of a day, a month or a year of the paper's.
    private Instant moment(String text, String name, BiFunction<Days, ZoneId, Instant> bound) {
        Optional<Days> days = Days.parse(text);
        if (days.isPresent()) {
            return bound.apply(days.get(), zone.get());
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw malformed(name + " is a day (2026-01-31), a month, a year or a time (2026-01-31T08:00:00Z)");
        }
    }

    private static Optional<String> given(Request request, String name) {
        return request.query(name).filter(text -> !text.isEmpty());
    }

    private static Refusal malformed(String why) {
        return new Refusal(Problem.of(400, "malformed-query", why));
    }

    private Map<String, Object> entry(FoundArticle article) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", Long.toString(article.id()));
        entry.put("externalId", article.externalId().orElse(null));
        entry.put("headline", article.headline().text());
        entry.put(
                "kicker",
                Optional.of(article.kicker()).filter(text -> !text.isEmpty()).orElse(null));
        entry.put("url", baseUrl + article.path());
        entry.put("state", "published");
        entry.put("language", article.language().toLanguageTag());
        entry.put("publishedAt", article.publishedAt().toString());
        entry.put("readingMinutes", article.readingMinutes());
        entry.put("score", article.score());
        entry.put("highlights", highlights(article));
        return entry;
    }

    private static List<String> highlights(FoundArticle article) {
        return Stream.concat(Stream.of(article.headline()).filter(Marked::hasHits), article.fragments().stream())
                .map(Marked::html)
                .toList();
    }
}
