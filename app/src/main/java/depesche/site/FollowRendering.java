package depesche.site;

import depesche.follow.Cadence;
import depesche.topic.Topic;
import depesche.web.Fault;
import depesche.web.Page;
import depesche.web.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Makes the pages on which a reader asks to follow. All of a reader's pages are never kept by anyone and never found
/// by a search engine; their address is not passed on.
final class FollowRendering {

    private static final Set<String> EXPLAINED = Set.of(
            "address-empty",
            "missing",
            "too-many",
            "unknown-topic",
            "not-built",
            "search-empty",
            "search-only-exclusions",
            "search-never",
            "search-too-long");

    private final Paper paper;
    private final Templates templates;

    FollowRendering(Paper paper, Templates templates) {
        this.paper = paper;
        this.templates = templates;
    }

    /// The form as it comes back: filled in, with all that is wrong.
    ///
    /// @param searches what was to be followed beside topics
    Response faulty(
            Sections sections,
            Set<String> chosen,
            List<String> searches,
            Cadence cadence,
            String email,
            List<Fault> faults) {
        Words words = sections.words();
        List<String> sentences =
                faults.stream().map(fault -> sentence(words, fault)).distinct().toList();
        return form(
                sections,
                422,
                words.of("fault.form"),
                new FollowForm(boxes(sections, chosen), searches, sections.cadences(cadence), email, sentences));
    }

    /// The form for all topics there are.
    Response blank(Sections sections, Set<String> chosen, List<String> searches) {
        var form = new FollowForm(boxes(sections, chosen), searches, sections.cadences(Cadence.INSTANT), "", List.of());
        return form(sections, 200, sections.words().of("follow.page.why"), form);
    }

    private Response form(Sections sections, int status, String text, FollowForm form) {
        Words words = sections.words();
        var page = new FollowPage(words.of("follow.page"), text, form);
        Frame frame = paper.frame(words, page.headline(), page.headline(), "/follow", sections.masthead());
        return closed(Response.html(status, templates.fill("follow-page", frame, page)));
    }

    Response action(Words words, int status, ActionPage page) {
        Frame frame = paper.frame(words, page.headline(), page.headline(), "/follow", List.of());
        return closed(Response.html(status, templates.fill("action-page", frame, page)));
    }

    /// As [#action], where a script of ours switches push messages on.
    Response scripted(Words words, ActionPage page) {
        Frame frame = paper.frame(words, page.headline(), page.headline(), "/follow", List.of());
        return closed(Response.html(200, templates.fill("action-page", frame, page)), Page.SCRIPTED_POLICY);
    }

    static Response closed(Response response) {
        return closed(response, Page.SECURITY_POLICY);
    }

    private static Response closed(Response response, String policy) {
        return response.with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer")
                .with("X-Robots-Tag", "noindex")
                .with("X-Content-Type-Options", "nosniff")
                .with("Content-Security-Policy", policy);
    }

    private static List<FollowForm.Box> boxes(Sections sections, Set<String> chosen) {
        return sections.tree().all().stream()
                .sorted(Comparator.comparing((Topic topic) -> place(sections, topic)))
                .map(topic -> sections.box(topic, chosen.contains(topic.slug())))
                .toList();
    }

    /// Parents before their children.
    private static String place(Sections sections, Topic topic) {
        return String.join(
                "/", sections.tree().path(topic.id()).stream().map(Topic::slug).toList());
    }

    private static String sentence(Words words, Fault fault) {
        if (EXPLAINED.contains(fault.code())) {
            return words.of("fault." + fault.code());
        }
        return switch (fault.field()) {
            case "email" -> words.of("fault.address");
            case "cadence" -> words.of("fault.cadence");
            default -> words.of("fault.other");
        };
    }
}
