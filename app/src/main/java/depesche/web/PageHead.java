package depesche.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is said of a page before its bytes.
///
/// @param tag the entity tag without quotes and without the letter of a coding
/// @param madeAt to the second
/// @param dateCounts false if an older form may bear the same `Last-Modified`
record PageHead(
        int status,
        String mediaType,
        Page.Caching caching,
        Optional<String> links,
        String tag,
        Instant madeAt,
        boolean dateCounts) {

    boolean isKnown(@Nullable String ifNoneMatch, @Nullable String ifModifiedSince) {
        if (status != 200) {
            return false;
        }
        if (ifNoneMatch != null) {
            return Conditions.names(ifNoneMatch, tag);
        }
        return ifModifiedSince != null && dateCounts && Conditions.isUnchangedSince(ifModifiedSince, madeAt);
    }

    /// The coding to send where there are these and plain.
    static Coding chosen(Request request, List<Coding> made) {
        return Coding.preferred(request.header("Accept-Encoding").orElse("")).stream()
                .filter(coding -> coding == Coding.PLAIN || made.contains(coding))
                .findFirst()
                .orElse(Coding.PLAIN);
    }

    /// @param bytes asked for only where the asker does not have the page
    Response response(Request request, Coding coding, Supplier<byte[]> bytes) {
        boolean known = isKnown(
                request.header("If-None-Match").orElse(null),
                request.header("If-Modified-Since").orElse(null));
        Response response = known ? Response.empty(304) : whole(coding, bytes.get());
        Response dated = response.with("ETag", coding.tagged(tag))
                .with("Cache-Control", caching.header())
                .with("Last-Modified", Conditions.date(madeAt))
                .with("Vary", "Accept-Encoding");
        return links.map(header -> dated.with("Link", header)).orElse(dated);
    }

    private Response whole(Coding coding, byte[] bytes) {
        Response plain = Response.of(status, mediaType, bytes)
                .with("X-Content-Type-Options", "nosniff")
                .with("Content-Security-Policy", Page.SECURITY_POLICY);
        return coding == Coding.PLAIN ? plain : plain.with("Content-Encoding", coding.token());
    }
}
