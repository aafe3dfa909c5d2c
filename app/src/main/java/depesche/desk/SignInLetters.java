package depesche.desk;

import depesche.account.SignIn;
import depesche.account.Staff;
import depesche.account.StaffMember;
import depesche.config.Settings;
import depesche.mail.Mailer;
import depesche.mail.OutgoingMail;
import depesche.text.EmailAddress;
import depesche.text.Messages;
import java.util.Locale;

/// Mails one-time links to people of the newsroom; to nobody else.
public final class SignInLetters {

    private final Staff staff;
    private final SignIn signIn;
    private final Mailer mailer;
    private final Settings settings;
    private final Messages messages = Messages.of("desk");
    private final Templates templates = new Templates();

    public SignInLetters(Staff staff, SignIn signIn, Mailer mailer, Settings settings) {
        this.staff = staff;
        this.signIn = signIn;
        this.mailer = mailer;
        this.settings = settings;
    }

    /// Does the job. Twice does no harm: each attempt mails a link of its own under the same Message-ID, and any of
    /// them opens one session.
    public void send(SendSignInLink job) {
        staff.byEmail(job.email()).ifPresent(member -> send(job, member));
    }

    private void send(SendSignInLink job, StaffMember member) {
        var words = new Words(messages, Locale.forLanguageTag(job.language()));
        String href = settings.baseUrl() + "/desk/sign-in/" + signIn.link(member.id());
        SignInMail view = SignInMail.of(words, settings.site().name(), member.name(), href);
        var mail = new OutgoingMail(
                "sign-in-" + job.request(),
                "sign-in",
                new EmailAddress(member.email()),
                view.subject(),
                templates.fill("sign-in-mail-text", view),
                templates.fill("sign-in-mail", view));
        if (mailer.send(mail) instanceof Mailer.Result.Deferred(var why)) {
            throw new IllegalStateException("sign-in mail " + job.request() + " was not taken yet: " + why);
        }
    }
}
