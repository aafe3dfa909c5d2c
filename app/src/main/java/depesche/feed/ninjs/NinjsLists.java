package depesche.feed.ninjs;

import depesche.feed.ninjs.NinjsItem.Named;
import depesche.feed.ninjs.NinjsItem.Rendition;
import depesche.feed.ninjs.NinjsItem.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// ninjs since 2.0: what there may be several of stands in lists. Version 3 writes names in camel case.
enum NinjsLists {
    CAMEL_CASE,
    LOWER_CASE;

    private static final String LEAD_PICTURE = "mainPicture";

    Map<String, Object> write(NinjsItem item, NinjsForm form) {
        Fields fields = written(item);
        fields.put("standard", form.standard());
        return fields.map();
    }

    private Fields written(NinjsItem item) {
        var fields = new Fields();
        fields.put("uri", item.uri());
        fields.put("type", item.type());
        fields.put("representationType", "full");
        fields.put("version", Integer.toString(item.version()));
        fields.put("firstCreated", item.created().toString());
        fields.put("versionCreated", item.changed().toString());
        fields.put("contentCreated", item.published());
        fields.put(this == CAMEL_CASE ? "embargoedUntil" : "embargoed", item.embargo());
        fields.put("pubStatus", item.status());
        item.urgency().ifPresent(urgency -> fields.put("urgency", urgency));
        fields.put("language", item.language());
        fields.put("copyrightHolder", item.holder());
        fields.put("edNote", item.editorsNote());
        words(fields, item.words());
        bearings(fields, item);
        fields.put("renditions", item.renditions().stream().map(this::rendition).toList());
        fields.put(
                "associations", item.picture().stream().map(this::association).toList());
        fields.put("altIds", item.otherIds().stream().map(this::text).toList());
        return fields;
    }

    private void words(Fields fields, NinjsItem.Words words) {
        fields.put("headlines", words.headlines().stream().map(this::text).toList());
        fields.put("descriptions", words.descriptions().stream().map(this::text).toList());
        fields.put(
                "bodies",
                words.body().stream()
                        .map(html -> new Fields()
                                .with("role", "main")
                                .with("contentType", "text/html")
                                .with("value", html)
                                .map())
                        .toList());
    }

    private void bearings(Fields fields, NinjsItem item) {
        fields.put("by", item.by());
        fields.put(
                "people",
                item.bearings().people().stream()
                        .map(one -> named(one, "author"))
                        .toList());
        fields.put(
                "subjects",
                item.bearings().subjects().stream()
                        .map(one -> named(one, "about"))
                        .toList());
        fields.put(
                "events",
                item.bearings().events().stream()
                        .map(one -> named(one, "story"))
                        .toList());
        fields.put(
                "infoSources",
                item.bearings().sources().stream()
                        .map(name -> new Fields().with("name", name).map())
                        .toList());
        fields.put("located", item.located());
        fields.put("slugline", item.slugline());
    }

    private Map<String, Object> association(NinjsItem picture) {
        Fields fields = written(picture);
        fields.put("name", LEAD_PICTURE);
        return fields.map();
    }

    private Map<String, Object> text(Text text) {
        return new Fields()
                .with("role", text.role())
                .with("value", text.value())
                .map();
    }

    private Map<String, Object> named(Named named, String relation) {
        return new Fields()
                .with("name", named.name())
                .with("rel", relation)
                .with("uri", named.address())
                .map();
    }

    private Map<String, Object> rendition(Rendition rendition) {
        return new Fields()
                .with("name", rendition.name())
                .with("href", rendition.address())
                .with("contentType", rendition.mediaType())
                .with("width", rendition.width())
                .with("height", rendition.height())
                .map();
    }

    /// What there is none of is left out.
    private final class Fields {
        private final Map<String, Object> map = new LinkedHashMap<>();

        Fields with(String name, Object value) {
            map.put(CAMEL_CASE == NinjsLists.this ? name : name.toLowerCase(Locale.ROOT), value);
            return this;
        }

        void put(String name, Object value) {
            var _ = with(name, value);
        }

        void put(String name, Optional<?> value) {
            value.ifPresent(there -> put(name, there.toString()));
        }

        void put(String name, List<?> values) {
            if (!values.isEmpty()) {
                var _ = with(name, values);
            }
        }

        Map<String, Object> map() {
            return map;
        }
    }
}
