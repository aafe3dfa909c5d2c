package depesche.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts soft hyphens into long German and English words, for pages only: many browsers bring no
/// dictionary of their own. Other languages, code, addresses and capitals stay as they are. What is
/// stored, searched, mailed or fed to machines has none.
public final class Hyphenation {

    private static final int LONG_WORD = 8;
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)(?:[^>\"]++|\"[^\"]*+\")*+>");
    private static final Pattern LANGUAGE = Pattern.compile(" lang=\"([A-Za-z0-9-]+)\"");
    private static final Pattern LONG_RUN = Pattern.compile("\\p{L}{" + LONG_WORD + ",}");
    private static final Pattern ADDRESS = Pattern.compile("[@#_\\u00AD]|://|www\\.|\\p{L}\\.\\p{L}");
    private static final Set<String> VOID = Set.of("br", "hr", "img");
    private static final Set<String> VERBATIM = Set.of("pre", "code");

    private Hyphenation() {}

    public static SafeHtml softHyphens(SafeHtml html, Locale language) {
        return new SafeHtml(new Pass(html.value(), patterns(language)).run());
    }

    /// The same for plain text, such as a headline; whoever prints it escapes it afterwards.
    public static String softHyphens(String text, Locale language) {
        var hyphenated = new StringBuilder(text.length() + 16);
        patterns(language).ifPresentOrElse(known -> words(text, known, hyphenated), () -> hyphenated.append(text));
        return hyphenated.toString();
    }

    private static Optional<HyphenationPatterns> patterns(Locale language) {
        return switch (language.getLanguage()) {
            case "de" -> Optional.of(German.PATTERNS);
            case "en" -> Optional.of(English.PATTERNS);
            default -> Optional.empty();
        };
    }

    private static void words(String text, HyphenationPatterns patterns, StringBuilder to) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && text.charAt(end) > ' ') {
                end++;
            }
            if (end - start < LONG_WORD) {
                to.append(text, start, end);
            } else {
                token(text.substring(start, end), patterns, to);
            }
            while (end < text.length() && text.charAt(end) <= ' ') {
                to.append(text.charAt(end++));
            }
            start = end;
        }
    }

    private static void token(String token, HyphenationPatterns patterns, StringBuilder to) {
        if (ADDRESS.matcher(token).find()) {
            to.append(token);
            return;
        }
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
        to.append(token, done, token.length());
    }

    /// One way through clean HTML, in which each element is closed and each attribute quoted.
    private static final class Pass {

        private final String html;
        private final StringBuilder hyphenated;
        private final Deque<Optional<HyphenationPatterns>> open = new ArrayDeque<>();

        Pass(String html, Optional<HyphenationPatterns> patterns) {
            this.html = html;
            this.hyphenated = new StringBuilder(html.length() * 5 / 4);
            open.push(patterns);
        }

        String run() {
            var tags = TAG.matcher(html);
            int done = 0;
            while (tags.find()) {
                text(done, tags.start());
                hyphenated.append(html, tags.start(), tags.end());
                enterOrLeave(tags);
                done = tags.end();
            }
            text(done, html.length());
            return hyphenated.toString();
        }

        private void text(int start, int end) {
            var patterns = open.element();
            if (patterns.isEmpty() || end - start < LONG_WORD) {
                hyphenated.append(html, start, end);
            } else {
                words(html.substring(start, end), patterns.get(), hyphenated);
            }
        }

        private void enterOrLeave(Matcher tag) {
            if (!tag.group(1).isEmpty()) {
                if (open.size() > 1) {
                    open.pop();
                }
            } else if (!VOID.contains(tag.group(2))) {
                open.push(inside(tag.group(2), tag.group()));
            }
        }

        private Optional<HyphenationPatterns> inside(String element, String tag) {
            if (VERBATIM.contains(element)) {
                return Optional.empty();
            }
            var language = LANGUAGE.matcher(tag);
            return language.find() ? patterns(Locale.forLanguageTag(language.group(1))) : open.element();
        }
    }

    private static final class German {
        private static final HyphenationPatterns PATTERNS = HyphenationPatterns.read("/hyphenation/de-1996.pat.txt");
    }

    private static final class English {
        private static final HyphenationPatterns PATTERNS = HyphenationPatterns.read("/hyphenation/en-gb.pat.txt");
    }
}
