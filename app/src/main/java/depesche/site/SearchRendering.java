package depesche.site;

import depesche.follow.SearchReading;
import depesche.search.Found;
import depesche.search.FoundArticle;
import depesche.search.Marked;
import depesche.search.SearchFault;
import depesche.search.Typed;
import depesche.text.Languages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes the page of a search.
final class SearchRendering {

    private final Paper paper;
    private final Templates templates;

    SearchRendering(Paper paper, Templates templates) {
        this.paper = paper;
        this.templates = templates;
    }

    String page(Sections sections, SearchAnswer answer) {
        Words words = sections.words();
        String text = answer.text();
        Found found = answer.found();
        String path = path(text);
        var facets = new FacetRendering(paper.zone(), words);
        var page = new SearchPage(
                text,
                text.isEmpty() ? "" : count(words, found),
                answer.meant().map(better -> new Link(path(better), better)),
                facets.topics(answer.facets(), answer.typed()),
                facets.years(answer.facets(), answer.typed()),
                found.isWhole() ? "" : words.of("search.building"),
                found.items().stream().map(article -> result(words, article)).toList(),
                found.next().map(next -> path + "&after=" + next.text()),
                answer.from().isStart() ? Optional.empty() : Optional.of(path),
                answer.faults().stream().map(fault -> sentence(words, fault)).toList(),
                follow(sections, answer),
                paper.files().search());
        return templates.fill("search-page", frame(sections, answer, path), page);
    }

    static String path(String text) {
        return text.isEmpty() ? "/search" : "/search" + query(text);
    }

    private static String sentence(Words words, SearchFault fault) {
        String key =
                "search.fault." + fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return words.of(key, "written", fault.written());
    }

    /// What is to come has no days yet: the search without them can be followed.
    private static Optional<SearchPage.Follow> follow(Sections sections, SearchAnswer answer) {
        if (!answer.faults().isEmpty()) {
            return Optional.empty();
        }
        Typed typed = answer.typed();
        String note = typed.days().isEmpty() ? "" : sections.words().of("search.follow.days");
        return SearchReading.followable(typed.inAnyYear(), sections.tree())
                .map(text -> new SearchPage.Follow(sections.form(text), note));
    }

    private Frame frame(Sections sections, SearchAnswer answer, String path) {
        String text = answer.text();
        Words words = sections.words();
        String title = text.isEmpty() ? words.of("search") : words.of("search.for", "text", text);
        String description = words.of("search.description", "paper", paper.name());
        Frame frame = paper.frame(words, title, description, path, sections.masthead());
        return text.isEmpty() || !answer.faults().isEmpty() ? frame : frame.withFeeds(feeds(words, text));
    }

    private static List<Frame.Feed> feeds(Words words, String text) {
        return Frame.feeds(words, "/search").stream()
                .map(feed -> new Frame.Feed(feed.href() + query(text), feed.mediaType(), feed.title()))
                .toList();
    }

    private static String query(String text) {
        return "?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String count(Words words, Found found) {
        return words.of(
                found.isCounted() ? "search.found" : "search.found.more", Map.of("count", Math.max(0, found.total())));
    }

    private SearchPage.Result result(Words words, FoundArticle article) {
        List<Marked> text =
                article.fragments().isEmpty() ? List.of(Marked.plain(article.teaser())) : article.fragments();
        return new SearchPage.Result(
                article.path(),
                article.language().toLanguageTag(),
                Languages.direction(article.language()),
                article.kicker(),
                article.headline(),
                text.stream().filter(part -> !part.pieces().isEmpty()).toList(),
                paper.time(article.publishedAt(), words),
                words.of("reading", "minutes", article.readingMinutes()));
    }
}
