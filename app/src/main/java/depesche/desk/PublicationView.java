package depesche.desk;

import depesche.account.Role;
import depesche.alert.Alert;
import depesche.alert.Alerts;
import depesche.alert.Reach;
import depesche.article.Article;
import depesche.article.ArticleState;
import depesche.desk.ArticleFormPage.FaultLine;
import depesche.desk.PublicationPage.AlertLine;
import depesche.desk.PublicationPage.Buttons;
import depesche.desk.PublicationPage.ReachView;
import depesche.preflight.article.ArticlePreflight;
import depesche.preflight.article.Defect;
import depesche.preflight.article.DefectWords;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says what is missing, whom an article reaches, and what has gone out of it.
final class PublicationView {

    private final Alerts alerts;
    private final Reach reach;
    private final ArticlePreflight preflight;
    private final NewsroomTime time;
    private final InstantSource clock;
    private final DefectWords defects = new DefectWords();

    PublicationView(Alerts alerts, Reach reach, ArticlePreflight preflight, NewsroomTime time, InstantSource clock) {
        this.alerts = alerts;
        this.reach = reach;
        this.preflight = preflight;
        this.time = time;
        this.clock = clock;
    }

    PublicationPage of(Visit visit, Article article) {
        Words words = visit.words();
        List<FaultLine> why = why(article, words);
        boolean isOpen = isOpen(article.state());
        Optional<ReachView> reached =
                isOpen ? reach.of(article.id()).map(estimate -> reach(article, estimate, words)) : Optional.empty();
        return new PublicationPage(
                article.revision().headline(),
                article.language().toLanguageTag(),
                "/desk/articles/" + article.id(),
                Integer.toString(article.revision().number()),
                standing(article.state(), words),
                article.state().isPublic() ? article.path() : "",
                why,
                reached,
                alerts.ofArticle(article.id()).stream()
                        .map(alert -> line(alert, words))
                        .toList(),
                buttons(visit, article, isOpen && why.isEmpty(), reached));
    }

    private static boolean isOpen(ArticleState state) {
        return switch (state) {
            case ArticleState.Draft _, ArticleState.Scheduled _, ArticleState.Embargoed _ -> true;
            case ArticleState.Published _, ArticleState.Killed _, ArticleState.Spiked _ -> false;
        };
    }

    private String standing(ArticleState state, Words words) {
        return switch (state) {
            case ArticleState.Draft _ -> words.of("publication.draft");
            case ArticleState.Scheduled(Instant at, boolean withAlert) ->
                words.of(withAlert ? "publication.scheduled-alert" : "publication.scheduled", at(at, words));
            case ArticleState.Embargoed(Instant until) -> words.of("publication.until", at(until, words));
            case ArticleState.Published(Instant at) -> words.of("publication.published", at(at, words));
            case ArticleState.Killed(Instant _, Instant at, String _) -> words.of("publication.killed", at(at, words));
            case ArticleState.Spiked _ -> words.of("publication.spiked");
        };
    }

    private Map<String, Object> at(Instant instant, Words words) {
        return Map.of("at", time.shown(instant, words).text());
    }

    private List<FaultLine> why(Article article, Words words) {
        if (!isOpen(article.state())) {
            return List.of();
        }
        String form = "/desk/articles/" + article.id();
        List<FaultLine> why = new ArrayList<>();
        if (article.revision().body().isEmpty()) {
            why.add(new FaultLine(form + "#f-body", words.of("publication.no-body")));
        }
        if (article.revision().topics().isEmpty()) {
            why.add(new FaultLine(form + "#f-topic1", words.of("publication.no-topic")));
        }
        article.embargoUntil()
                .filter(clock.instant()::isBefore)
                .ifPresent(until -> why.add(
                        new FaultLine(form + "#f-embargoUntil", words.of("publication.until", at(until, words)))));
        return why;
    }

    private ReachView reach(Article article, Reach.Estimate estimate, Words words) {
        List<String> lines = List.of(
                words.of("reach.instant", "number", estimate.instant()),
                words.of("reach.digest", "number", estimate.digest()),
                words.of("reach.overlapping", "number", estimate.overlapping()),
                words.of("reach.seconds", "number", estimate.seconds()));
        List<FaultLine> defects = preflight.of(article, estimate, words.locale()).stream()
                .map(defect -> line(article, defect, words))
                .toList();
        return new ReachView(words.of("reach.readers", "number", estimate.readers()), lines, defects);
    }

    /// Leads to the field in which it is mended, if there is one.
    private FaultLine line(Article article, Defect defect, Words words) {
        String field = defect.kind().field();
        String href = field.isEmpty()
                ? ""
                : "/desk/articles/" + article.id() + "#f-" + (field.equals("topics") ? "topic1" : field);
        return new FaultLine(href, defects.sentence(words.locale(), defect));
    }

    private static Buttons buttons(Visit visit, Article article, boolean isReady, Optional<ReachView> reach) {
        Words words = visit.words();
        Role needed = article.revision().breaking() ? Role.CHIEF : Role.EDITOR;
        boolean may = visit.mayActAs(needed);
        return new Buttons(
                isReady && may,
                reach.map(ReachView::readers)
                        .map(readers -> words.of("publication.with", "readers", readers))
                        .orElse(""),
                words.of("publication.without"),
                isReady && !may ? words.of("problem.wrong-role.needs", "role", Pages.role(words, needed)) : "",
                DeadlineChoices.of(visit));
    }

    private AlertLine line(Alert alert, Words words) {
        String text = words.of(
                "publication.alert",
                Map.of(
                        "kind",
                        words.of("alert.kind." + alert.kind().word()),
                        "number",
                        alert.id().value(),
                        "at",
                        time.shown(alert.createdAt(), words).text()));
        return new AlertLine(PublicationResource.path(alert.id()), text);
    }
}
