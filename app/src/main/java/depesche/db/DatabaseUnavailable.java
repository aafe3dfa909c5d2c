package depesche.db;

/// The database cannot be reached now; the same call may go through in a moment.
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DatabaseUnavailable(Throwable cause) {
        super("the database cannot be reached", cause);
    }
}
