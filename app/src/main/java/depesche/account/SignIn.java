package depesche.account;

import depesche.db.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// One-time sign-in links and the sessions they open. Looking at a link does nothing; using it opens one session and
/// ends the link.
public final class SignIn {

    private static final Duration LINK_LASTS = Duration.ofHours(24);
    private static final Duration SESSION_LASTS = Duration.ofDays(14);

    private final Database db;
    private final InstantSource clock;

    public SignIn(Database db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /// The secret part of a new one-time link for this person.
    public String link(StaffId staff) {
        OpaqueToken token = OpaqueToken.random();
        db.change(tx -> tx.createUpdate("""
                insert into sign_in_link (token_hash, staff_id, expires_at)
                values (:hash, :staff, :expires)
                """)
                .bind("hash", token.hash())
                .bind("staff", staff.value())
                .bind("expires", clock.instant().plus(LINK_LASTS))
                .execute());
        return token.value();
    }

    /// Whether the link would still open a session.
    public boolean isOpen(String link) {
        return db.read(handle -> handle.createQuery("""
                select exists (select 1
                                 from sign_in_link
                                where token_hash = :hash
                                  and used_at is null
                                  and expires_at > :now)
                """)
                .bind("hash", new OpaqueToken(link).hash())
                .bind("now", clock.instant())
                .mapTo(Boolean.class)
                .one());
    }

    /// Uses up the link and opens a session; nothing if the link was used, has expired or never was.
    public Optional<Session> open(String link) {
        return db.write(tx -> tx.createQuery("""
                update sign_in_link
                   set used_at = :now
                 where token_hash = :hash
                   and used_at is null
                   and expires_at > :now
                returning staff_id
                """)
                .bind("hash", new OpaqueToken(link).hash())
                .bind("now", clock.instant())
                .mapTo(Long.class)
                .findOne()
                .map(staff -> start(tx, new StaffId(staff))));
    }

    private Session start(org.jdbi.v3.core.Handle tx, StaffId staff) {
        OpaqueToken token = OpaqueToken.random();
        String csrf = OpaqueToken.random().value();
        tx.createUpdate("""
                insert into staff_session (token_hash, staff_id, csrf, expires_at)
                values (:hash, :staff, :csrf, :expires)
                """)
                .bind("hash", token.hash())
                .bind("staff", staff.value())
                .bind("csrf", csrf)
                .bind("expires", clock.instant().plus(SESSION_LASTS))
                .execute();
        return new Session(token.value(), csrf, SESSION_LASTS);
    }

    /// Who holds this session, and the word that each of their forms must bring back.
    public Optional<SignedIn> holder(String session) {
        return db.read(handle -> handle.createQuery("""
                select s.id, s.email, s.name, s.role, h.csrf
                  from staff_session h
                  join staff s on s.id = h.staff_id
                 where h.token_hash = :hash
                   and h.expires_at > :now
                """)
                .bind("hash", new OpaqueToken(session).hash())
                .bind("now", clock.instant())
                .map((row, _) -> new SignedIn(Staff.member(row), row.getString("csrf")))
                .findOne());
    }

    /// Ends the session; again: nothing happens.
    public void end(String session) {
        db.change(tx -> tx.createUpdate("delete from staff_session where token_hash = :hash")
                .bind("hash", new OpaqueToken(session).hash())
                .execute());
    }

    /// Forgets links and sessions that have run out.
    public void forgetOld() {
        db.change(tx -> {
            tx.createUpdate("delete from staff_session where expires_at < :now")
                    .bind("now", clock.instant())
                    .execute();
            tx.createUpdate("delete from sign_in_link where expires_at < :now")
                    .bind("now", clock.instant())
                    .execute();
        });
    }

    /// A session just opened: its secret for the cookie, the word against forged forms, and how long it lasts.
    public record Session(String secret, String csrf, Duration lasts) {}

    /// A person at the desk.
    public record SignedIn(StaffMember member, String csrf) {}
}
