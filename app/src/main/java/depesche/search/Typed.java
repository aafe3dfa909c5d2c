package depesche.search;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A search as it was typed: what it asks, and where in the line stands what it asks for. Of it other searches are made
/// in which all else stands as it stood.
///
/// @param meant words, and what stands in quotation marks or as a title; not what is left out
/// @param topics the slugs of the fields that narrow it to a topic
/// @param days the fields that narrow it to days
/// @param faults fields that say nothing, and are not asked
/// @param isOpen whether it ends in quotation marks that were never closed
public record Typed(
        Asked asked,
        String line,
        List<Span> meant,
        Map<Span, String> topics,
        List<Span> days,
        List<SearchFault> faults,
        boolean isOpen) {

    private static final int LAST_YEAR = 9998;

    /// A piece of the line.
    public record Span(int start, int end) {

        String in(String line) {
            return line.substring(start, end);
        }
    }

    public Typed {
        meant = List.copyOf(meant);
        topics = Map.copyOf(topics);
        days = List.copyOf(days);
        faults = List.copyOf(faults);
    }

    /// Reads any text whatever; what is too long is cut.
    ///
    /// @param zone whose days `from:` and `to:` mean
    public static Typed of(String text, ZoneId zone) {
        return new AskedReader(zone).read(text);
    }

    /// The line with other words at these places, which do not overlap.
    String with(Map<Span, String> words) {
        var line = new StringBuilder();
        int at = 0;
        for (Span span : words.keySet().stream()
                .sorted(Comparator.comparingInt(Span::start))
                .toList()) {
            line.append(this.line, at, span.start()).append(words.get(span));
            at = span.end();
        }
        return line.append(this.line, at, this.line.length()).toString().strip();
    }

    /// The search on this topic too; empty where it would grow too long.
    public Optional<String> onTopic(String slug) {
        return topics.size() < AskedReader.MOST_TOPICS ? and(line, "topic:" + slug) : Optional.empty();
    }

    /// The search no more on the topic of these slugs.
    public String offTopic(Set<String> slugs) {
        return without(topics.keySet().stream()
                .filter(span -> slugs.contains(topics.get(span)))
                .toList());
    }

    /// The search in this year, or in those of its days that it is narrowed to; empty where it would grow too long.
    public Optional<String> inYear(int year, ZoneId zone) {
        if (year < 1 || year > LAST_YEAR) {
            return Optional.empty();
        }
        var first = LocalDate.of(year, 1, 1);
        var last = LocalDate.of(year, 12, 31);
        LocalDate from = asked.from()
                .map(start -> LocalDate.ofInstant(start, zone))
                .filter(first::isBefore)
                .orElse(first);
        LocalDate to = asked.until()
                .map(end -> LocalDate.ofInstant(end, zone).minusDays(1))
                .filter(last::isAfter)
                .orElse(last);
        return and(inAnyYear(), "from:" + from + " to:" + to);
    }

    /// The search narrowed to no days.
    public String inAnyYear() {
        return without(days);
    }

    private String without(Collection<Span> fields) {
        return with(fields.stream().map(this::withSpaces).collect(Collectors.toMap(Function.identity(), _ -> "")));
    }

    private Span withSpaces(Span field) {
        int end = field.end();
        while (end < line.length() && line.charAt(end) == ' ') {
            end++;
        }
        return new Span(field.start(), end);
    }

    private Optional<String> and(String rest, String field) {
        String narrowed = (rest.strip() + (isOpen ? "\" " : " ") + field).strip();
        return Optional.of(narrowed).filter(text -> text.codePointCount(0, text.length()) <= AskedReader.LONGEST);
    }
}
