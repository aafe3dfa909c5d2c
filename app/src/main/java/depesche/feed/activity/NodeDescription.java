package depesche.feed.activity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What kind of server this is, for those who map the open web (NodeInfo 2.1). Says nothing of readers.
final class NodeDescription {

    static final String PATH = "/nodeinfo/2.1";
    static final String MEDIA_TYPE =
            "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.1#\"; charset=utf-8";
    private static final String SCHEMA = "http://nodeinfo.diaspora.software/ns/schema/2.1";

    private NodeDescription() {}

    static Map<String, Object> where(Addresses addresses) {
        return Map.of("links", List.of(Map.of("rel", SCHEMA, "href", addresses.url(PATH))));
    }

    static Map<String, Object> what(String version) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", "2.1");
        fields.put("software", Map.of("name", "depesche", "version", version));
        fields.put("protocols", List.of("activitypub"));
        fields.put("services", Map.of("inbound", List.of(), "outbound", List.of("atom1.0", "rss2.0")));
        fields.put("openRegistrations", false);
        fields.put("usage", Map.of("users", Map.of()));
        fields.put("metadata", Map.of());
        return fields;
    }
}
