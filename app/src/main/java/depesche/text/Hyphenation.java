package depesche.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts soft hyphens into long German and English words, for pages only: many browsers bring no
/// dictionary of their own. Other languages, code, addresses and capitals stay as they are. What is
/// stored, searched, mailed or fed to machines has none.
public final class Hyphenation {

    private static final int LONG_WORD = 8;
    private static final Pattern LANGUAGE = Pattern.compile(" lang=\"([A-Za-z0-9-]+)\"");
    private static final Pattern LONG_RUN = Pattern.compile("\\p{L}{" + LONG_WORD + ",}");
    private static final Pattern ADDRESS = Pattern.compile("[@#_\\u00AD]|://|www\\.|\\p{L}\\.\\p{L}");
    private static final Set<String> VOID = Set.of("br", "hr", "img");
    private static final Set<String> VERBATIM = Set.of("pre", "code");

    private Hyphenation() {}

    public static SafeHtml softHyphens(SafeHtml html, Locale language) {
        return new SafeHtml(new Pass(html.value(), tokens(language)).run());
    }

    /// The same for plain text, such as a headline; whoever prints it escapes it afterwards.
    public static String softHyphens(String text, Locale language) {
        var hyphenated = new StringBuilder(text.length() + 16);
        tokens(language).ifPresentOrElse(known -> words(text, known, hyphenated), () -> hyphenated.append(text));
        return hyphenated.toString();
    }

    private static Optional<KnownTokens> tokens(Locale language) {
        return switch (language.getLanguage()) {
            case "de" -> Optional.of(German.TOKENS);
            case "en" -> Optional.of(English.TOKENS);
            default -> Optional.empty();
        };
    }

    private static void words(String text, KnownTokens tokens, StringBuilder to) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && text.charAt(end) > ' ') {
                end++;
            }
            if (end - start < LONG_WORD) {
                to.append(text, start, end);
            } else {
                to.append(tokens.hyphenated(text.substring(start, end)));
            }
            while (end < text.length() && text.charAt(end) <= ' ') {
                to.append(text.charAt(end++));
            }
            start = end;
        }
    }

    private static String token(String token, HyphenationPatterns patterns) {
        if (ADDRESS.matcher(token).find()) {
            return token;
        }
        var to = new StringBuilder(token.length() + 4);
        var runs = LONG_RUN.matcher(token);
        int done = 0;
        while (runs.find()) {
            to.append(token, done, runs.start());
            var word = runs.group();
            if (word.chars().skip(1).anyMatch(Character::isLowerCase)) {
                patterns.appendHyphenated(word, to);
            } else {
                to.append(word);
            }
            done = runs.end();
        }
        return to.append(token, done, token.length()).toString();
    }

    /// What became of the words that came last: newspapers use the same ones over and over. A word has one place, which
    /// it shares with others; whoever comes last has it. No lock: a place holds a whole entry or none.
    private static final class KnownTokens {

        private static final int PLACES = 1 << 16;
        private static final int LONGEST = 64;

        private record Entry(String token, String hyphenated) {}

        private final HyphenationPatterns patterns;
        private final AtomicReferenceArray<@Nullable Entry> places = new AtomicReferenceArray<>(PLACES);

        KnownTokens(HyphenationPatterns patterns) {
            this.patterns = patterns;
        }

        String hyphenated(String token) {
            int hash = token.hashCode();
            int place = (hash ^ hash >>> 16) & PLACES - 1;
            Entry known = places.getPlain(place);
            if (known != null && known.token().equals(token)) {
                return known.hyphenated();
            }
            String hyphenated = token(token, patterns);
            if (token.length() <= LONGEST) {
                places.setRelease(place, new Entry(token, hyphenated));
            }
            return hyphenated;
        }
    }

    /// One way through clean HTML, in which each element is closed and each attribute quoted.
    private static final class Pass {

        private final String html;
        private final StringBuilder hyphenated;
        private final Deque<Optional<KnownTokens>> open = new ArrayDeque<>();

        Pass(String html, Optional<KnownTokens> tokens) {
            this.html = html;
            this.hyphenated = new StringBuilder(html.length() * 5 / 4);
            open.push(tokens);
        }

        String run() {
            int done = 0;
            for (int tag = html.indexOf('<'); tag >= 0; tag = html.indexOf('<', done)) {
                text(done, tag);
                int end = endOfTag(tag);
                hyphenated.append(html, tag, end);
                enterOrLeave(html.substring(tag, end));
                done = end;
            }
            text(done, html.length());
            return hyphenated.toString();
        }

        /// Behind the `>`; one inside quotes is text. A tag without an end goes to the end.
        private int endOfTag(int start) {
            boolean isQuoted = false;
            for (int i = start; i < html.length(); i++) {
                char c = html.charAt(i);
                if (c == '"') {
                    isQuoted = !isQuoted;
                } else if (c == '>' && !isQuoted) {
                    return i + 1;
                }
            }
            return html.length();
        }

        private void text(int start, int end) {
            var tokens = open.element();
            if (tokens.isEmpty() || end - start < LONG_WORD) {
                hyphenated.append(html, start, end);
            } else {
                words(html.substring(start, end), tokens.get(), hyphenated);
            }
        }

        private void enterOrLeave(String tag) {
            if (tag.startsWith("</")) {
                if (open.size() > 1) {
                    open.pop();
                }
                return;
            }
            String element = element(tag);
            if (!VOID.contains(element)) {
                open.push(inside(element, tag));
            }
        }

        private static String element(String tag) {
            int end = 1;
            while (end < tag.length() && Character.isLetterOrDigit(tag.charAt(end))) {
                end++;
            }
            return tag.substring(1, end);
        }

        private Optional<KnownTokens> inside(String element, String tag) {
            if (VERBATIM.contains(element)) {
                return Optional.empty();
            }
            var language = LANGUAGE.matcher(tag);
            return language.find() ? tokens(Locale.forLanguageTag(language.group(1))) : open.element();
        }
    }

    private static final class German {
        private static final KnownTokens TOKENS =
                new KnownTokens(HyphenationPatterns.read("/hyphenation/de-1996.pat.txt"));
    }

    private static final class English {
        private static final KnownTokens TOKENS =
                new KnownTokens(HyphenationPatterns.read("/hyphenation/en-gb.pat.txt"));
    }
}
