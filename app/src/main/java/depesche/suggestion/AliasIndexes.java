package depesche.suggestion;

import depesche.db.Database;
import depesche.language.Analysis;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The names of all topics by language, made again when a topic has changed.
public final class AliasIndexes {

    private final Database db;
    private final Map<String, Terms> terms = new ConcurrentHashMap<>();
    private volatile State state = new State("", Topics.empty(), new ConcurrentHashMap<>());

    /// @param version by which a change of any topic is seen
    private record State(String version, TopicTree topics, Map<String, AliasIndex> byLanguage) {}

    public AliasIndexes(Database db) {
        this.db = db;
    }

    /// The topics as they are now.
    TopicTree topics() {
        return current().topics();
    }

    /// Of these topics; kept for as long as they are the current ones.
    AliasIndex of(TopicTree topics, Locale language) {
        State now = state;
        return now.topics() == topics
                ? now.byLanguage().computeIfAbsent(language.getLanguage(), _ -> made(topics, language))
                : made(topics, language);
    }

    private State current() {
        State now = state;
        return db.read(Topics::version).equals(now.version()) ? now : renewed();
    }

    private State renewed() {
        State renewed = db.inSnapshot(tx -> new State(Topics.version(tx), Topics.tree(tx), new ConcurrentHashMap<>()));
        state = renewed;
        return renewed;
    }

    private AliasIndex made(TopicTree topics, Locale language) {
        String tag = language.getLanguage();
        return new AliasIndex(topics, language, terms.computeIfAbsent(tag, _ -> new Terms(Analysis.of(tag))));
    }
}
