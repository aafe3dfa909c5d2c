package depesche.web;

import java.util.List;
import java.util.Optional;

/// Why a request was not carried out: a machine reads it as `application/problem+json` (RFC 9457 §3), a person as a
/// page with the same title. The type is a stable name with an entry in docs/api/problems.md.
public record Problem(int status, String type, String title, Optional<String> detail, List<Fault> errors) {

    public Problem {
        errors = List.copyOf(errors);
    }

    /// 422: the input was read, and these things in it are wrong; all of them, not only the first.
    public static Problem invalid(String type, String title, List<Fault> errors) {
        return new Problem(422, type, title, Optional.empty(), errors);
    }

    /// 409: the input is right, but the state it meets is another.
    public static Problem conflict(String type, String title, String detail) {
        return new Problem(409, type, title, Optional.of(detail), List.of());
    }

    /// 404 for a thing of this name.
    public static Problem notFound(String what) {
        return new Problem(404, "not-found", "There is no such " + what, Optional.empty(), List.of());
    }

    /// Any other status, with one sentence.
    public static Problem of(int status, String type, String title) {
        return new Problem(status, type, title, Optional.empty(), List.of());
    }
}
