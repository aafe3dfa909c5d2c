package depesche.rules;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A rule of STYLE.md that is read off one source file at a time.
record Rule(String number, String reason, Reading reading) {

    /// Finds the places in a file; `all` is there for rules that must know which types are ours.
    interface Reading {
        Stream<Violation> in(SourceFile file, Sources all);
    }

    List<Violation> violations(Sources sources) {
        return sources.files().stream()
                .flatMap(file -> reading.in(file, sources).filter(found -> !file.waives(number, found.line())))
                .toList();
    }

    /// What a failing check prints: number, reason, places.
    static String message(String number, String reason, List<Violation> violations) {
        return violations.stream()
                .map(Violation::toString)
                .collect(Collectors.joining("\n", "STYLE " + number + ": " + reason + "\n", "\n"));
    }
}
