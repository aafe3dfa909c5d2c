package depesche.follow;

import depesche.account.Consent;
import depesche.account.Consents;
import depesche.account.Reader;
import depesche.account.ReaderId;
import depesche.account.Suppression;
import depesche.follow.Subject.Kind;
import depesche.search.saved.SavedSearches;
import depesche.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Readers as lines of an export: what an import takes. Nothing in them depends on numbers of this database, so that an
/// import elsewhere gives the same lines again.
final class ExportLines {

    private final Map<ReaderId, List<Follow>> follows;
    private final Map<ReaderId, Consent> consents;
    private final Map<Subject, String> names;

    private ExportLines(
            Map<ReaderId, List<Follow>> follows, Map<ReaderId, Consent> consents, Map<Subject, String> names) {
        this.follows = follows;
        this.consents = consents;
        this.names = names;
    }

    /// A line for each of these readers, in a few statements for all of them.
    static List<Map<String, Object>> of(Handle tx, List<Reader> readers) {
        List<ReaderId> ids = readers.stream().map(Reader::id).toList();
        Map<ReaderId, List<Follow>> follows = Follows.ofAll(tx, ids);
        List<Subject> subjects = follows.values().stream()
                .flatMap(List::stream)
                .map(Follow::subject)
                .distinct()
                .toList();
        var lines = new ExportLines(follows, Consents.last(tx, ids), names(tx, subjects));
        return readers.stream().map(lines::line).toList();
    }

    /// Slugs, and of searches their text.
    private static Map<Subject, String> names(Handle tx, List<Subject> subjects) {
        Map<Subject, String> names = new HashMap<>();
        var tree = Topics.tree(tx);
        subjects.forEach(
                subject -> subject.topicId().flatMap(tree::byId).ifPresent(topic -> names.put(subject, topic.slug())));
        NamedSubjects.among(tx, subjects).forEach(named -> names.put(named.subject(), named.slug()));
        SavedSearches.texts(
                        tx,
                        subjects.stream()
                                .flatMap(subject -> subject.searchId().stream())
                                .toList())
                .forEach((id, text) -> names.put(Subject.search(id), text));
        return names;
    }

    private Map<String, Object> line(Reader reader) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("email", reader.email().value());
        line.put("language", reader.language().toLanguageTag());
        line.put("timeZone", reader.timeZone().getId());
        var consent = Optional.ofNullable(consents.get(reader.id()));
        line.put("follows", follows(reader.id(), consent.map(Consent::at).orElse(Instant.EPOCH)));
        consent.ifPresent(it -> line.put("consent", json(it)));
        reader.suppression().ifPresent(suppression -> line.put("suppressed", json(suppression)));
        return line;
    }

    /// @param usual the time that stands for a follow's own where it is not said
    private List<Map<String, Object>> follows(ReaderId reader, Instant usual) {
        List<Map<String, Object>> sorted = new ArrayList<>();
        follows.getOrDefault(reader, List.of()).stream()
                .filter(follow -> names.containsKey(follow.subject()))
                .sorted(Comparator.comparing((Follow follow) -> follow.subject().kind())
                        .thenComparing(follow -> names.getOrDefault(follow.subject(), "")))
                .forEach(follow -> sorted.add(json(follow, usual)));
        return sorted;
    }

    private Map<String, Object> json(Follow follow, Instant usual) {
        Map<String, Object> json = new LinkedHashMap<>();
        Kind kind = follow.subject().kind();
        json.put(kind == Kind.SEARCH ? "query" : kind.stored(), names.getOrDefault(follow.subject(), ""));
        json.put("cadence", follow.cadence().word());
        if (!follow.since().equals(usual)) {
            json.put("since", follow.since().toString());
        }
        return json;
    }

    private static Map<String, Object> json(Consent consent) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", consent.at().toString());
        json.put("source", consent.source());
        if (!consent.wording().isEmpty() && consent.wording().length() <= ImportedReaders.LONGEST_WORDING) {
            json.put("wording", consent.wording());
            json.put("language", consent.language().toLanguageTag());
        }
        return json;
    }

    private static Map<String, Object> json(Suppression suppression) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("why", suppression.why().word());
        json.put("at", suppression.at().toString());
        return json;
    }
}
