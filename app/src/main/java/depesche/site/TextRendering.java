package depesche.site;

import depesche.site.TextPage.Part;
import depesche.web.Page;
import depesche.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the pages that are words alone: imprint, privacy, and what is said when something is amiss.
final class TextRendering {

    private static final Set<Integer> EXPLAINED = Set.of(400, 404, 405, 410, 413, 429, 500, 503);

    private final Paper paper;
    private final Templates templates;

    TextRendering(Paper paper, Templates templates) {
        this.paper = paper;
        this.templates = templates;
    }

    Page imprint(List<Link> topics) {
        Words words = paper.words();
        var page = new TextPage(
                words.of("imprint"),
                List.of(
                        new Part("", words.of("imprint.body")),
                        new Part(words.of("imprint.site"), paper.name()),
                        new Part(words.of("imprint.address"), paper.url("/"))),
                Optional.empty());
        return kept("/imprint", page, topics);
    }

    Page privacy(List<Link> topics) {
        Words words = paper.words();
        List<Part> parts = List.of("reading", "follow", "record", "rights").stream()
                .map(part -> new Part(words.of("privacy." + part), words.of("privacy." + part + ".body")))
                .toList();
        return kept("/privacy", new TextPage(words.of("privacy"), parts, Optional.empty()), topics);
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
