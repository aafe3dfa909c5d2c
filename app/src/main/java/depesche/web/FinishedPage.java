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
    private final PageHead head;
    private final CharSequence mediaType;
    private final CharSequence caching;
    private final CharSequence lastModified;
    private final Optional<CharSequence> links;
    private final Form plain;
    private final AtomicBoolean compressing = new AtomicBoolean();
    private volatile @Nullable Form gzip;
    private volatile @Nullable Form brotli;

    /// See [ShelvedPage]: of a page that nobody shelves it says that all has changed since.
    private long stamp = -1;

    /// How often it was asked for, roughly: counted without a lock, and only until it is hot.
    private int asked;

    /// @param dateCounts false if an older form may bear the same `Last-Modified`
    FinishedPage(String address, Page page, Supplier<Page> rendering, Instant madeAt, Dated dateCounts) {
        this.address = address;
        this.page = page;
        this.rendering = rendering;
        this.head = new PageHead(
                page.status(),
                page.mediaType(),
                page.caching(),
                page.links(),
                tagOf(page.bytes()),
                madeAt.truncatedTo(ChronoUnit.SECONDS),
                dateCounts == Dated.CLEARLY);
        this.mediaType = HttpHeaders.createOptimized(page.mediaType());
        this.caching = HttpHeaders.createOptimized(page.caching().header());
        this.lastModified = HttpHeaders.createOptimized(Conditions.date(madeAt));
        this.links = page.links().map(HttpHeaders::createOptimized);
        this.plain = new Form(page.bytes(), Coding.PLAIN, Coding.PLAIN.tagged(head.tag()));
    }

    /// What lay on the disk, as it was made.
    static FinishedPage of(ShelvedPage shelved, Supplier<Page> rendering) {
        PageHead head = shelved.head();
        return new FinishedPage(
                        shelved.address(),
                        shelved.page(),
                        rendering,
                        head.madeAt(),
                        head.dateCounts() ? Dated.CLEARLY : Dated.AMBIGUOUSLY)
                .begunAt(shelved.stamp());
    }

    /// With what [DropStamps] counted before its first row was read.
    FinishedPage begunAt(long count) {
        stamp = count;
        return this;
    }

    long stamp() {
        return stamp;
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

    PageHead head() {
        return head;
    }

    boolean isExpired(Instant now) {
        return page.keptFor() != Page.UNTIL_DROPPED
                && head.madeAt().plus(page.keptFor()).isBefore(now);
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

    /// Returns the page as gzip.
    byte[] compress() {
        byte[] packed = Compression.gzip(page.bytes());
        gzip = form(packed, Coding.GZIP);
        brotli = Compression.brotli(page.bytes())
                .map(bytes -> form(bytes, Coding.BROTLI))
                .orElse(null);
        return packed;
    }

    private Form form(byte[] bytes, Coding coding) {
        return new Form(bytes, coding, coding.tagged(head.tag()));
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
        if (head.isKnown(asked.get(HttpHeaders.IF_NONE_MATCH), asked.get(HttpHeaders.IF_MODIFIED_SINCE))) {
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
        return head.response(request, Coding.PLAIN, page::bytes);
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

    static String tagOf(byte[] bytes) {
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
