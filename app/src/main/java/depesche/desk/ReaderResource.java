package depesche.desk;

import depesche.account.Reader;
import depesche.account.Role;
import depesche.article.ArticleId;
import depesche.delivery.why.WhyWords;
import depesche.desk.ReadersPage.Figure;
import depesche.desk.ReadersPage.Found;
import depesche.desk.ReadersPage.LookUp;
import depesche.follow.Follow;
import depesche.follow.FollowView;
import depesche.follow.ReaderOverview;
import depesche.follow.Subject;
import depesche.text.EmailAddress;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Response;
import java.text.NumberFormat;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// `/desk/readers`: at a glance; and one looked up by address, which never stands in an address bar.
final class ReaderResource {

    private final ReaderNumbers numbers;
    private final DeskRoutes.Readership readership;
    private final Topics topics;
    private final Pages pages;
    private final NewsroomTime time;
    private final SuppressionWords spoken;

    ReaderResource(
            ReaderNumbers numbers, DeskRoutes.Readership readership, Topics topics, Pages pages, NewsroomTime time) {
        this.numbers = numbers;
        this.readership = readership;
        this.topics = topics;
        this.pages = pages;
        this.time = time;
        this.spoken = new SuppressionWords(time);
    }

    Response show(Visit visit) {
        return show(visit, 200, new LookUp("", "", "", Optional.empty()));
    }

    Response lookUp(Visit visit) {
        String typed = visit.field("email");
        Words words = visit.words();
        return switch (EmailAddress.parse(typed)) {
            case EmailAddress.Invalid _ ->
                show(
                        visit,
                        422,
                        new LookUp(typed, visit.field("article"), words.of("fault.bad-address"), Optional.empty()));
            case EmailAddress.Valid(EmailAddress email) -> {
                Optional<Found> found =
                        readership.overviews().of(email).map(overview -> found(overview, words, why(visit, overview)));
                String said = found.isEmpty() ? words.of("reader.nobody") : "";
                yield show(visit, 200, new LookUp(typed, visit.field("article"), said, found));
            }
        };
    }

    private Response show(Visit visit, int status, LookUp lookUp) {
        Words words = visit.words();
        var now = numbers.now();
        List<Figure> whole = List.of(
                number(words.of("reader.confirmed"), now.confirmed(), words),
                number(words.of("reader.open-requests"), now.openRequests(), words));
        List<Figure> suppressed = now.suppressed().entrySet().stream()
                .map(entry -> number(words.of("suppressed." + entry.getKey()), entry.getValue(), words))
                .toList();
        var view = new ReadersPage(
                whole,
                warning(now.refusedForUs(), words),
                suppressed,
                byTopic(words),
                Optional.of(lookUp).filter(_ -> visit.mayActAs(Role.ADMIN)));
        return pages.page(visit, status, words.of("menu.readers"), view);
    }

    /// Mails that servers sent back because of us are the newsroom's own trouble, so they are named first.
    private static Optional<String> warning(int refusedForUs, Words words) {
        return Optional.of(refusedForUs)
                .filter(count -> count > 0)
                .map(count -> words.of(
                        "reader.refused-for-us",
                        "count",
                        NumberFormat.getIntegerInstance(words.locale()).format(count)));
    }

    /// The most followed first.
    private List<Figure> byTopic(Words words) {
        TopicTree tree = topics.tree();
        FollowView view = readership.follows().refresh();
        record Followed(String path, int readers) {}
        return tree.all().stream()
                .map(topic -> new Followed(
                        topic.label(words.locale()),
                        view.readersOf(Set.of(Subject.of(topic.id()))).getCardinality()))
                .filter(followed -> followed.readers() > 0)
                .sorted(Comparator.comparingInt(Followed::readers).reversed().thenComparing(Followed::path))
                .map(followed -> number(followed.path(), followed.readers(), words))
                .toList();
    }

    private static Figure number(String name, int number, Words words) {
        return new Figure(name, NumberFormat.getIntegerInstance(words.locale()).format(number));
    }

    /// Why the reader was told of the article that is asked for, or was not; nothing if none is.
    private List<String> why(Visit visit, ReaderOverview overview) {
        String typed = visit.field("article").strip();
        if (typed.isEmpty()) {
            return List.of();
        }
        var whys = new WhyWords(visit.words().locale(), ZoneId.of(time.zone()));
        return ArticleId.parse(typed)
                .flatMap(article -> readership.explaining().of(overview.reader().id(), article))
                .map(whys::sentences)
                .orElseGet(() -> List.of(visit.words().of("reader.why.no-article")));
    }

    private Found found(ReaderOverview overview, Words words, List<String> why) {
        Reader reader = overview.reader();
        List<String> facts = new ArrayList<>();
        facts.add(words.of("reader.language", "language", reader.language().getDisplayLanguage(words.locale())));
        reader.suppression().ifPresent(now -> facts.add(spoken.sentence(now, words)));
        List<String> followed = followed(overview, words);
        List<String> consents = overview.consents().stream()
                .map(consent -> words.of(
                        "reader.consent",
                        Map.of("at", time.shown(consent.at(), words).text(), "source", consent.source())))
                .toList();
        var act = new ReadersPage.Act(
                SuppressionResource.path(reader.id()),
                words.of(reader.suppression().isEmpty() ? "closing.link" : "closing.link.suppressed"));
        return new Found(reader.email().readable(), facts, followed, consents, why, act);
    }

    private List<String> followed(ReaderOverview overview, Words words) {
        return Stream.of(
                        overview.follows().stream()
                                .map(one -> follow(
                                        "reader.follow", one.topic().label(words.locale()), one.follow(), words)),
                        overview.named().stream()
                                .map(one -> follow(
                                        "reader.follow."
                                                + one.named().subject().kind().stored(),
                                        one.named().label(words.locale()),
                                        one.follow(),
                                        words)),
                        overview.searches().stream()
                                .map(one -> follow("reader.follow.search", one.text(), one.follow(), words)))
                .flatMap(all -> all)
                .toList();
    }

    private String follow(String key, String what, Follow follow, Words words) {
        return words.of(
                key,
                Map.of("topic", what, "at", time.shown(follow.since(), words).text()));
    }
}
