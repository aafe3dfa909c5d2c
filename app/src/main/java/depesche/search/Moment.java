package depesche.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/// A snapshot of a database, and which database it is of. A newsroom that was restored, a PostgreSQL set up anew and
/// one whose standby took over have other names: what an index knows of the life before counts no more.
record Moment(String identity, String snapshot) {

    static Moment of(Handle tx) {
        return tx.createQuery("""
                        select pg_current_snapshot()::text as snapshot,
                               concat_ws('/',
                                   (select system_identifier from pg_control_system()),
                                   (select oid from pg_database where datname = current_database()),
                                   substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8),
                                   epoch) as identity
                          from newsroom
                        """).map((row, _) -> moment(row)).one();
    }

    private static Moment moment(ResultSet row) throws SQLException {
        return new Moment(row.getString("identity"), row.getString("snapshot"));
    }

    /// The first transaction that had not begun.
    long end() {
        return Long.parseLong(snapshot.split(":", 3)[1]);
    }
}
