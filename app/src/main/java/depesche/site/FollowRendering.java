package depesche.site;

import depesche.follow.Cadence;
import depesche.follow.Named;
import depesche.topic.Topic;
import depesche.web.Fault;
import depesche.web.Page;
import depesche.web.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Makes the pages on which a reader asks to follow. All of a reader's pages are never kept by anyone and never found
/// by a search engine; their address is not passed on.
final class FollowRendering {

    private static final Set<String> EXPLAINED = Set.of(
            "address-empty",
            "missing",
            "too-many",
            "unknown-topic",
            "unknown-story",
            "unknown-author",
            "search-empty",
            "search-only-exclusions",
            "search-never",
            "search-days",
            "search-language",
            "search-too-long");

    private final Paper paper;
    private final Templates templates;

    FollowRendering(Paper paper, Templates templates) {
        this.paper = paper;
        this.templates = templates;
    }

    /// What was chosen on the way here or in the form.
    ///
    /// @param topics slugs
    /// @param named stories and authors
    record Chosen(Set<String> topics, List<Named> named, List<String> searches) {
        Chosen {
            topics = Set.copyOf(topics);
            named = List.copyOf(named);
            searches = List.copyOf(searches);
        }
    }

    /// The form as it comes back: filled in, with all that is wrong.
    ///
    Response faulty(Sections sections, Chosen chosen, Cadence cadence, String email, List<Fault> faults) {
        Words words = sections.words();
        List<String> sentences =
                faults.stream().map(fault -> sentence(words, fault)).distinct().toList();
        return form(
                sections,
                422,
                words.of("fault.form"),
                new FollowForm(
                        boxes(sections, chosen), chosen.searches(), sections.cadences(cadence), email, sentences));
    }

    /// The form for all topics there are.
    Response blank(Sections sections, Chosen chosen) {
        var form = new FollowForm(
                boxes(sections, chosen), chosen.searches(), sections.cadences(Cadence.INSTANT), "", List.of());
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

    private static List<FollowForm.Box> boxes(Sections sections, Chosen chosen) {
        Stream<FollowForm.Box> topics = sections.tree().all().stream()
                .sorted(Comparator.comparing((Topic topic) -> place(sections, topic)))
                .map(topic -> sections.box(topic, chosen.topics().contains(topic.slug())));
        return Stream.concat(topics, chosen.named().stream().map(named -> sections.box(named, true)))
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
