package depesche.desk;

import depesche.account.Role;
import depesche.config.Settings;
import depesche.web.PageStyle;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes the desk's answers: a filled template in its frame, with the headers that every page of the desk carries.
final class Pages {

    private static final String POLICY =
            "default-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
                    + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    /// The frame with the mail in it inherits what its page may; mails carry their style in themselves.
    private static final String MAIL_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    /// So does the frame with a page of the paper, which carries the paper's one style.
    private static final String PREVIEW_POLICY =
            POLICY.replace("style-src 'self'", "style-src 'self' " + PageStyle.source());

    private final Settings settings;
    private final Templates templates;
    private final StyleSheet style;
    private final LanguageChoice languages;
    private final HoldResource hold;

    Pages(Settings settings, Templates templates, StyleSheet style, LanguageChoice languages, HoldResource hold) {
        this.settings = settings;
        this.templates = templates;
        this.style = style;
        this.languages = languages;
        this.hold = hold;
    }

    Words words(Request request) {
        return languages.words(request);
    }

    /// A page for somebody who is signed in.
    Response page(Visit visit, int status, String title, Object view) {
        return page(visit, status, title, view, POLICY);
    }

    /// A page with a mail in it.
    Response mail(Visit visit, int status, String title, Object view) {
        return page(visit, status, title, view, MAIL_POLICY);
    }

    /// A page with a page of the paper in it.
    Response preview(Visit visit, String title, PreviewPage view) {
        return page(visit, 200, title, view, PREVIEW_POLICY);
    }

    private Response page(Visit visit, int status, String title, Object view, String policy) {
        Words words = visit.words();
        String who = visit.who().name() + " · " + role(words, visit.who().role());
        String here = visit.request().method().equals("GET") ? visit.request().path() : "/desk";
        var frame = new Frame(
                words,
                paper(),
                title,
                style.address(),
                who,
                visit.csrf(),
                here,
                entries(visit, words),
                hold.banner(visit));
        return answer(status, templates.fill(name(view), frame, view), policy);
    }

    Response page(Visit visit, String title, Object view) {
        return page(visit, 200, title, view);
    }

    /// A page for whoever comes.
    Response open(Request request, int status, String title, Object view) {
        Words words = words(request);
        String here = request.method().equals("GET") ? request.path() : "/desk";
        var frame = new Frame(words, paper(), title, style.address(), "", "", here, List.of(), Optional.empty());
        return answer(status, templates.fill(name(view), frame, view), POLICY);
    }

    /// A problem told to somebody who is signed in.
    Response problem(Visit visit, Problem problem) {
        ProblemPage view = ProblemPage.of(visit.words(), problem);
        return page(visit, problem.status(), view.title(), view);
    }

    /// A problem told to whoever comes.
    Response problem(Request request, Problem problem) {
        ProblemPage view = ProblemPage.of(words(request), problem);
        return open(request, problem.status(), view.title(), view);
    }

    Response wrongRole(Visit visit, Role needed) {
        Words words = visit.words();
        var view = new ProblemPage(
                words.of("problem.wrong-role"),
                words.of("problem.wrong-role.needs", "role", role(words, needed)),
                List.of());
        return page(visit, 403, view.title(), view);
    }

    static String role(Words words, Role role) {
        return words.of("role." + role.word());
    }

    /// In which language an article is written unless it says so.
    String paperLanguage() {
        return settings.site().language().toLanguageTag();
    }

    private String paper() {
        return settings.site().name();
    }

    private static List<Frame.Entry> entries(Visit visit, Words words) {
        List<Frame.Entry> entries = new ArrayList<>();
        for (Place place : Place.values()) {
            if (visit.mayActAs(place.needed())) {
                boolean isHere = place.isAt(visit.request().path());
                entries.add(new Frame.Entry(place.path(), words.of("menu." + place.word()), isHere));
            }
        }
        return entries;
    }

    /// The template has the name of the view, in dashes.
    private static String name(Object view) {
        return view.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static Response answer(int status, String html, String policy) {
        return Response.html(status, html)
                .with("Content-Security-Policy", policy)
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "same-origin")
                .with("X-Robots-Tag", "noindex, nofollow")
                .with("Cross-Origin-Opener-Policy", "same-origin");
    }
}
