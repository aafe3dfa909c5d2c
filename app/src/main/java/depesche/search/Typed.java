package depesche.search;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A search as it was typed: what it asks, and where in the line stand the words and phrases that it asks for. Of it
/// another search is made in which all else stands as it stood.
record Typed(Asked asked, String line, List<Span> meant) {

    /// A piece of the line.
    record Span(int start, int end) {

        String in(String line) {
            return line.substring(start, end);
        }
    }

    Typed {
        meant = List.copyOf(meant);
    }

    static Typed of(String text, ZoneId zone) {
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
}
