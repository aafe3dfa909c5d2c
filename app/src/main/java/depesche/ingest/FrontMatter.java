package depesche.ingest;

import depesche.config.NearestName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// The YAML mapping at the head of a Markdown file, read key by key with every fault gathered. Scalars are taken as
/// they are written; tags, aliases and repeated keys are faults.
final class FrontMatter {

    private static final List<String> KEYS = List.of(
            "headline",
            "kicker",
            "standfirst",
            "teaser",
            "language",
            "bylines",
            "dateline",
            "sources",
            "slugline",
            "urgency",
            "breaking",
            "embargoUntil",
            "topics",
            "story",
            "picture",
            "externalId",
            "translationOf");

    private final Map<String, Node> values = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    private FrontMatter() {}

    static FrontMatter read(String yaml) {
        var matter = new FrontMatter();
        try {
            var options = new LoaderOptions();
            options.setMaxAliasesForCollections(0);
            options.setNestingDepthLimit(10);
            Node root = new Yaml(options).compose(new java.io.StringReader(yaml));
            if (root instanceof MappingNode mapping) {
                mapping.getValue().forEach(matter::take);
            } else {
                matter.fault("front matter: not a mapping");
            }
        } catch (MarkedYAMLException broken) {
            matter.fault("front matter: line " + (broken.getProblemMark().getLine() + 2) + ": " + broken.getProblem());
        } catch (YAMLException broken) {
            matter.fault("front matter: " + broken.getMessage());
        }
        return matter;
    }

    private void take(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            fault("front matter: a key must be a word");
            return;
        }
        if (values.put(key.getValue(), entry.getValueNode()) != null) {
            fault("front matter: " + key.getValue() + " stands twice");
        }
        if (isTagged(entry.getValueNode())) {
            fault(key.getValue() + ": tags are not allowed");
        }
        if (entry.getValueNode().getAnchor() != null) {
            fault(key.getValue() + ": anchors are not allowed");
        }
    }

    private static boolean isTagged(Node node) {
        return !node.getTag().startsWith(Tag.PREFIX);
    }

    Optional<String> text(String key) {
        Node node = values.get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue()).filter(value -> !value.isBlank() && !isNull(scalar));
        }
        fault(key + ": must be a text");
        return Optional.empty();
    }

    List<String> texts(String key) {
        Node node = values.get(key);
        if (node == null || node instanceof ScalarNode scalar && isNull(scalar)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (node instanceof SequenceNode sequence
                && sequence.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
            sequence.getValue().forEach(entry -> texts.add(((ScalarNode) entry).getValue()));
        } else {
            fault(key + ": must be a list of texts");
        }
        return texts;
    }

    Optional<Integer> integer(String key, int least, int most) {
        Optional<String> text = text(key);
        if (text.isPresent() && !text.get().matches("[0-9]{1,4}")) {
            fault(key + ": must be a whole number");
            return Optional.empty();
        }
        Optional<Integer> number = text.map(Integer::valueOf);
        if (number.filter(value -> value < least || value > most).isPresent()) {
            fault(key + ": must be " + least + " to " + most);
        }
        return number;
    }

    boolean flag(String key) {
        Optional<String> text = text(key);
        if (text.filter(value -> !value.equals("true") && !value.equals("false"))
                .isPresent()) {
            fault(key + ": must be true or false");
        }
        return text.filter("true"::equals).isPresent();
    }

    Optional<Instant> time(String key) {
        Optional<String> text = text(key);
        try {
            return text.map(value -> OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException _) {
            fault(key + ": must be a time with offset");
            return Optional.empty();
        }
    }

    void refuseOthers() {
        values.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> fault(key + ": unknown key" + nearest(key)));
    }

    void fault(String sentence) {
        faults.add(sentence);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    private static boolean isNull(ScalarNode scalar) {
        return scalar.isPlain() && scalar.getTag().equals(Tag.NULL);
    }

    private static String nearest(String key) {
        return NearestName.to(key, KEYS.stream())
                .map(known -> ", did you mean " + known + "?")
                .orElse("");
    }
}
