package depesche.desk;

import depesche.account.Actor;
import depesche.account.Role;
import depesche.alert.AlertId;
import depesche.alert.Alerts;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.delivery.Progress;
import depesche.delivery.Progress.Report;
import depesche.delivery.Progress.State;
import depesche.web.Problem;
import depesche.web.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// `/desk/alerts/{id}`: the truth about an alert while it runs, and the brakes.
final class AlertResource {

    private static final String SECONDS = "2";

    private final Alerts alerts;
    private final Progress progress;
    private final Archive archive;
    private final AlertView view;
    private final Pages pages;

    AlertResource(Alerts alerts, Progress progress, Archive archive, AlertView view, Pages pages) {
        this.alerts = alerts;
        this.progress = progress;
        this.archive = archive;
        this.view = view;
        this.pages = pages;
    }

    /// An alert with the article it tells of; a digest has none of its own.
    record Told(AlertId id, Report report, Optional<Article> article) {

        String headline(Words words) {
            return article.map(it -> it.revision().headline()).orElseGet(() -> words.of("alert.digest"));
        }

        String language(Words words) {
            return article.map(it -> it.language().toLanguageTag())
                    .orElseGet(() -> words.locale().toLanguageTag());
        }
    }

    /// Comes again by itself while the alert runs, unless whoever reads it wants it to stand still.
    Response show(Visit visit) {
        return told(visit).map(told -> show(visit, told)).orElseGet(() -> unknown(visit));
    }

    private Response show(Visit visit, Told told) {
        boolean isStill = visit.query("still").equals(Typed.YES);
        boolean runs = isRunning(told.report());
        var shown = view.of(
                visit, told, runs ? (isStill ? AlertView.Moving.HALTED : AlertView.Moving.YES) : AlertView.Moving.OVER);
        Response page = pages.page(
                visit, visit.words().of("alert.title", "number", told.id().value()), shown);
        return runs && !isStill ? page.with("Refresh", SECONDS) : page;
    }

    Response hold(Visit visit) {
        return brake(visit, alerts::hold);
    }

    Response release(Visit visit) {
        return brake(visit, alerts::release);
    }

    Response stop(Visit visit) {
        return brake(visit, alerts::stop);
    }

    /// `GET …/stop`: asks first, for what is stopped does not go on.
    Response askToStop(Visit visit) {
        return told(visit)
                .filter(told -> isOpen(told.report()))
                .map(told -> askToStop(visit, told))
                .orElseGet(() -> unknown(visit));
    }

    private Response askToStop(Visit visit, Told told) {
        Words words = visit.words();
        var question = new StopPage(
                "/desk/alerts/" + told.id(),
                told.headline(words),
                told.language(words),
                words.of("alert.stop.question", "number", told.report().counts().open()));
        return pages.page(visit, words.of("alert.stop"), question);
    }

    private Response brake(Visit visit, BiPredicate<AlertId, Actor> act) {
        Optional<Told> told = told(visit);
        if (told.isEmpty()) {
            return unknown(visit);
        }
        if (!isOpen(told.get().report())) {
            return pages.problem(
                    visit, Problem.conflict("wrong-state", "", visit.words().of("alert.over")));
        }
        // Whoever braked first: the page that follows says how the alert stands.
        var _ = act.test(told.get().id(), visit.actor());
        return Response.seeOther("/desk/alerts/" + told.get().id());
    }

    static boolean isOpen(Report report) {
        return List.of(State.PLANNED, State.SENDING, State.HELD).contains(report.state());
    }

    private static boolean isRunning(Report report) {
        return isOpen(report) || report.counts().open() > 0;
    }

    private Optional<Told> told(Visit visit) {
        return AlertId.parse(visit.request().part("id"))
                .flatMap(id -> progress.of(id)
                        .map(report -> new Told(id, report, report.article().flatMap(archive::byId))));
    }

    private Response unknown(Visit visit) {
        return pages.problem(visit, Problem.notFound("alert"));
    }

    static Role brakes() {
        return Role.EDITOR;
    }
}
