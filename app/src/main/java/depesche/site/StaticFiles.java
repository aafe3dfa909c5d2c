package depesche.site;

import depesche.web.Page;
import depesche.web.PageStyle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Scripts, fonts and icons. The addresses of scripts and fonts carry a hash of their content, so a browser keeps
/// them for ever and still never shows an old one.
final class StaticFiles {

    private static final Set<String> KEYS = Set.of();

    private final Map<String, Page> byAddress = new HashMap<>();
    private final String push;
    private final String search;

    private StaticFiles() {
        keep("fonts/source-serif-4-latin-wght-normal.woff2", "font/woff2");
        keep("fonts/source-serif-4-latin-ext-wght-normal.woff2", "font/woff2");
        keep("fonts/source-serif-4-latin-wght-italic.woff2", "font/woff2");
        this.push = keep("push.js", "text/javascript; charset=utf-8");
        this.search = keep("search.js", "text/javascript; charset=utf-8");
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

    /// The script that switches push messages on and off.
    String push() {
        return push;
    }

    /// The script that offers how a search may go on.
    String search() {
        return search;
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
        String address = PageStyle.address(name, bytes);
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
}
