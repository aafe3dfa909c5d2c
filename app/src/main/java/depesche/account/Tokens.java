package depesche.account;

import depesche.db.Database;
import java.time.InstantSource;
import java.util.Optional;

/// API tokens: made once, shown once, kept as a hash.
public final class Tokens {

    private final Database db;
    private final InstantSource clock;

    public Tokens(Database db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /// Makes a token of this name and returns its secret. The name must be free.
    public Optional<String> add(String name, Role role) {
        OpaqueToken token = OpaqueToken.random();
        int added = db.write(tx -> tx.createUpdate("""
                insert into api_token (name, role, token_hash, created_at)
                values (:name, :role, :hash, :now)
                    on conflict (name) do nothing
                """)
                .bind("name", name)
                .bind("role", role.word())
                .bind("hash", token.hash())
                .bind("now", clock.instant())
                .execute());
        return added == 1 ? Optional.of(token.value()) : Optional.empty();
    }

    /// Whom this secret stands for; nothing if it was revoked or never was.
    public Optional<Bearer> bearer(String secret) {
        return db.read(handle -> handle.createQuery("""
                select id, name, role
                  from api_token
                 where token_hash = :hash
                   and revoked_at is null
                """)
                .bind("hash", new OpaqueToken(secret).hash())
                .map((row, _) -> new Bearer(
                        row.getLong("id"),
                        new Actor(
                                row.getString("name"),
                                Role.of(row.getString("role")).orElseThrow())))
                .findOne());
    }

    /// The holder of an API token.
    public record Bearer(long tokenId, Actor actor) {}
}
