package depesche.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The style sheet of the pages for readers. It stands in each of them, so that none waits for a second answer before
/// it shows anything; the security policy names the hash of these very bytes and lets no other style in.
public final class PageStyle {

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern FONT = Pattern.compile("fonts/([\\w-]+\\.woff2)");

    private static final String CSS = FONT.matcher(packed(new String(resource("style.css"), StandardCharsets.UTF_8)))
            .replaceAll(font -> address(font.group(1), resource(font.group())));

    private PageStyle() {}

    /// What stands between `<style>` and `</style>`.
    public static String css() {
        return CSS;
    }

    /// As a security policy names it.
    public static String source() {
        return "'sha256-" + Base64.getEncoder().encodeToString(digest(CSS.getBytes(StandardCharsets.UTF_8))) + "'";
    }

    /// The address of a file that never changes: with a hash of its content.
    public static String address(String name, byte[] bytes) {
        int dot = name.lastIndexOf('.');
        String hash = HexFormat.of().formatHex(digest(bytes), 0, 6);
        return "/static/" + name.substring(0, dot) + "." + hash + name.substring(dot);
    }

    /// Without comments and the spaces that mean nothing. No text in the sheet has any of these signs in it.
    private static String packed(String css) {
        return COMMENT.matcher(css)
                .replaceAll("")
                .replaceAll("\\s+", " ")
                .replaceAll(" ?([{};,]) ?", "$1")
                .replace(": ", ":")
                .replace(";}", "}")
                .strip();
    }

    private static byte[] resource(String file) {
        try (InputStream in = PageStyle.class.getResourceAsStream("/web/" + file)) {
            if (in == null) {
                throw new IllegalStateException("missing in the program: /web/" + file);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
