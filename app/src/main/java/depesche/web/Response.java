package depesche.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What is answered: status, headers in order, body. Never changed.
public record Response(int status, List<Map.Entry<String, String>> headers, byte[] body) {

    private static final byte[] EMPTY = new byte[0];

    public Response {
        headers = List.copyOf(headers);
    }

    public static Response html(int status, String html) {
        return of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    public static Response json(int status, Object value) {
        return of(status, "application/json", Json.write(value));
    }

    public static Response problem(Problem problem) {
        return of(problem.status(), "application/problem+json", Json.write(Json.problem(problem)));
    }

    public static Response text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Response of(int status, String mediaType, byte[] body) {
        return new Response(status, List.of(Map.entry("Content-Type", mediaType)), body);
    }

    public static Response empty(int status) {
        return new Response(status, List.of(), EMPTY);
    }

    /// 303: the form was taken, look there (post, redirect, get).
    public static Response seeOther(String location) {
        return empty(303).with("Location", location);
    }

    /// 301: that address has moved for good.
    public static Response movedPermanently(String location) {
        return empty(301).with("Location", location);
    }

    /// The same in the best coding that the asking program takes, for what is made for one asking and kept by nobody.
    /// Not for answers with a secret in them: how well they pack would tell of it.
    public Response packedFor(Request request) {
        Response varied = with("Vary", "Accept-Encoding");
        return Coding.preferred(request.header("Accept-Encoding").orElse("")).stream()
                .flatMap(coding -> varied.packed(coding).stream())
                .findFirst()
                .orElse(varied);
    }

    private Optional<Response> packed(Coding coding) {
        return switch (coding) {
            case BROTLI -> Compression.brotli(body).map(bytes -> coded(coding, bytes));
            case GZIP -> Optional.of(coded(coding, Compression.gzip(body)));
            case PLAIN -> Optional.of(this);
        };
    }

    private Response coded(Coding coding, byte[] bytes) {
        return new Response(status, headers, bytes).with("Content-Encoding", coding.token());
    }

    public Response with(String header, String value) {
        return new Response(
                status,
                Stream.concat(headers.stream(), Stream.of(Map.entry(header, value)))
                        .toList(),
                body);
    }
}
