package depesche.site;

import depesche.masthead.HouseText;
import depesche.site.TextPage.Own;
import depesche.site.TextPage.Part;
import depesche.web.Page;
import depesche.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the pages that are words alone: imprint, privacy, about, and what is said when something is amiss.
final class TextRendering {

    private static final Set<Integer> EXPLAINED = Set.of(400, 404, 405, 410, 413, 429, 500, 503);

    private final Paper paper;
    private final Templates templates;

    TextRendering(Paper paper, Templates templates) {
        this.paper = paper;
        this.templates = templates;
    }

    /// What the newsroom wrote; else that it has still to.
    Page imprint(List<Link> topics) {
        Words words = paper.words();
        HouseText text = paper.head().texts().imprint();
        List<Part> about = List.of(
                new Part(words.of("imprint.site"), paper.name()),
                new Part(words.of("imprint.address"), paper.url("/")));
        List<Part> parts = new ArrayList<>();
        if (text.isEmpty()) {
            parts.add(new Part("", words.of("imprint.body")));
        }
        parts.addAll(about);
        return kept("/imprint", new TextPage(words.of("imprint"), own(text), parts, Optional.empty()), topics);
    }

    /// What the newsroom wrote; else what this program does with readers' data.
    Page privacy(List<Link> topics) {
        Words words = paper.words();
        HouseText text = paper.head().texts().privacy();
        List<Part> parts = text.isEmpty() ? program(words) : List.of();
        return kept("/privacy", new TextPage(words.of("privacy"), own(text), parts, Optional.empty()), topics);
    }

    private static List<Part> program(Words words) {
        return List.of("reading", "follow", "record", "rights").stream()
                .map(part -> new Part(words.of("privacy." + part), words.of("privacy." + part + ".body")))
                .toList();
    }

    /// Empty while the newsroom wrote nothing.
    Optional<Page> about(List<Link> topics) {
        Words words = paper.words();
        HouseText text = paper.head().texts().about();
        String headline = words.of("about.paper", "name", paper.name());
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(kept("/about", new TextPage(headline, own(text), List.of(), Optional.empty()), topics));
    }

    private List<Own> own(HouseText text) {
        String page = paper.words().language();
        return text.said(paper.language()).stream()
                .map(said -> new Own(
                        said.language().toLanguageTag(),
                        !said.language().toLanguageTag().equals(page),
                        output -> output.writeContent(said.html().value())))
                .toList();
    }

    private Page kept(String path, TextPage page, List<Link> topics) {
        Frame frame = paper.frame(paper.words(), page.headline(), page.headline(), path, topics);
        return Page.html(templates.fill("text-page", frame, page), Set.of("site"));
    }

    /// A page that says what is amiss. Reads nothing: it must also be there while the database is away.
    String amiss(int status) {
        Words words = paper.words();
        String key = "error." + (EXPLAINED.contains(status) ? status : status < 500 ? 400 : 500);
        var page = new TextPage(
                words.of(key),
                List.of(new Part("", words.of(key + ".body"))),
                Optional.of(new Link("/", words.of("error.home"))));
        Frame frame = paper.frame(words, page.headline(), page.headline(), "/", List.of());
        return templates.fill("text-page", frame, page);
    }

    String amiss(Problem problem) {
        return amiss(problem.status());
    }
}
