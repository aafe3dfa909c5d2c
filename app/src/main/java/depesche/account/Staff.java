package depesche.account;

import depesche.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The people of the newsroom: the table and who is in it.
public final class Staff {

    private final Database db;
    private final InstantSource clock;

    public Staff(Database db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /// Adds a person, or gives the one of this address the new name and role.
    public StaffMember add(String email, String name, Role role) {
        return db.write(tx -> add(tx, email, name, role));
    }

    private StaffMember add(Handle tx, String email, String name, Role role) {
        return tx.createQuery("""
                insert into staff (email, name, role, created_at)
                values (:email, :name, :role, :now)
                    on conflict (email) do update
                   set name = excluded.name, role = excluded.role
                returning id, email, name, role
                """)
                .bind("email", email)
                .bind("name", name)
                .bind("role", role.word())
                .bind("now", clock.instant())
                .map((row, _) -> member(row))
                .one();
    }

    /// Adds the newsroom's first person, if nobody is known yet: of several who try at once, one.
    public Optional<StaffMember> addFirst(String email, String name) {
        return db.write(tx -> {
            tx.execute("lock table staff in share row exclusive mode");
            return isEmpty(tx) ? Optional.of(add(tx, email, name, Role.ADMIN)) : Optional.empty();
        });
    }

    public boolean isEmpty() {
        return db.read(Staff::isEmpty);
    }

    private static boolean isEmpty(Handle tx) {
        return tx.createQuery("select not exists (select 1 from staff)")
                .mapTo(Boolean.class)
                .one();
    }

    public Optional<StaffMember> byEmail(String email) {
        return db.read(handle -> handle.createQuery("""
                select id, email, name, role
                  from staff
                 where email = :email
                """)
                .bind("email", email)
                .map((row, _) -> member(row))
                .findOne());
    }

    public List<StaffMember> all() {
        return db.read(handle -> handle.createQuery("select id, email, name, role from staff order by name, id")
                .map((row, _) -> member(row))
                .list());
    }

    static StaffMember member(ResultSet row) throws SQLException {
        return new StaffMember(
                new StaffId(row.getLong("id")),
                row.getString("email"),
                row.getString("name"),
                Role.of(row.getString("role")).orElseThrow());
    }
}
