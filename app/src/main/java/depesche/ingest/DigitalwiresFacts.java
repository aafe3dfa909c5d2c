package depesche.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// What a digitalwires document says beside its text: credit and copyright, categories that name a subject, pictures
/// with caption and credit. Who wrote and handled it inside the agency is not among them.
final class DigitalwiresFacts {

    private static final Set<String> SUBJECTS =
            Set.of("dnltype:dpasubject", "dnltype:geosubject", "dnltype:keyword", "dnltype:genre");

    private DigitalwiresFacts() {}

    static Map<String, Object> of(JsonNode document) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("version", document.path("version").asLong());
        for (String name : List.of("creditline", "copyrightnotice", "usageterms", "signal")) {
            Digitalwires.text(document, name).ifPresent(value -> facts.put(name, value));
        }
        facts.put("categories", categories(document));
        facts.put("pictures", pictures(document));
        return facts;
    }

    /// The agency, and the links it gives to readers.
    static List<String> sources(JsonNode document) {
        List<String> sources = new ArrayList<>();
        Digitalwires.text(document, "creditline").ifPresent(sources::add);
        for (Element link : Jsoup.parseBodyFragment(
                        Digitalwires.text(document, "linkbox_html").orElse(""))
                .select("a[href^=http]")) {
            sources.add(link.text() + " (" + link.attr("href") + ")");
        }
        return sources.stream().limit(40).toList();
    }

    private static List<Object> categories(JsonNode document) {
        List<Object> categories = new ArrayList<>();
        for (JsonNode category : document.path("categories")) {
            String type = category.path("type").asText("");
            Optional<String> name = Digitalwires.text(category, "name");
            if (SUBJECTS.contains(type) && name.isPresent()) {
                Map<String, Object> kept = new LinkedHashMap<>();
                kept.put("type", type.substring(type.indexOf(':') + 1));
                kept.put("name", name.get());
                Digitalwires.text(category, "qcode").ifPresent(code -> kept.put("qcode", code));
                categories.add(kept);
            }
        }
        return categories;
    }

    private static List<Object> pictures(JsonNode document) {
        List<Object> pictures = new ArrayList<>();
        for (JsonNode association : document.path("associations")) {
            if (association.path("type").asText("").equals("image")) {
                pictures.add(picture(association));
            }
        }
        return pictures;
    }

    private static Map<String, Object> picture(JsonNode association) {
        Map<String, Object> kept = new LinkedHashMap<>();
        Digitalwires.text(association, "urn").ifPresent(value -> kept.put("urn", value));
        Digitalwires.text(association, "headline").ifPresent(value -> kept.put("headline", value));
        Digitalwires.text(association, "caption").ifPresent(value -> kept.put("caption", value));
        Digitalwires.text(association, "creditline").ifPresent(value -> kept.put("credit", value));
        kept.put("isFeature", association.path("is_featureimage").asBoolean(false));
        List<Object> renditions = new ArrayList<>();
        for (JsonNode rendition : association.path("renditions")) {
            Map<String, Object> form = new LinkedHashMap<>();
            Digitalwires.text(rendition, "url").ifPresent(value -> form.put("url", value));
            Digitalwires.text(rendition, "mimetype").ifPresent(value -> form.put("mediaType", value));
            form.put("width", rendition.path("width").asInt());
            form.put("height", rendition.path("height").asInt());
            renditions.add(form);
        }
        kept.put("renditions", renditions);
        return kept;
    }
}
