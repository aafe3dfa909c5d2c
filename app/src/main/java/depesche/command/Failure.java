package depesche.command;

/// A command that came to nothing: one sentence that says why and what to do, and exit code 1.
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Failure(String sentence) {
        super(sentence);
    }
}
