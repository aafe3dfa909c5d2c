package depesche.follow;

import depesche.text.PlainLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The first line of a table: which column is what, and what stands between the cells.
record CsvHead(List<Column> columns, char separator) {

    /// How reading a head ends.
    sealed interface Reading {}

    record Right(CsvHead head) implements Reading {}

    record Wrong(String why) implements Reading {}

    /// What a column can hold. Case, blanks, `-` and `_` make no difference.
    enum Column {
        EMAIL("email"),
        LANGUAGE("language"),
        TIME_ZONE("timeZone"),
        TOPICS("topics"),
        STORIES("stories"),
        AUTHORS("authors"),
        QUERY("query"),
        CADENCE("cadence"),
        CONSENT_AT("consentAt"),
        CONSENT_SOURCE("consentSource"),
        SUPPRESSED("suppressed"),
        SUPPRESSED_AT("suppressedAt");

        private final String word;

        Column(String word) {
            this.word = word;
        }

        private static Optional<Column> of(String written) {
            String plain = plain(written);
            return Arrays.stream(values())
                    .filter(column -> plain(column.word).equals(plain))
                    .findFirst();
        }

        private static String plain(String written) {
            return written.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        }
    }

    private static final Set<Column> NEEDED = Set.of(Column.EMAIL, Column.CONSENT_AT, Column.CONSENT_SOURCE);

    CsvHead {
        columns = List.copyOf(columns);
    }

    /// Every fault is named.
    static Reading read(String line) {
        char separator = separator(line);
        List<String> names = CsvRow.cells(line, separator);
        List<Column> columns = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Set<Column> seen = new HashSet<>();
        for (String name : names) {
            Optional<Column> column = Column.of(name);
            column.ifPresent(columns::add);
            if (column.isEmpty()) {
                faults.add("there is no column " + PlainLine.of(name) + " to take");
            } else if (!seen.add(column.get())) {
                faults.add("the column " + column.get().word + " stands twice");
            }
        }
        NEEDED.stream()
                .filter(column -> !seen.contains(column))
                .sorted()
                .forEach(column -> faults.add("the column " + column.word + " is missing"));
        return faults.isEmpty()
                ? new Right(new CsvHead(columns, separator))
                : new Wrong(String.join("; ", faults) + "; columns are " + all());
    }

    private static String all() {
        return Arrays.stream(Column.values()).map(column -> column.word).collect(Collectors.joining(", "));
    }

    /// Comma, semicolon or tab, whichever the head has most of.
    private static char separator(String line) {
        char most = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(line, candidate) > count(line, most)) {
                most = candidate;
            }
        }
        return most;
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(character -> character == wanted).count();
    }
}
