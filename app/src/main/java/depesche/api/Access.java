package depesche.api;

import depesche.account.Role;
import depesche.account.Tokens;
import depesche.account.Tokens.Bearer;
import depesche.web.Handler;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.util.Optional;

/// Lets in who brings a token with enough rights: `Authorization: Bearer TOKEN`.
final class Access {

    /// A handler that knows for whom it acts.
    @FunctionalInterface
    interface BearerHandler {
        Response handle(Request request, Bearer bearer);
    }

    private static final String SCHEME = "bearer ";

    private final Tokens tokens;

    Access(Tokens tokens) {
        this.tokens = tokens;
    }

    Handler as(Role needed, BearerHandler handler) {
        return request -> {
            Optional<Bearer> bearer = secret(request).flatMap(tokens::bearer);
            if (bearer.isEmpty()) {
                return Response.problem(Problem.of(401, "unauthorized", "A valid API token is needed"))
                        .with("WWW-Authenticate", "Bearer");
            }
            if (!bearer.get().actor().mayActAs(needed)) {
                return forbidden(needed);
            }
            return handler.handle(request, bearer.get());
        };
    }

    static Response forbidden(Role needed) {
        return Response.problem(
                Problem.of(403, "wrong-role", "This needs the role " + needed.word() + " or one above it"));
    }

    private static Optional<String> secret(Request request) {
        return request.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).trim());
    }
}
