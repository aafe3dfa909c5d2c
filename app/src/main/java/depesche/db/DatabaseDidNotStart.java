package depesche.db;

/// The bundled PostgreSQL could not be set up or started. The message is for the operator: what went
/// wrong, in PostgreSQL's own words where it had any, and where to look.
public final class DatabaseDidNotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DatabaseDidNotStart(String message) {
        super(message);
    }

    public DatabaseDidNotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
