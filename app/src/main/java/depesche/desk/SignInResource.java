package depesche.desk;

import depesche.account.SignIn;
import depesche.account.SignIn.Session;
import depesche.db.Database;
import depesche.job.Jobs;
import depesche.text.EmailAddress;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/// `/desk/sign-in` and `/desk/sign-out`: a link by mail, a button behind it, and a session in a cookie.
final class SignInResource {

    private static final int MOST_OF_ONE_NETWORK = 20;
    private static final int MOST_TO_ONE_ADDRESS = 3;

    private final Database db;
    private final Jobs jobs;
    private final SignIn signIn;
    private final Pages pages;
    private final Cookies cookies;
    private final Limits limits;

    SignInResource(Database db, Jobs jobs, SignIn signIn, Pages pages, Cookies cookies, Limits limits) {
        this.db = db;
        this.jobs = jobs;
        this.signIn = signIn;
        this.pages = pages;
        this.cookies = cookies;
        this.limits = limits;
    }

    /// Against guessing, and against flooding somebody with links.
    record Limits(Throttle networks, Throttle addresses) {
        static Limits by(InstantSource clock) {
            return new Limits(new Throttle(clock, MOST_OF_ONE_NETWORK), new Throttle(clock, MOST_TO_ONE_ADDRESS));
        }
    }

    Response form(Request request) {
        return show(request, 200, new SignInPage("", "", false));
    }

    /// Answers the same for known and unknown addresses.
    Response ask(Request request) {
        String typed = request.form().field("email").orElse("");
        Words words = pages.words(request);
        if (!limits.networks().allows(request.client())) {
            return pages.problem(request, Problem.of(429, "too-many-requests", "Too many tries"))
                    .with("Retry-After", "600");
        }
        return switch (EmailAddress.parse(typed)) {
            case EmailAddress.Invalid _ ->
                show(request, 422, new SignInPage(typed, words.of("fault.bad-address"), false));
            case EmailAddress.Valid(EmailAddress email) -> {
                if (limits.addresses().allows(email.value())) {
                    db.change(tx -> jobs.submit(
                            tx,
                            new SendSignInLink(email.value(), UUID.randomUUID().toString(), words.language())));
                }
                yield show(request, 200, new SignInPage("", "", true));
            }
        };
    }

    /// Does nothing but show a button: scanners follow links.
    Response look(Request request) {
        String link = request.part("token");
        return showLink(request, signIn.isOpen(link) ? 200 : 410, signIn.isOpen(link));
    }

    Response open(Request request) {
        return signIn.open(request.part("token"))
                .map(session -> Response.seeOther("/desk").with("Set-Cookie", cookies.of(session)))
                .orElseGet(() -> showLink(request, 410, false));
    }

    Response leave(Visit visit) {
        visit.request().cookie(Access.COOKIE).ifPresent(signIn::end);
        return Response.seeOther("/desk/sign-in").with("Set-Cookie", cookies.none());
    }

    private Response show(Request request, int status, SignInPage view) {
        return pages.open(request, status, pages.words(request).of("sign-in"), view);
    }

    private Response showLink(Request request, int status, boolean isOpen) {
        return pages.open(
                request, status, pages.words(request).of("sign-in"), new SignInLinkPage(request.path(), isOpen));
    }

    /// The cookie that holds a session.
    ///
    /// @param isSecure whether the desk is reached by https
    record Cookies(boolean isSecure) {

        String of(Session session) {
            return cookie(session.secret(), session.lasts());
        }

        String none() {
            return cookie("", Duration.ZERO);
        }

        private String cookie(String value, Duration lasts) {
            return Access.COOKIE + "=" + value + "; Path=/desk; Max-Age=" + lasts.toSeconds()
                    + "; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "");
        }
    }
}
