package depesche.api;

import depesche.account.Tokens.Bearer;
import depesche.db.Database;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Carries out a write in one transaction, together with its answer: the same `Idempotency-Key` and body again gives
/// the first answer, also when both came at once or the program died after the first.
final class Writes {

    private static final String BEFORE = "before_write";
    private static final int LONGEST_KEY = 200;

    private final Database db;

    Writes(Database db) {
        this.db = db;
    }

    /// @param write is called at most once for a key; what it did is undone if its answer is a fault
    Response once(Request request, byte[] body, Bearer bearer, Function<Handle, Response> write) {
        Optional<String> key = request.header("Idempotency-Key");
        if (key.isEmpty()) {
            return db.write(tx -> undoneOnFault(tx, write));
        }
        if (key.get().isBlank() || key.get().length() > LONGEST_KEY) {
            return Response.problem(Problem.of(
                    400, "malformed-header", "Idempotency-Key has from 1 to " + LONGEST_KEY + " characters"));
        }
        byte[] hash = hash(request, body);
        return db.write(tx -> once(tx, bearer.tokenId(), key.get(), hash, write));
    }

    private static Response once(Handle tx, long token, String key, byte[] hash, Function<Handle, Response> write) {
        lock(tx, token, key);
        Optional<FirstAnswer> first = firstAnswer(tx, token, key);
        if (first.isPresent()) {
            return first.get().answer(hash);
        }
        Response response = undoneOnFault(tx, write);
        if (response.status() < 300) {
            keep(tx, token, key, hash, response);
        }
        return response;
    }

    private static Response undoneOnFault(Handle tx, Function<Handle, Response> write) {
        tx.savepoint(BEFORE);
        Response response = write.apply(tx);
        if (response.status() >= 400) {
            tx.rollbackToSavepoint(BEFORE);
        }
        return response;
    }

    private static void lock(Handle tx, long token, String key) {
        tx.createQuery("select pg_advisory_xact_lock(hashtextextended(:key, :token))")
                .bind("key", key)
                .bind("token", token)
                .mapTo(String.class)
                .one();
    }

    private static Optional<FirstAnswer> firstAnswer(Handle tx, long token, String key) {
        return tx.createQuery("""
                select body_hash, status, answer
                  from idempotent_answer
                 where token_id = :token
                   and key = :key
                """)
                .bind("token", token)
                .bind("key", key)
                .map((row, _) ->
                        new FirstAnswer(row.getBytes("body_hash"), row.getInt("status"), row.getString("answer")))
                .findOne();
    }

    private static void keep(Handle tx, long token, String key, byte[] hash, Response response) {
        tx.createUpdate("""
                insert into idempotent_answer (token_id, key, body_hash, status, answer)
                values (:token, :key, :hash, :status, :answer)
                """)
                .bind("token", token)
                .bind("key", key)
                .bind("hash", hash)
                .bind("status", response.status())
                .bind("answer", new String(response.body(), StandardCharsets.UTF_8))
                .execute();
    }

    private static byte[] hash(Request request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.method() + " " + request.path() + "\n").getBytes(StandardCharsets.UTF_8));
            return digest.digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }

    private record FirstAnswer(byte[] bodyHash, int status, String answer) {
        Response answer(byte[] hash) {
            if (!Arrays.equals(bodyHash, hash)) {
                return Response.problem(
                        Problem.of(422, "idempotency-key-reused", "This Idempotency-Key came with another request"));
            }
            return Response.of(status, "application/json", answer.getBytes(StandardCharsets.UTF_8));
        }
    }
}
