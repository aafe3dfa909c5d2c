package depesche.follow;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Suppression;
import depesche.follow.ImportedReader.Agreed;
import depesche.follow.ImportedReader.Pace;
import depesche.follow.Subject.Kind;
import depesche.search.saved.SearchText;
import depesche.text.EmailAddress;
import depesche.text.Languages;
import depesche.text.PlainLine;
import depesche.topic.TopicTree;
import depesche.web.Fault;
import depesche.web.Fields;
import depesche.web.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// Reads lines of an import: a JSON object each, with every fault named.
final class ImportedReaders {

    /// How reading a line ends.
    sealed interface Reading {}

    record Right(ImportedReader reader) implements Reading {}

    record Wrong(String why) implements Reading {}

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final int MOST_FOLLOWS = 1_000;
    private static final int LONGEST_WORD = 500;

    /// Of what was agreed to.
    static final int LONGEST_WORDING = 10_000;

    private static final int MOST_REMEMBERED = 10_000;

    private final TopicTree topics;
    private final BiFunction<Kind, String, Optional<Named>> known;
    private final Map<Kind, Map<String, Optional<Named>>> asked = new EnumMap<>(Kind.class);
    private final Instant now;
    private final Set<String> zones = ZoneId.getAvailableZoneIds();

    /// @param known finds a story or an author by its slug; asked once for each
    ImportedReaders(TopicTree topics, BiFunction<Kind, String, Optional<Named>> known, Instant now) {
        this.topics = topics;
        this.known = known;
        this.now = now;
    }

    Reading read(long number, String line) {
        return Json.read(line.getBytes(StandardCharsets.UTF_8))
                .filter(JsonNode::isObject)
                .map(object -> read(number, object))
                .orElseGet(() -> new Wrong("the line is not one JSON object"));
    }

    /// As above, of what stands in a line in another form.
    Reading read(long number, JsonNode object) {
        var fields = Fields.of(object);
        var email = email(fields);
        var language = language(fields);
        var zone = zone(fields);
        var follows = follows(fields);
        refuseOtherChannels(fields);
        var consent = consent(fields);
        var suppression = suppression(fields, object);
        fields.refuseOthers();
        if (!fields.faults().isEmpty() || email.isEmpty() || consent.isEmpty()) {
            return new Wrong(
                    fields.faults().stream().map(Fault::message).distinct().collect(Collectors.joining("; ")));
        }
        return new Right(new ImportedReader(
                number,
                email.get(),
                language,
                zone,
                follows.subjects(),
                follows.searches(),
                consent.get(),
                suppression));
    }

    private static Optional<EmailAddress> email(Fields fields) {
        String text = fields.requiredText("email", LONGEST_WORD);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (EmailAddress.parse(text)) {
            case EmailAddress.Valid(EmailAddress address) -> Optional.of(address);
            case EmailAddress.Invalid(EmailAddress.Fault fault) -> {
                fields.fault("email", "not-an-address", "email " + fault.words());
                yield Optional.empty();
            }
        };
    }

    private static Optional<Locale> language(Fields fields) {
        var tag = fields.text("language", LONGEST_WORD);
        var language = tag.flatMap(Languages::parse);
        if (tag.isPresent() && language.isEmpty()) {
            fields.fault("language", "unknown-language", "language is none that we know, such as de or en-GB");
        }
        return language;
    }

    private Optional<ZoneId> zone(Fields fields) {
        var name = fields.text("timeZone", LONGEST_WORD);
        var known = name.filter(zones::contains);
        if (name.isPresent() && known.isEmpty()) {
            fields.fault("timeZone", "unknown-time-zone", "timeZone is none that we know, such as Europe/Berlin");
        }
        return known.map(ZoneId::of);
    }

    private ImportedFollows follows(Fields fields) {
        var follows = new ImportedFollows(new LinkedHashMap<>(), new LinkedHashMap<>());
        if (!fields.has("follows")) {
            fields.fault("follows", "missing", "follows is missing; it may be empty");
        }
        for (JsonNode node : fields.nodes("follows", MOST_FOLLOWS)) {
            if (node.isObject()) {
                readFollow(Fields.of(node), fields, follows);
            } else {
                fields.fault("follows", "not-an-object", "follows has an entry that is not an object");
            }
        }
        return follows;
    }

    private void readFollow(Fields follow, Fields line, ImportedFollows follows) {
        var search = follow.has("query") ? search(follow) : Optional.<SearchText>empty();
        var subject = follow.has("query") ? Optional.<Subject>empty() : subject(follow);
        var cadence = cadence(follow);
        var since = past(follow, "since");
        follow.refuseOthers();
        follow.faults().forEach(fault -> line.fault("follows", fault.code(), "follows: " + fault.message()));
        if (follow.faults().isEmpty()) {
            var pace = new Pace(cadence.orElseThrow(), since);
            subject.ifPresent(it -> follows.subjects().put(it, pace));
            search.ifPresent(it -> follows.searches().put(it, pace));
        }
    }

    private Optional<SearchText> search(Fields follow) {
        String typed = follow.requiredText("query", LONGEST_WORD);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        return switch (SearchReading.read(typed, topics)) {
            case SearchReading.Right(SearchText text) -> Optional.of(text);
            case SearchReading.Wrong(String code, String why) -> {
                follow.fault("query", code, "query " + why);
                yield Optional.empty();
            }
        };
    }

    private Optional<Subject> subject(Fields follow) {
        if (follow.has("story")) {
            return named(follow, Kind.STORY);
        }
        return follow.has("author") ? named(follow, Kind.AUTHOR) : topic(follow);
    }

    private Optional<Subject> named(Fields follow, Kind kind) {
        String slug = follow.requiredText(kind.stored(), LONGEST_WORD);
        if (slug.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Optional<Named>> before = asked.computeIfAbsent(kind, _ -> new HashMap<>());
        if (before.size() >= MOST_REMEMBERED) {
            before.clear();
        }
        Optional<Named> found = before.computeIfAbsent(slug.replace("\0", ""), it -> known.apply(kind, it));
        if (found.isEmpty()) {
            follow.fault(
                    kind.stored(),
                    "unknown-" + kind.stored(),
                    "there is no " + kind.stored() + " " + PlainLine.of(slug));
        }
        return found.map(Named::subject);
    }

    private Optional<Subject> topic(Fields follow) {
        String slug = follow.requiredText("topic", LONGEST_WORD);
        var topic = topics.bySlug(slug);
        if (topic.isEmpty() && !slug.isEmpty()) {
            follow.fault("topic", "unknown-topic", "there is no topic " + PlainLine.of(slug));
        }
        return topic.map(known -> Subject.of(known.id()));
    }

    private static Optional<Cadence> cadence(Fields follow) {
        String word = follow.requiredText("cadence", LONGEST_WORD);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        var cadence = Cadence.parse(word);
        if (cadence.isEmpty()) {
            follow.fault("cadence", "unknown-cadence", "there is no cadence " + PlainLine.of(word));
        }
        return cadence;
    }

    private static void refuseOtherChannels(Fields fields) {
        if (fields.has("channels")
                && !fields.texts("channels", 20, LONGEST_WORD).equals(List.of("email"))) {
            fields.fault("channels", "channel-not-built", "channels may only be [\"email\"]: no other is built yet");
        }
    }

    private Optional<Agreed> consent(Fields fields) {
        var object = fields.object("consent");
        if (object.isEmpty()) {
            fields.fault("consent", "missing", "consent {at, source} is missing");
            return Optional.empty();
        }
        var consent = Fields.of(object.get());
        var at = past(consent, "at");
        if (!consent.has("at")) {
            consent.fault("at", "missing", "at is missing");
        }
        String source =
                PlainLine.of(consent.requiredText("source", LONGEST_WORD)).value();
        var wording = consent.text("wording", LONGEST_WORDING);
        var language = language(consent);
        consent.refuseOthers();
        consent.faults().forEach(fault -> fields.fault("consent", fault.code(), "consent: " + fault.message()));
        return at.map(time -> new Agreed(time, source, storable(wording.orElse("")), language));
    }

    /// Word for word, but for what no database takes.
    private static String storable(String text) {
        return new String(text.replace("\0", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /// A time that is given, and was: clocks may differ a little.
    private Optional<Instant> past(Fields fields, String name) {
        var time = fields.time(name);
        if (time.filter(it -> it.isAfter(now.plus(CLOCKS_DIFFER))).isPresent()) {
            fields.fault(name, "in-the-future", name + " lies in the future");
        }
        return time;
    }

    /// `true`, a reason (`"bounced"`), or `{why, at}`. A no without a time counts from now.
    private Optional<Suppression> suppression(Fields fields, JsonNode line) {
        if (!fields.has("suppressed")) {
            return Optional.empty();
        }
        JsonNode suppressed = line.get("suppressed");
        if (suppressed.isBoolean()) {
            return suppressed.booleanValue()
                    ? Optional.of(new Suppression(now, Suppression.Why.IMPORT, ""))
                    : Optional.empty();
        }
        return suppressed.isObject() ? explained(fields, Fields.of(suppressed)) : named(fields, "suppressed", now);
    }

    private Optional<Suppression> explained(Fields line, Fields suppressed) {
        var at = suppressed.time("at").orElse(now);
        var suppression = named(suppressed, "why", at);
        suppressed.refuseOthers();
        suppressed.faults().forEach(fault -> line.fault("suppressed", fault.code(), "suppressed: " + fault.message()));
        return suppression;
    }

    private static Optional<Suppression> named(Fields fields, String field, Instant at) {
        var why = Suppression.Why.of(fields.requiredText(field, LONGEST_WORD));
        if (why.isEmpty()) {
            fields.fault(
                    field,
                    "unknown-reason",
                    field + " must be a reason: import, refused, bounced, complained or by-hand");
        }
        return why.map(known -> new Suppression(at, known, ""));
    }

    private record ImportedFollows(Map<Subject, Pace> subjects, Map<SearchText, Pace> searches) {}
}
