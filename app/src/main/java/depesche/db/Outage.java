package depesche.db;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/// Tells a database that is away from a statement that is wrong.
final class Outage {

    private Outage() {}

    /// SQL states 08 (connection), 57P (shutdown, crash, start) and 53300 (too many connections); without a
    /// state the pool speaks, which ran dry or is closed.
    static boolean isToldBy(SQLException fault) {
        String state = fault.getSQLState();
        if (state == null) {
            return !(fault instanceof PSQLException);
        }
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }
}
