package depesche.api;

import depesche.account.Tokens.Bearer;
import depesche.db.Database;
import depesche.web.Problem;
import depesche.web.Refusal;
import depesche.web.Request;
import depesche.web.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Carries out a write so that the same `Idempotency-Key` and body again gives the first answer, headers and all. How
/// that holds when the program dies, or both come at once, differs by what the write is.
final class Writes {

    private static final String BEFORE = "before_write";
    private static final int LONGEST_KEY = 200;

    private final Database db;

    Writes(Database db) {
        this.db = db;
    }

    /// A write of one transaction, together with its answer: carried out at most once for a key.
    ///
    /// @param write what it did is undone if its answer is a fault
    Response once(Request request, byte[] body, Bearer bearer, Function<Handle, Response> write) {
        Optional<FirstAnswers.Key> key = key(request, bearer);
        if (key.isEmpty()) {
            return db.write(tx -> undoneOnFault(tx, write));
        }
        byte[] hash = hash(request, body);
        return db.write(tx -> once(tx, key.get(), hash, write));
    }

    private static Response once(Handle tx, FirstAnswers.Key key, byte[] hash, Function<Handle, Response> write) {
        FirstAnswers.lock(tx, key);
        return FirstAnswers.of(tx, key, hash).orElseGet(() -> {
            Response response = undoneOnFault(tx, write);
            if (isDone(response)) {
                FirstAnswers.keep(tx, key, hash, response);
            }
            return response;
        });
    }

    private static Response undoneOnFault(Handle tx, Function<Handle, Response> write) {
        tx.savepoint(BEFORE);
        Response response = write.apply(tx);
        if (response.status() >= 400) {
            tx.rollbackToSavepoint(BEFORE);
        }
        return response;
    }

    /// A write that reaches outside, for as long as it takes: it holds the key meanwhile, and the same at once is told
    /// to wait. Where the program dies in the middle, the key is free again after some minutes.
    Response leased(Request request, byte[] body, Bearer bearer, Supplier<Response> write) {
        Optional<FirstAnswers.Key> key = key(request, bearer);
        if (key.isEmpty()) {
            return write.get();
        }
        byte[] hash = hash(request, body);
        Optional<Response> first = db.write(tx -> {
            FirstAnswers.lock(tx, key.get());
            Optional<Response> known = FirstAnswers.of(tx, key.get(), hash);
            if (known.isEmpty()) {
                FirstAnswers.lease(tx, key.get(), hash);
            }
            return known;
        });
        return first.orElseGet(() -> leased(key.get(), hash, write));
    }

    private Response leased(FirstAnswers.Key key, byte[] hash, Supplier<Response> write) {
        boolean isDone = false;
        try {
            Response response = write.get();
            isDone = isDone(response);
            if (isDone) {
                db.change(tx -> FirstAnswers.keep(tx, key, hash, response));
            }
            return response;
        } finally {
            if (!isDone) {
                db.change(tx -> FirstAnswers.giveBack(tx, key));
            }
        }
    }

    /// A write in transactions of its own that does no harm when it is done again, as when the program died before
    /// its answer was kept.
    Response repeatable(Request request, byte[] body, Bearer bearer, Supplier<Response> write) {
        Optional<FirstAnswers.Key> key = key(request, bearer);
        if (key.isEmpty()) {
            return write.get();
        }
        byte[] hash = hash(request, body);
        return db.read(handle -> FirstAnswers.of(handle, key.get(), hash))
                .orElseGet(() -> kept(key.get(), hash, write.get()));
    }

    /// As [#repeatable], for a body of any size, which is hashed as it comes. Under a key that has its answer it is
    /// read to its end, and nothing is written.
    Response repeatable(Request request, Bearer bearer, Function<InputStream, Response> write) {
        Optional<FirstAnswers.Key> key = key(request, bearer);
        if (key.isEmpty()) {
            return write.apply(request.stream());
        }
        var body = new DigestInputStream(request.stream(), digest(request));
        if (db.read(handle -> FirstAnswers.isKnown(handle, key.get()))) {
            readToItsEnd(body);
            byte[] hash = body.getMessageDigest().digest();
            return db.read(handle -> FirstAnswers.of(handle, key.get(), hash)).orElseThrow();
        }
        Response response = write.apply(body);
        return kept(key.get(), body.getMessageDigest().digest(), response);
    }

    private static void readToItsEnd(InputStream body) {
        try {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw new Refusal(Problem.of(400, "body-broken", "The body did not arrive whole"));
        }
    }

    /// The answer, or the one of another that was done before.
    private Response kept(FirstAnswers.Key key, byte[] hash, Response response) {
        return isDone(response) ? db.write(tx -> once(tx, key, hash, _ -> response)) : response;
    }

    private static boolean isDone(Response response) {
        return response.status() < 300;
    }

    private static Optional<FirstAnswers.Key> key(Request request, Bearer bearer) {
        Optional<String> word = request.header("Idempotency-Key");
        if (word.filter(key -> key.isBlank() || key.length() > LONGEST_KEY).isPresent()) {
            throw new Refusal(Problem.of(
                    400, "malformed-header", "Idempotency-Key has from 1 to " + LONGEST_KEY + " characters"));
        }
        return word.map(key -> new FirstAnswers.Key(bearer.tokenId(), key));
    }

    private static byte[] hash(Request request, byte[] body) {
        return digest(request).digest(body);
    }

    private static MessageDigest digest(Request request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.method() + " " + request.path() + "\n").getBytes(StandardCharsets.UTF_8));
            return digest;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }
}
