package depesche.web;

/// A request that cannot even be read: too large, malformed, of the wrong media type. Flies to the edge of the
/// face, which answers with the problem in its own form.
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.type() + ": " + problem.title());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
