package depesche.desk;

import depesche.account.Staff;
import depesche.account.StaffMember;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.ArticleState;
import depesche.delivery.email.Proof;
import depesche.preflight.article.Rehearsal;
import depesche.preflight.article.Trial;
import depesche.text.Messages;
import depesche.web.Problem;
import depesche.web.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// `/desk/articles/{id}/mail`: how the mail will look, and `…/trial`: the same to people of the newsroom.
final class ProofResource {

    private final Archive archive;
    private final Staff staff;
    private final Rehearsal rehearsal;
    private final Trial trial;
    private final Pages pages;

    ProofResource(Archive archive, Staff staff, Rehearsal rehearsal, Trial trial, Pages pages) {
        this.archive = archive;
        this.staff = staff;
        this.rehearsal = rehearsal;
        this.trial = trial;
        this.pages = pages;
    }

    Response show(Visit visit) {
        String sent = visit.query("sent");
        var said = sent.matches("[0-9]{1,3}")
                ? new ProofPage.Said(
                        "told", visit.words().of("proof.sent", "number", Integer.parseInt(sent)), List.of())
                : ProofPage.Said.NOTHING;
        return article(visit).map(article -> show(visit, 200, article, said)).orElseGet(() -> unknown(visit));
    }

    private Response show(Visit visit, int status, Article article, ProofPage.Said said) {
        Words words = visit.words();
        List<ProofPage.Mail> mails = Messages.LANGUAGES.stream()
                .flatMap(
                        language -> rehearsal.mail(article, language).stream().map(mail -> mail(language, mail, words)))
                .toList();
        var view = new ProofPage(
                article.revision().headline(),
                article.language().toLanguageTag(),
                "/desk/articles/" + article.id(),
                said,
                mails,
                mails.isEmpty() ? List.of() : recipients(visit));
        return pages.mail(visit, status, words.of("proof"), view);
    }

    private static ProofPage.Mail mail(Locale language, Proof proof, Words words) {
        return new ProofPage.Mail(
                language.toLanguageTag(),
                language.getDisplayLanguage(words.locale()),
                proof.subject(),
                proof.headers().stream()
                        .map(header -> header.name() + ": " + header.value())
                        .collect(Collectors.joining("\n")),
                proof.text(),
                MailFrame.of(proof.html()));
    }

    /// Whoever looks first.
    private List<ProofPage.Recipient> recipients(Visit visit) {
        if (!visit.mayActAs(AlertResource.brakes())) {
            return List.of();
        }
        return staff.all().stream()
                .map(member -> new ProofPage.Recipient(
                        member.email(),
                        member.name(),
                        member.id().equals(visit.who().id())))
                .toList();
    }

    /// Each press sends: nothing is kept of it but what mailboxes keep.
    Response send(Visit visit) {
        Optional<Article> article = article(visit);
        Optional<Locale> language = Messages.LANGUAGES.stream()
                .filter(known -> known.getLanguage().equals(visit.field("language")))
                .findFirst();
        if (article.isEmpty() || language.isEmpty() || !isShowable(article.get())) {
            return unknown(visit);
        }
        List<StaffMember> recipients = visit.form().all("to").stream()
                .distinct()
                .flatMap(email -> staff.byEmail(email).stream())
                .toList();
        if (recipients.isEmpty()) {
            var nobody = new ProofPage.Said("warning", visit.words().of("proof.nobody"), List.of());
            return show(visit, 422, article.get(), nobody);
        }
        return answer(visit, article.get(), trial.send(article.get(), recipients, language.get(), visit.actor()));
    }

    private Response answer(Visit visit, Article article, Trial.Result result) {
        return switch (result) {
            case Trial.Result.Sent(var outcomes) -> answer(visit, article, outcomes);
            case Trial.Result.NoPlace(int connections) -> {
                String text = visit.words().of("proof.no-place", "number", connections);
                yield show(visit, 503, article, new ProofPage.Said("warning", text, List.of()));
            }
        };
    }

    private Response answer(Visit visit, Article article, List<Trial.Outcome> outcomes) {
        List<String> failed = outcomes.stream()
                .filter(outcome -> !outcome.isAccepted())
                .map(outcome -> failed(visit.words(), outcome))
                .toList();
        return failed.isEmpty()
                ? Response.seeOther("/desk/articles/" + article.id() + "/mail?sent=" + outcomes.size())
                : show(
                        visit,
                        422,
                        article,
                        new ProofPage.Said("warning", visit.words().of("proof.failed"), failed));
    }

    private static String failed(Words words, Trial.Outcome outcome) {
        return words.of("proof.failed.one", Map.of("email", outcome.email(), "why", outcome.words()));
    }

    /// Without a topic there is no mail; what was killed is repeated nowhere.
    private static boolean isShowable(Article article) {
        return !article.revision().topics().isEmpty() && !(article.state() instanceof ArticleState.Killed);
    }

    private Optional<Article> article(Visit visit) {
        return ArticleId.parse(visit.request().part("id")).flatMap(archive::byId);
    }

    private Response unknown(Visit visit) {
        return pages.problem(visit, Problem.notFound("article"));
    }
}
