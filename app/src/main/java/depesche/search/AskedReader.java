package depesche.search;

import depesche.text.Languages;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what people type: words, `"phrases"` in the quotation marks of any language, `-word`, `-"phrase"`,
/// `topic:slug`, `-topic:slug`, `language:de`, `from:2026-01-31`, `to:2026-02-28`. What it cannot read is a word.
final class AskedReader {

    static final int LONGEST = 400;
    private static final int MOST_WORDS = 48;
    private static final int MOST_PHRASES = 8;
    static final int MOST_TOPICS = 16;

    private static final String QUOTES = "\"“”„‟«»";
    private static final String MINUSES = "-–−";
    private static final int YEARS = 9999;

    private final ZoneId zone;
    private final List<Typed.Span> meant = new ArrayList<>();
    private final Map<Typed.Span, String> onTopics = new HashMap<>();
    private final List<Typed.Span> days = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> phrases = new ArrayList<>();
    private final List<String> without = new ArrayList<>();
    private final Set<String> topics = new HashSet<>();
    private final Set<String> withoutTopics = new HashSet<>();
    private Optional<Locale> language = Optional.empty();
    private Optional<Instant> from = Optional.empty();
    private Optional<Instant> until = Optional.empty();
    private boolean isOpen;

    AskedReader(ZoneId zone) {
        this.zone = zone;
    }

    Typed read(String text) {
        String line = cleaned(text);
        int at = 0;
        while (at < line.length()) {
            if (line.charAt(at) == ' ') {
                at++;
            } else {
                at = readPart(line, at);
            }
        }
        String all = String.join(" ", words);
        var asked = new Asked(all, phrases, without, topics, withoutTopics, language, from, until);
        return new Typed(asked, line, meant, onTopics, days, isOpen);
    }

    /// Reads one part and says where the next begins.
    private int readPart(String line, int start) {
        boolean isMinus = MINUSES.indexOf(line.charAt(start)) >= 0;
        int at = isMinus ? start + 1 : start;
        if (at < line.length() && QUOTES.indexOf(line.charAt(at)) >= 0) {
            int end = closing(line, at + 1);
            isOpen = end == line.length();
            phrase(line, new Typed.Span(at + 1, end), isMinus);
            return Math.min(end + 1, line.length());
        }
        int end = line.indexOf(' ', at) < 0 ? line.length() : line.indexOf(' ', at);
        word(line, new Typed.Span(at, end), isMinus);
        return end;
    }

    /// The next quotation mark; one that was never closed reaches to the end.
    private static int closing(String line, int from) {
        for (int at = from; at < line.length(); at++) {
            if (QUOTES.indexOf(line.charAt(at)) >= 0) {
                return at;
            }
        }
        return line.length();
    }

    private void phrase(String line, Typed.Span at, boolean isMinus) {
        String phrase = at.in(line).strip();
        List<String> list = isMinus ? without : phrases;
        if (!phrase.isEmpty() && list.size() < MOST_PHRASES) {
            list.add(phrase);
            if (!isMinus) {
                meant.add(at);
            }
        }
    }

    private void word(String line, Typed.Span at, boolean isMinus) {
        String word = at.in(line);
        if (word.isEmpty() || isField(word, at, isMinus)) {
            return;
        }
        if (isMinus) {
            phrase(line, at, true);
        } else if (words.size() < MOST_WORDS) {
            words.add(word);
            meant.add(at);
        }
    }

    private boolean isField(String word, Typed.Span at, boolean isMinus) {
        int colon = word.indexOf(':');
        if (colon <= 0 || colon == word.length() - 1) {
            return false;
        }
        String value = word.substring(colon + 1);
        return switch (word.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "topic", "thema" -> isMinus ? topic(value, withoutTopics) : topic(value, at);
            case "language", "sprache" -> !isMinus && language(value);
            case "from", "von", "ab" -> !isMinus && from(value) && days.add(at);
            case "to", "bis" -> !isMinus && to(value) && days.add(at);
            default -> false;
        };
    }

    private boolean topic(String slug, Typed.Span at) {
        onTopics.put(at, slug.toLowerCase(Locale.ROOT));
        return topic(slug, topics);
    }

    private static boolean topic(String slug, Set<String> list) {
        if (list.size() < MOST_TOPICS) {
            list.add(slug.toLowerCase(Locale.ROOT));
        }
        return true;
    }

    private boolean language(String tag) {
        Optional<Locale> known = Languages.parse(tag);
        language = known.or(() -> language);
        return known.isPresent();
    }

    private boolean from(String text) {
        Optional<Instant> day = day(text).map(date -> date.atStartOfDay(zone).toInstant());
        from = day.or(() -> from);
        return day.isPresent();
    }

    private boolean to(String text) {
        Optional<Instant> day =
                day(text).map(date -> date.plusDays(1).atStartOfDay(zone).toInstant());
        until = day.or(() -> until);
        return day.isPresent();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(date -> date.getYear() > 0 && date.getYear() < YEARS);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// One line of at most so many characters, without what is no character.
    private static String cleaned(String text) {
        var line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> {
            int type = Character.getType(point);
            boolean isNone = type == Character.CONTROL || type == Character.SURROGATE || type == Character.UNASSIGNED;
            line.appendCodePoint(isNone || Character.isSpaceChar(point) ? ' ' : point);
        });
        return line.toString();
    }
}
