package depesche.desk;

import depesche.account.Role;
import depesche.article.FrontSections;
import depesche.db.Database;
import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Problem;
import depesche.web.Refusal;
import depesche.web.Response;
import java.util.List;
import java.util.stream.IntStream;

/// `/desk/front`: which topics have a section on the front page, and in which order.
final class SectionResource {

    private static final String PATH = "/desk/front";

    private final Database db;
    private final FrontSections sections;
    private final Pages pages;

    SectionResource(Database db, FrontSections sections, Pages pages) {
        this.db = db;
        this.sections = sections;
        this.pages = pages;
    }

    Response list(Visit visit) {
        Words words = visit.words();
        SectionsPage view = db.inSnapshot(tx -> {
            TopicTree tree = Topics.tree(tx);
            List<Topic> shown = FrontSections.of(tx, tree);
            return new SectionsPage(
                    lines(shown, words),
                    FrontSections.isArranged(tx),
                    visit.mayActAs(Role.CHIEF),
                    choices(tree, shown, words));
        });
        return pages.page(visit, 200, words.of("menu.front"), view);
    }

    private static List<SectionsPage.Line> lines(List<Topic> shown, Words words) {
        return IntStream.range(0, shown.size())
                .mapToObj(place -> new SectionsPage.Line(
                        shown.get(place).slug(),
                        shown.get(place).label(words.locale()),
                        place == 0,
                        place == shown.size() - 1))
                .toList();
    }

    private static List<Choice> choices(TopicTree tree, List<Topic> shown, Words words) {
        List<String> taken = shown.stream().map(Topic::slug).toList();
        return shown.size() >= FrontSections.MOST
                ? List.of()
                : TopicChoices.of(tree, words, "").stream()
                        .filter(choice -> !taken.contains(choice.value()))
                        .toList();
    }

    /// A topic that went meanwhile is nothing that one could act on.
    Response arrange(Visit visit) {
        switch (visit.field("act")) {
            case "up" -> sections.up(topic(visit));
            case "down" -> sections.down(topic(visit));
            case "out" -> sections.leaveOut(topic(visit));
            case "add" -> sections.add(topic(visit));
            case "forget" -> sections.forget();
            default -> throw new Refusal(Problem.of(400, "act", "There is no such act"));
        }
        return Response.seeOther(PATH);
    }

    private TopicId topic(Visit visit) {
        return db.read(Topics::tree)
                .bySlug(visit.field("topic"))
                .map(Topic::id)
                .orElseThrow(() -> new Refusal(Problem.notFound("topic")));
    }
}
