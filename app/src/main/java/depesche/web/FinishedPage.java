package depesche.web;

import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A page as it goes out: each form's bytes outside the heap, so that they reach the socket without a copy, and all
/// headers made beforehand.
final class FinishedPage {

    private static final CharSequence CONTENT_SECURITY_POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence LINK = HttpHeaders.createOptimized("Link");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence POLICY = HttpHeaders.createOptimized(Page.SECURITY_POLICY);
    private static final CharSequence VARY = HttpHeaders.createOptimized("Accept-Encoding");

    private final String address;
    private final Page page;
    private final Supplier<Page> rendering;
    private final Instant madeAt;
    private final String tag;
    private final CharSequence mediaType;
    private final CharSequence caching;
    private final CharSequence lastModified;
    private final Optional<CharSequence> links;
    private final boolean dateCounts;
    private final Form plain;
    private final AtomicBoolean compressing = new AtomicBoolean();
    private volatile @Nullable Form gzip;
    private volatile @Nullable Form brotli;

    /// How often it was asked for, roughly: counted without a lock, and only until it is hot.
    private int asked;

    /// @param dateCounts false if an older form may bear the same `Last-Modified`
    FinishedPage(String address, Page page, Supplier<Page> rendering, Instant madeAt, Dated dateCounts) {
        this.address = address;
        this.page = page;
        this.rendering = rendering;
        this.madeAt = madeAt.truncatedTo(ChronoUnit.SECONDS);
        this.tag = tagOf(page.bytes());
        this.mediaType = HttpHeaders.createOptimized(page.mediaType());
        this.caching = HttpHeaders.createOptimized(page.caching().header());
        this.lastModified = HttpHeaders.createOptimized(Conditions.date(madeAt));
        this.links = page.links().map(HttpHeaders::createOptimized);
        this.dateCounts = dateCounts == Dated.CLEARLY;
        this.plain = new Form(page.bytes(), Coding.PLAIN, "\"" + tag + "\"");
    }

    /// Whether the second of `Last-Modified` tells this form from an older one.
    enum Dated {
        CLEARLY,
        AMBIGUOUSLY
    }

    String address() {
        return address;
    }

    Page page() {
        return page;
    }

    Supplier<Page> rendering() {
        return rendering;
    }

    boolean isExpired(Instant now) {
        return page.keptFor() != Page.UNTIL_DROPPED
                && madeAt.plus(page.keptFor()).isBefore(now);
    }

    /// Bytes in memory, with a guess for the compressed forms that may come.
    int weight() {
        int bytes = page.bytes().length;
        return 1024 + 2 * bytes + (page.isCompressible() ? bytes / 2 : 0);
    }

    int noteAsked(int enough) {
        return asked < enough ? ++asked : asked;
    }

    /// True once, for the caller who shall call [#compress].
    boolean claimCompression() {
        return page.isCompressible() && !compressing.get() && compressing.compareAndSet(false, true);
    }

    void compress() {
        gzip = new Form(Compression.gzip(page.bytes()), Coding.GZIP, "\"" + tag + "-g\"");
        brotli = Compression.brotli(page.bytes())
                .map(bytes -> new Form(bytes, Coding.BROTLI, "\"" + tag + "-b\""))
                .orElse(null);
    }

    /// Answers a GET or HEAD: in the best form there is, with 304 for those who have it already.
    void send(HttpServerRequest request, List<Coding> preferred, CharSequence date) {
        Form form = form(preferred);
        HttpServerResponse response = request.response();
        MultiMap headers = response.headers();
        headers.add(HttpHeaders.DATE, date);
        headers.add(HttpHeaders.ETAG, form.tag);
        headers.add(HttpHeaders.CACHE_CONTROL, caching);
        headers.add(HttpHeaders.LAST_MODIFIED, lastModified);
        headers.add(HttpHeaders.VARY, VARY);
        if (links.isPresent()) {
            headers.add(LINK, links.get());
        }
        MultiMap asked = request.headers();
        if (page.status() == 200
                && isKnown(asked.get(HttpHeaders.IF_NONE_MATCH), asked.get(HttpHeaders.IF_MODIFIED_SINCE))) {
            response.setStatusCode(304).end();
            return;
        }
        response.setStatusCode(page.status());
        headers.add(HttpHeaders.CONTENT_TYPE, mediaType);
        headers.add(CONTENT_TYPE_OPTIONS, NOSNIFF);
        headers.add(CONTENT_SECURITY_POLICY, POLICY);
        form.send(request.method().equals(HttpMethod.HEAD), response);
    }

    /// The same answer as a value, plain, for who asks while the page is being made.
    Response response(Request request) {
        boolean known = page.status() == 200
                && isKnown(
                        request.header("If-None-Match").orElse(null),
                        request.header("If-Modified-Since").orElse(null));
        Response response = known
                ? Response.empty(304)
                : Response.of(page.status(), page.mediaType(), page.bytes())
                        .with("X-Content-Type-Options", "nosniff")
                        .with("Content-Security-Policy", Page.SECURITY_POLICY);
        Response dated = response.with("ETag", "\"" + tag + "\"")
                .with("Cache-Control", page.caching().header())
                .with("Last-Modified", lastModified.toString())
                .with("Vary", "Accept-Encoding");
        return page.links().map(header -> dated.with("Link", header)).orElse(dated);
    }

    private Form form(List<Coding> preferred) {
        for (Coding coding : preferred) {
            Form form = switch (coding) {
                case BROTLI -> brotli;
                case GZIP -> gzip;
                case PLAIN -> plain;
            };
            if (form != null) {
                return form;
            }
        }
        return plain;
    }

    private boolean isKnown(@Nullable String ifNoneMatch, @Nullable String ifModifiedSince) {
        if (ifNoneMatch != null) {
            return Conditions.names(ifNoneMatch, tag);
        }
        return ifModifiedSince != null && dateCounts && Conditions.isUnchangedSince(ifModifiedSince, madeAt);
    }

    private static String tagOf(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 20);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The plain bytes, for tests and for those who pass a page on in another way.
    byte[] bytes() {
        return page.bytes();
    }

    /// One coding of the page, ready for the wire.
    private static final class Form {
        private final Buffer bytes;
        private final CharSequence length;
        private final CharSequence tag;
        private final Optional<CharSequence> coding;

        /// Vert.x 4 calls the only way to wrap bytes without copying them deprecated; 5 has it under another name.
        @SuppressWarnings("deprecation")
        Form(byte[] content, Coding coding, String tag) {
            ByteBuffer outside = ByteBuffer.allocateDirect(content.length);
            outside.put(content).flip();
            this.bytes = Buffer.buffer(Unpooled.wrappedBuffer(outside));
            this.length = HttpHeaders.createOptimized(Integer.toString(content.length));
            this.tag = HttpHeaders.createOptimized(tag);
            this.coding = coding == Coding.PLAIN
                    ? Optional.empty()
                    : Optional.of(HttpHeaders.createOptimized(coding.token()));
        }

        void send(boolean headOnly, HttpServerResponse response) {
            MultiMap headers = response.headers();
            headers.add(HttpHeaders.CONTENT_LENGTH, length);
            if (coding.isPresent()) {
                headers.add(HttpHeaders.CONTENT_ENCODING, coding.get());
            }
            if (headOnly) {
                response.end();
            } else {
                response.end(bytes);
            }
        }
    }
}
