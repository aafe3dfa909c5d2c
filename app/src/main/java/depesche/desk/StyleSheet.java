package depesche.desk;

import depesche.web.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The desk's style sheet. Its address carries a hash of its content, so a browser keeps it for ever and still never
/// shows an old one.
record StyleSheet(String address, byte[] css) {

    private static final String FILE = "/web/desk.css";

    static StyleSheet read() {
        try (InputStream in = StyleSheet.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("missing in the program: " + FILE);
            }
            byte[] css = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(css);
            return new StyleSheet("/desk/desk." + HexFormat.of().formatHex(digest, 0, 6) + ".css", css);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Response answer() {
        return Response.of(200, "text/css; charset=utf-8", css)
                .with("Cache-Control", "public, max-age=31536000, immutable")
                .with("X-Content-Type-Options", "nosniff");
    }
}
