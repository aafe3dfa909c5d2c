package depesche.search;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what people type: words, `"phrases"` in the quotation marks of any language, `-word`, `-"phrase"`, and fields:
/// `title:word`, `title:"two words"`, `author:slug`, `author:"A Name"`, `topic:slug`, `language:de`, `from:2026-01-31`,
/// `to:2026`, each also with a minus. What it cannot read is a word; a field that says nothing is a fault.
final class AskedReader {

    static final int LONGEST = 400;
    private static final int MOST_WORDS = 48;
    private static final int MOST_PHRASES = 8;
    static final int MOST_TOPICS = 16;

    private static final String QUOTES = "\"“”„‟«»";
    private static final String MINUSES = "-–−";

    private final ZoneId zone;
    private final List<Typed.Span> meant = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> phrases = new ArrayList<>();
    private final List<String> without = new ArrayList<>();
    private boolean isOpen;

    AskedReader(ZoneId zone) {
        this.zone = zone;
    }

    Typed read(String text) {
        String line = cleaned(text);
        var fields = new FieldReader(line, zone);
        int at = 0;
        while (at < line.length()) {
            at = line.charAt(at) == ' ' ? at + 1 : readPart(line, at, fields);
        }
        meant.addAll(fields.titles());
        return new Typed(
                fields.asked(String.join(" ", words), phrases, without),
                line,
                meant,
                fields.onTopics(),
                fields.days(),
                fields.faults(),
                isOpen);
    }

    /// Reads one part and says where the next begins.
    private int readPart(String line, int start, FieldReader fields) {
        boolean isMinus = isMinus(line.charAt(start));
        int at = isMinus ? start + 1 : start;
        Optional<AskedField> field = AskedField.at(line, at);
        int value = field.isPresent() ? line.indexOf(':', at) + 1 : at;
        boolean isQuoted = value < line.length() && isQuote(line.charAt(value));
        int from = isQuoted ? value + 1 : value;
        int end = isQuoted ? closing(line, from) : space(line, from);
        int next = Math.min(isQuoted ? end + 1 : end, line.length());
        var inside = new Typed.Span(from, end);
        isOpen = isQuoted && end == line.length();
        if (field.isPresent()) {
            fields.read(new FieldReader.Part(field.get(), isMinus, isQuoted, new Typed.Span(at, next), inside));
        } else if (isQuoted || isMinus) {
            phrase(line, inside, isMinus);
        } else {
            word(line, inside);
        }
        return next;
    }

    static boolean isMinus(int sign) {
        return MINUSES.indexOf(sign) >= 0;
    }

    static boolean isQuote(int sign) {
        return QUOTES.indexOf(sign) >= 0;
    }

    /// With spaces where quotation marks were.
    static String unquoted(String text) {
        return text.replaceAll("[" + QUOTES + "]", " ").strip();
    }

    /// The next quotation mark; one that was never closed reaches to the end.
    private static int closing(String line, int from) {
        for (int at = from; at < line.length(); at++) {
            if (isQuote(line.charAt(at))) {
                return at;
            }
        }
        return line.length();
    }

    private static int space(String line, int from) {
        int space = line.indexOf(' ', from);
        return space < 0 ? line.length() : space;
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

    private void word(String line, Typed.Span at) {
        if (words.size() < MOST_WORDS) {
            words.add(at.in(line));
            meant.add(at);
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
