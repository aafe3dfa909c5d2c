package depesche.desk;

import depesche.account.Role;
import depesche.account.SignIn;
import depesche.account.SignIn.SignedIn;
import depesche.web.Form;
import depesche.web.Handler;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// Lets in who holds a session and has enough rights. A form is taken only with the word of the session, which a
/// foreign page cannot know.
final class Access {

    static final String COOKIE = "depesche_session";

    /// A handler that knows who is there.
    @FunctionalInterface
    interface VisitHandler {
        Response handle(Visit visit);
    }

    private final SignIn signIn;
    private final Pages pages;

    Access(SignIn signIn, Pages pages) {
        this.signIn = signIn;
        this.pages = pages;
    }

    /// For looking: whoever is not signed in is sent to where one signs in.
    Handler look(Role needed, VisitHandler handler) {
        return request -> {
            Optional<SignedIn> holder = holder(request);
            if (holder.isEmpty()) {
                return Response.empty(302).with("Location", "/desk/sign-in").with("Cache-Control", "no-store");
            }
            return allowed(visit(request, holder.get(), Visit.NO_FORM), needed, handler);
        };
    }

    /// For acting, with a form of the usual size.
    Handler act(Role needed, VisitHandler handler) {
        return act(needed, Request.FORM_LIMIT, handler);
    }

    Handler act(Role needed, int limit, VisitHandler handler) {
        return request -> {
            Optional<SignedIn> holder = holder(request);
            if (holder.isEmpty()) {
                return pages.problem(request, Problem.of(403, "forged", "Nobody is signed in"));
            }
            Visit visit = visit(request, holder.get(), request.form(limit));
            if (!isOurs(visit)) {
                return pages.problem(visit, Problem.of(403, "forged", "The form does not come from this session"));
            }
            return allowed(visit, needed, handler);
        };
    }

    private Response allowed(Visit visit, Role needed, VisitHandler handler) {
        return visit.mayActAs(needed) ? handler.handle(visit) : pages.wrongRole(visit, needed);
    }

    private Optional<SignedIn> holder(Request request) {
        return request.cookie(COOKIE).filter(secret -> !secret.isEmpty()).flatMap(signIn::holder);
    }

    private Visit visit(Request request, SignedIn holder, Form form) {
        return new Visit(request, holder.member(), holder.csrf(), pages.words(request), form);
    }

    private static boolean isOurs(Visit visit) {
        return MessageDigest.isEqual(
                visit.field("csrf").getBytes(StandardCharsets.UTF_8),
                visit.csrf().getBytes(StandardCharsets.UTF_8));
    }
}
