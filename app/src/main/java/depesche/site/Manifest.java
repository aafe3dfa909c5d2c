package depesche.site;

import depesche.web.Json;
import depesche.web.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The web app manifest: how the paper looks on a phone's home screen.
record Manifest(Paper paper) {

    Page page() {
        Map<String, Object> fields = Map.of(
                "name",
                paper.name(),
                "short_name",
                paper.name(),
                "lang",
                paper.language().toLanguageTag(),
                "start_url",
                "/",
                "display",
                "browser",
                "background_color",
                "#fdfcf9",
                "theme_color",
                "#98271c",
                "icons",
                List.of(
                        Map.of("src", "/icon-192.png", "type", "image/png", "sizes", "192x192"),
                        Map.of("src", "/icon-512.png", "type", "image/png", "sizes", "512x512")));
        String json = new String(Json.write(new TreeMap<>(fields)), StandardCharsets.UTF_8);
        return Page.text("application/manifest+json", json, Set.of("site")).withCaching(Page.Caching.DAY);
    }
}
