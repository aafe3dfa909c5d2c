package depesche.desk;

import depesche.text.Messages;
import depesche.web.Request;
import depesche.web.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// In which language the desk speaks: as chosen, else as the browser asks, else as the paper does.
final class LanguageChoice {

    private static final String COOKIE = "depesche_language";
    private static final int A_YEAR = 365 * 24 * 3600;

    private final Messages messages = Messages.of("desk");
    private final Supplier<Locale> usual;

    LanguageChoice(Supplier<Locale> usual) {
        this.usual = usual;
    }

    Words words(Request request) {
        Locale language = request.cookie(COOKIE)
                .flatMap(LanguageChoice::known)
                .or(() -> request.header("Accept-Language").flatMap(LanguageChoice::asked))
                .orElseGet(() -> Messages.spoken(usual.get()));
        return new Words(messages, language);
    }

    Words usual() {
        return new Words(messages, Messages.spoken(usual.get()));
    }

    /// `POST /desk/language`: keeps the choice and goes back to where it was made.
    Response choose(Request request) {
        var form = request.form();
        Locale language = form.field("language").flatMap(LanguageChoice::known).orElseGet(usual);
        return Response.seeOther(back(form.field("back").orElse("")))
                .with(
                        "Set-Cookie",
                        COOKIE + "=" + language.getLanguage() + "; Path=/desk; Max-Age=" + A_YEAR
                                + "; HttpOnly; SameSite=Lax");
    }

    /// Only to a plain address of the desk.
    private static String back(String path) {
        return path.matches("/desk(/[A-Za-z0-9_/-]*)?") && !path.contains("//") ? path : "/desk";
    }

    private static Optional<Locale> known(String tag) {
        return Messages.LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(tag))
                .findFirst();
    }

    private static Optional<Locale> asked(String header) {
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(header);
            return Optional.ofNullable(Locale.lookup(ranges, Messages.LANGUAGES));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
