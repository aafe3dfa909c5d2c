package depesche.api;

import depesche.web.Problem;
import depesche.web.Response;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The table `idempotent_answer`: what was first answered to a key, or that its write is under way.
final class FirstAnswers {

    /// Longer than a trial to twenty people takes. Whoever holds a key longer has died with it.
    private static final int LEASE_MINUTES = 10;

    private static final String SECONDS = "5";

    /// A token and the word that came with it.
    record Key(long token, String word) {}

    private FirstAnswers() {}

    /// Until the end of the transaction nobody else decides about this key.
    static void lock(Handle tx, Key key) {
        tx.createQuery("select pg_advisory_xact_lock(hashtextextended(:key, :token))")
                .bind("key", key.word())
                .bind("token", key.token())
                .mapTo(String.class)
                .one();
    }

    static boolean isKnown(Handle handle, Key key) {
        return handle.createQuery("""
                        select exists (
                               select 1
                                 from idempotent_answer
                                where token_id = :token
                                  and key = :key
                                  and leased_until is null)
                        """)
                .bind("token", key.token())
                .bind("key", key.word())
                .mapTo(Boolean.class)
                .one();
    }

    /// What is to be answered without writing; empty if the write is to be carried out.
    static Optional<Response> of(Handle tx, Key key, byte[] hash) {
        return tx.createQuery("""
                        select body_hash, status, headers, answer,
                               leased_until is not null as is_leased,
                               coalesce(leased_until < now(), false) as has_run_out
                          from idempotent_answer
                         where token_id = :token
                           and key = :key
                        """)
                .bind("token", key.token())
                .bind("key", key.word())
                .map((row, _) -> answer(row, hash))
                .findOne()
                .flatMap(answer -> answer);
    }

    private static Optional<Response> answer(ResultSet row, byte[] hash) throws SQLException {
        if (!Arrays.equals(row.getBytes("body_hash"), hash)) {
            return Optional.of(Response.problem(
                    Problem.of(422, "idempotency-key-reused", "This Idempotency-Key came with another request")));
        }
        if (row.getBoolean("has_run_out")) {
            return Optional.empty();
        }
        if (row.getBoolean("is_leased")) {
            return Optional.of(Response.problem(Problem.of(
                            409, "write-under-way", "The first request with this Idempotency-Key is not done"))
                    .with("Retry-After", SECONDS));
        }
        return Optional.of(new Response(
                row.getInt("status"),
                headers((String[]) row.getArray("headers").getArray()),
                row.getString("answer").getBytes(StandardCharsets.UTF_8)));
    }

    /// Names and values in turn.
    private static List<Map.Entry<String, String>> headers(String... stored) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (int at = 0; at < stored.length; at += 2) {
            headers.add(Map.entry(stored[at], stored[at + 1]));
        }
        return headers;
    }

    /// Holds the key for a write that takes longer than a transaction.
    static void lease(Handle tx, Key key, byte[] hash) {
        tx.createUpdate("""
                        insert into idempotent_answer (token_id, key, body_hash, leased_until)
                        values (:token, :key, :hash, now() + make_interval(mins => :minutes))
                            on conflict (token_id, key) do update
                           set leased_until = excluded.leased_until
                        """)
                .bind("token", key.token())
                .bind("key", key.word())
                .bind("hash", hash)
                .bind("minutes", LEASE_MINUTES)
                .execute();
    }

    /// After a fault: the same key may try again.
    static void giveBack(Handle tx, Key key) {
        tx.createUpdate("""
                        delete from idempotent_answer
                         where token_id = :token
                           and key = :key
                           and leased_until is not null
                        """).bind("token", key.token()).bind("key", key.word()).execute();
    }

    /// Keeps the answer for good. One that is there stays.
    static void keep(Handle tx, Key key, byte[] hash, Response response) {
        tx.createUpdate("""
                        insert into idempotent_answer (token_id, key, body_hash, status, headers, answer)
                        values (:token, :key, :hash, :status, :headers, :answer)
                            on conflict (token_id, key) do update
                           set status = excluded.status,
                               headers = excluded.headers,
                               answer = excluded.answer,
                               leased_until = null
                         where idempotent_answer.leased_until is not null
                        """)
                .bind("token", key.token())
                .bind("key", key.word())
                .bind("hash", hash)
                .bind("status", response.status())
                .bindArray(
                        "headers",
                        String.class,
                        response.headers().stream()
                                .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                                .toList())
                .bind("answer", new String(response.body(), StandardCharsets.UTF_8))
                .execute();
    }
}
