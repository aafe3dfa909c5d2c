package depesche.feed.ninjs;

import depesche.feed.ninjs.NinjsItem.Named;
import depesche.feed.ninjs.NinjsItem.Rendition;
import depesche.feed.ninjs.NinjsItem.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// ninjs before 2.0: what there may be several of stands under names of its own.
final class NinjsNames {

    private NinjsNames() {}

    static Map<String, Object> write(NinjsItem item, NinjsForm form) {
        Map<String, Object> fields = written(item);
        fields.put("$standard", form.standard());
        return fields;
    }

    private static Map<String, Object> written(NinjsItem item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uri", item.uri());
        fields.put("type", item.type());
        fields.put("representationtype", "complete");
        fields.put("version", Integer.toString(item.version()));
        fields.put("firstcreated", item.created().toString());
        fields.put("versioncreated", item.changed().toString());
        put(fields, "contentcreated", item.published());
        put(fields, "embargoed", item.embargo());
        fields.put("pubstatus", item.status());
        item.urgency().ifPresent(urgency -> fields.put("urgency", urgency));
        fields.put("language", item.language());
        fields.put("copyrightholder", item.holder());
        put(fields, "ednote", item.editorsNote());
        words(fields, item.words());
        bearings(fields, item);
        pictures(fields, item);
        return fields;
    }

    private static void words(Map<String, Object> fields, NinjsItem.Words words) {
        for (Text headline : words.headlines()) {
            fields.put(headline.role().equals("main") ? "headline" : "headline_" + headline.role(), headline.value());
        }
        for (Text description : words.descriptions()) {
            fields.put("description_" + description.role(), description.value());
        }
        put(fields, "body_html", words.body());
    }

    private static void bearings(Map<String, Object> fields, NinjsItem item) {
        put(fields, "byline", item.by());
        put(fields, "person", item.bearings().people().stream().map(one -> named(one, "author")));
        put(fields, "subject", item.bearings().subjects().stream().map(one -> named(one, "about")));
        put(fields, "event", item.bearings().events().stream().map(one -> named(one, "story")));
        put(fields, "infosource", item.bearings().sources().stream().map(name -> Map.<String, Object>of("name", name)));
        put(fields, "located", item.located());
        put(fields, "slugline", item.slugline());
        if (!item.otherIds().isEmpty()) {
            fields.put("altids", item.otherIds().stream().collect(Collectors.toMap(Text::role, Text::value)));
        }
    }

    private static void pictures(Map<String, Object> fields, NinjsItem item) {
        if (!item.renditions().isEmpty()) {
            Map<String, Object> renditions = new LinkedHashMap<>();
            item.renditions().forEach(one -> renditions.put(one.name(), rendition(one)));
            fields.put("renditions", renditions);
        }
        item.picture().ifPresent(picture -> fields.put("associations", Map.of("mainpicture", written(picture))));
    }

    private static Map<String, Object> named(Named named, String relation) {
        return Map.of("name", named.name(), "rel", relation, "scheme", named.folder(), "code", named.slug());
    }

    private static Map<String, Object> rendition(Rendition rendition) {
        return Map.of(
                "href", rendition.address(),
                "mimetype", rendition.mediaType(),
                "width", rendition.width(),
                "height", rendition.height());
    }

    private static void put(Map<String, Object> fields, String name, Optional<?> value) {
        value.ifPresent(there -> fields.put(name, there.toString()));
    }

    private static void put(Map<String, Object> fields, String name, Stream<Map<String, Object>> values) {
        List<Map<String, Object>> all = values.toList();
        if (!all.isEmpty()) {
            fields.put(name, all);
        }
    }
}
