package depesche.topic.vocabulary;

/// What is wrong with a statement in Turtle; caught where the statement is read, and told.
final class TurtleFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int line;

    TurtleFault(int line, String what) {
        super(what, null, false, false);
        this.line = line;
    }

    int line() {
        return line;
    }
}
