package depesche.site;

import depesche.web.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Style sheet, fonts and icons. The addresses of style and fonts carry a hash of their content, so a browser keeps
/// them for ever and still never shows an old one.
final class StaticFiles {

    private static final Set<String> KEYS = Set.of();

    private final Map<String, Page> byAddress = new HashMap<>();
    private final String style;
    private final String font;
    private final String push;

    private StaticFiles() {
        this.font = keep("fonts/source-serif-4-latin-wght-normal.woff2", "font/woff2");
        String extended = keep("fonts/source-serif-4-latin-ext-wght-normal.woff2", "font/woff2");
        String italic = keep("fonts/source-serif-4-latin-wght-italic.woff2", "font/woff2");
        String css = new String(read("style.css"), StandardCharsets.UTF_8)
                .replace("fonts/source-serif-4-latin-wght-normal.woff2", font)
                .replace("fonts/source-serif-4-latin-ext-wght-normal.woff2", extended)
                .replace("fonts/source-serif-4-latin-wght-italic.woff2", italic);
        this.style = keep("style.css", "text/css; charset=utf-8", css.getBytes(StandardCharsets.UTF_8));
        this.push = keep("push.js", "text/javascript; charset=utf-8");
        byAddress.put(
                "/service-worker.js",
                page("text/javascript; charset=utf-8", read("service-worker.js"), Page.Caching.ASK_EACH_TIME));
        byAddress.put("/favicon.svg", icon("image/svg+xml", "favicon.svg"));
        byAddress.put("/favicon.ico", icon("image/x-icon", "favicon.ico"));
        byAddress.put("/icon-192.png", icon("image/png", "icon-192.png"));
        byAddress.put("/icon-512.png", icon("image/png", "icon-512.png"));
    }

    static StaticFiles read() {
        return new StaticFiles();
    }

    String style() {
        return style;
    }

    String font() {
        return font;
    }

    /// The script that switches push messages on and off.
    String push() {
        return push;
    }

    Optional<Page> at(String address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    Set<String> addresses() {
        return Set.copyOf(byAddress.keySet());
    }

    private String keep(String file, String mediaType) {
        return keep(file.substring(file.lastIndexOf('/') + 1), mediaType, read(file));
    }

    private String keep(String name, String mediaType, byte[] bytes) {
        int dot = name.lastIndexOf('.');
        String address = "/static/" + name.substring(0, dot) + "." + hash(bytes) + name.substring(dot);
        byAddress.put(address, page(mediaType, bytes, Page.Caching.FOREVER));
        return address;
    }

    private static Page icon(String mediaType, String file) {
        return page(mediaType, resource("/static/" + file), Page.Caching.DAY);
    }

    private static Page page(String mediaType, byte[] bytes, Page.Caching caching) {
        return new Page(200, mediaType, bytes, KEYS, caching, Page.UNTIL_DROPPED);
    }

    private static byte[] read(String file) {
        return resource("/web/" + file);
    }

    private static byte[] resource(String path) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing in the program: " + path);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
