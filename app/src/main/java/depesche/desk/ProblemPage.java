package depesche.desk;

import depesche.web.Fault;
import depesche.web.Problem;
import java.util.List;
import java.util.Set;

/// Why a request was not carried out, for people.
public record ProblemPage(String title, String detail, List<String> faults) {

    private static final Set<String> TOLD = Set.of(
            "not-found",
            "wrong-state",
            "edited-since",
            "under-embargo",
            "too-large",
            "internal",
            "database-away",
            "forged",
            "too-many-requests");

    public ProblemPage {
        faults = List.copyOf(faults);
    }

    /// In the words of the desk where it has some, else as the problem says it itself.
    static ProblemPage of(Words words, Problem problem) {
        boolean isTold = TOLD.contains(problem.type());
        return new ProblemPage(
                isTold ? words.of("problem." + problem.type()) : problem.title(),
                problem.detail().orElse(""),
                problem.errors().stream().map(Fault::message).toList());
    }
}
