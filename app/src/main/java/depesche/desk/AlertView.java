package depesche.desk;

import depesche.alert.Standing;
import depesche.delivery.Progress.Report;
import depesche.delivery.ledger.Counts;
import depesche.desk.AlertPage.Brake;
import depesche.desk.AlertPage.Count;
import depesche.desk.AlertPage.Refresh;
import depesche.desk.AlertPage.Time;
import depesche.desk.AlertResource.Told;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts an alert's numbers into words.
final class AlertView {

    /// Whether the page comes again by itself.
    enum Moving {
        YES,
        HALTED,
        OVER
    }

    private final Supplier<Optional<String>> trouble;
    private final NewsroomTime time;

    /// @param trouble what is wrong with the mail server now, as this node sees it
    AlertView(Supplier<Optional<String>> trouble, NewsroomTime time) {
        this.trouble = trouble;
        this.time = time;
    }

    AlertPage of(Visit visit, Told told, Moving moving) {
        Words words = visit.words();
        Report report = told.report();
        return new AlertPage(
                told.id().toString(),
                told.article()
                        .map(article -> "/desk/articles/" + article.id() + "/publication")
                        .orElse(""),
                told.headline(words),
                told.language(words),
                state(visit, report),
                sentence(report, words),
                counts(report, words),
                times(report, words),
                trouble.get().map(why -> words.of("alert.trouble", "why", why)).orElse(""),
                refresh(told, moving, words));
    }

    private static AlertPage.State state(Visit visit, Report report) {
        int over = over(report);
        return new AlertPage.State(
                visit.words().of("alert.state." + report.state().word()),
                report.state().word(),
                report.planned(),
                over,
                report.planned() == 0 ? 100 : (int) (100L * over / report.planned()),
                brakes(visit, report));
    }

    private static int over(Report report) {
        return report.planned() - report.counts().open();
    }

    private static List<Brake> brakes(Visit visit, Report report) {
        if (!visit.mayActAs(AlertResource.brakes()) || !AlertResource.isOpen(report)) {
            return List.of();
        }
        String first = report.standing() == Standing.HELD ? "release" : "hold";
        return List.of(new Brake(first, visit.words().of("alert." + first)));
    }

    private static String sentence(Report report, Words words) {
        return words.of(
                "alert.sentence",
                Map.of(
                        "planned", report.planned(),
                        "over", over(report),
                        "accepted", report.counts().accepted()));
    }

    private static List<Count> counts(Report report, Words words) {
        Counts counts = report.counts();
        List<Count> shown = new ArrayList<>();
        shown.add(count("planned", report.planned(), words));
        shown.add(count("waiting", counts.waiting(), words));
        shown.add(count("deferred", counts.deferred(), words));
        shown.add(count("accepted", counts.accepted(), words));
        shown.add(count("refused", counts.refused(), words));
        shown.add(count("suppressed", counts.suppressed(), words));
        shown.add(count("expired", counts.expired(), words));
        shown.add(count("withdrawn", counts.withdrawn(), words));
        shown.add(count("uncertain", counts.uncertain(), words));
        shown.add(count("inDigest", report.inDigest(), words));
        return shown;
    }

    private static Count count(String name, int number, Words words) {
        return new Count(
                words.of("count." + name),
                NumberFormat.getIntegerInstance(words.locale()).format(number),
                words.of("count." + name + ".means"));
    }

    private List<Time> times(Report report, Words words) {
        List<Time> times = new ArrayList<>();
        add(times, "alert.started", report.startedAt(), words);
        add(times, "alert.first", report.firstAcceptedAt(), words);
        add(times, "alert.last", report.lastAcceptedAt(), words);
        add(times, "alert.not-after", Optional.of(report.notAfter()), words);
        return times;
    }

    private void add(List<Time> times, String key, Optional<Instant> at, Words words) {
        at.ifPresent(instant -> times.add(new Time(words.of(key), time.toTheSecond(instant, words))));
    }

    private static Refresh refresh(Told told, Moving moving, Words words) {
        String here = "/desk/alerts/" + told.id();
        return switch (moving) {
            case YES -> new Refresh(here + "?still=yes", words.of("alert.halt"));
            case HALTED -> new Refresh(here, words.of("alert.go-on"));
            case OVER -> new Refresh("", "");
        };
    }
}
