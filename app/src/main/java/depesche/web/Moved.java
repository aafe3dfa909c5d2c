package depesche.web;

/// What is asked for has another address. Flies to the edge of the face, which leads there for good.
public final class Moved extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String path;

    public Moved(String path) {
        super("moved to " + path, null, false, false);
        this.path = path;
    }

    String path() {
        return path;
    }
}
