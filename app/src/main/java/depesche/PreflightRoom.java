package depesche;

import depesche.delivery.email.Letters;
import depesche.mail.MailRoute;
import depesche.mail.smtp.SmtpClient;
import depesche.preflight.article.ArticlePreflight;
import depesche.preflight.article.Rehearsal;
import depesche.preflight.article.Trial;

/// What is looked at and tried before an article is published.
public record PreflightRoom(ArticlePreflight articles, Rehearsal rehearsal, Trial trial) {

    static PreflightRoom of(Ground ground, PaperRoom paper, ReaderRoom readers, MailRoom mail, AlertRoom telling) {
        var articles =
                new ArticlePreflight(ground.settings(), ground.db(), readers.index(), telling.delivering()::trouble);
        Letters letters = AlertRoom.letters(ground, mail);
        var rehearsal =
                new Rehearsal(ground.db(), paper.publishing(), telling.reach(), articles, letters, ground.clock());
        return new PreflightRoom(articles, rehearsal, new Trial(rehearsal, letters, route(ground, mail)));
    }

    /// The same server as for readers; but whoever tries it waits for the answer.
    private static MailRoute route(Ground ground, MailRoom mail) {
        return ground.settings()
                .mail()
                .server()
                .<MailRoute>map(server ->
                        SmtpClient.impatient(server, ground.settings().baseUrl().getHost()))
                .orElse(mail.mailbox());
    }
}
