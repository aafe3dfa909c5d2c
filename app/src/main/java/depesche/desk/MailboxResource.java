package depesche.desk;

import depesche.config.MailSettings;
import depesche.mail.Mailbox;
import depesche.mail.StoredMail;
import depesche.web.Problem;
import depesche.web.Response;
import java.util.List;

/// `/desk/mailbox`: where a newsroom without a mail server reads what it sends.
final class MailboxResource {

    private static final int PAGE = 50;

    private final Mailbox mailbox;
    private final MailSettings settings;
    private final Pages pages;

    MailboxResource(Mailbox mailbox, MailSettings settings, Pages pages) {
        this.mailbox = mailbox;
        this.settings = settings;
        this.pages = pages;
    }

    Response list(Visit visit) {
        String before = visit.query("before");
        if (!before.isEmpty() && mailbox.read(before).isEmpty()) {
            return pages.problem(visit, Problem.notFound("mail"));
        }
        List<StoredMail> mails = before.isEmpty() ? mailbox.newest(PAGE + 1) : mailbox.before(before, PAGE + 1);
        var view = new MailboxPage(
                mails.stream()
                        .limit(PAGE)
                        .map(mail -> line(mail, visit.words()))
                        .toList(),
                settings.server()
                        .map(server -> visit.words().of("mailbox.server", "server", server.host()))
                        .orElse(""),
                mails.size() > PAGE
                        ? "/desk/mailbox?before=" + mails.get(PAGE - 1).id()
                        : "");
        return pages.page(visit, visit.words().of("menu.mailbox"), view);
    }

    private static MailboxPage.Line line(StoredMail mail, Words words) {
        String subject = mail.subject().isBlank() ? words.of("mailbox.no-subject") : mail.subject();
        return new MailboxPage.Line("/desk/mailbox/" + mail.id(), subject, mail.recipient(), mail.date());
    }

    Response show(Visit visit) {
        return mailbox.read(visit.request().part("id"))
                .map(mail -> show(visit, mail))
                .orElseGet(() -> pages.problem(visit, Problem.notFound("mail")));
    }

    /// Links in the mail open beside the desk; nothing in it runs, loads or sends.
    private Response show(Visit visit, StoredMail mail) {
        var view = new MailPage(
                mail.subject(),
                mail.recipient(),
                mail.from(),
                mail.date(),
                headers(mail),
                mail.text(),
                MailFrame.of(mail.html()));
        return pages.mail(visit, 200, mail.subject(), view);
    }

    private static String headers(StoredMail mail) {
        String source = mail.source().replace("\r\n", "\n");
        int end = source.indexOf("\n\n");
        return end < 0 ? source : source.substring(0, end);
    }
}
