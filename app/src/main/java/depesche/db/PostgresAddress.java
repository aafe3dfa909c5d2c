package depesche.db;

/// Where a PostgreSQL answers, and as whom to knock.
public record PostgresAddress(String url, String user, String password) {

    /// Without the password: addresses get into logs.
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
