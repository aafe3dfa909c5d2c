package depesche.web;

import depesche.config.Proxies;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// One request as a handler sees it. The body is read once, by [#body], [#form] or [#stream]; more than the limit
/// is refused with 413 before it is taken in.
public final class Request {

    /// The most bytes that a form or a JSON document may have.
    public static final int FORM_LIMIT = 4 * 1024 * 1024;

    private final RoutingContext context;
    private final BodyStream stream;
    private final Proxies proxies;

    Request(RoutingContext context, BodyStream stream, Proxies proxies) {
        this.context = context;
        this.stream = stream;
        this.proxies = proxies;
    }

    public String method() {
        return context.request().method().name();
    }

    /// The path as it was asked for, normalized and without the query.
    public String path() {
        return context.normalizedPath();
    }

    /// A part of the path by its name in the route: `:id`.
    public String part(String name) {
        return Optional.ofNullable(context.pathParam(name)).orElse("");
    }

    public Optional<String> query(String name) {
        return queries(name).stream().findFirst();
    }

    public List<String> queries(String name) {
        try {
            return context.queryParam(name);
        } catch (IllegalArgumentException undecodable) {
            throw new Refusal(Problem.of(400, "malformed-query", "The query cannot be read"));
        }
    }

    /// The query as it was sent, without its question mark; empty if there is none.
    public String rawQuery() {
        return Optional.ofNullable(context.request().query()).orElse("");
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(context.request().getCookie(name)).map(Cookie::getValue);
    }

    /// The network address of who asks, as text: the other end of the connection, or for whom a proxy there asks.
    public String client() {
        var request = context.request();
        return ForwardedFor.client(
                request.remoteAddress().hostAddress(), request.headers().getAll("X-Forwarded-For"), proxies);
    }

    /// The body as it comes, for what may be of any size.
    public InputStream stream() {
        return stream;
    }

    public byte[] body(int limit) {
        if (announcedLength() > limit) {
            throw tooLarge(limit);
        }
        try {
            byte[] bytes = stream.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge(limit);
            }
            return bytes;
        } catch (IOException broken) {
            throw new Refusal(Problem.of(400, "body-broken", "The body did not arrive whole"));
        }
    }

    /// The fields of a form in either encoding, files too.
    public Form form(int limit) {
        String type = header("Content-Type").orElse("application/x-www-form-urlencoded");
        return FormReader.read(type, body(limit));
    }

    public Form form() {
        return form(FORM_LIMIT);
    }

    private long announcedLength() {
        try {
            return header("Content-Length").map(Long::parseLong).orElse(0L);
        } catch (NumberFormatException _) {
            throw new Refusal(Problem.of(400, "malformed-header", "Content-Length is not a number"));
        }
    }

    private static Refusal tooLarge(int limit) {
        return new Refusal(Problem.of(413, "too-large", "The body is larger than " + limit + " bytes"));
    }
}
