package depesche.suggestion;

import depesche.db.Database;
import depesche.suggestion.AliasIndex.Found;
import depesche.suggestion.AliasRecord.Count;
import depesche.topic.TopicId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Learns of the published articles which topics editors choose. Nothing of it happens where an article is published:
/// it is a job beside, and what it learned is stored in one transaction. Ended in the middle, it has done nothing.
public final class Training {

    /// So many new choices, or a twentieth of what was learned of, are enough to learn anew.
    private static final int ENOUGH = 20;

    private static final int SHARE = 20;

    private final Database db;
    private final AliasIndexes aliases;
    private final KnownTopics known;
    private final InstantSource clock;
    private final ReentrantLock learning = new ReentrantLock();

    public Training(Database db, AliasIndexes aliases, KnownTopics known, InstantSource clock) {
        this.db = db;
        this.aliases = aliases;
        this.known = known;
        this.clock = clock;
    }

    /// What it came to.
    ///
    /// @param articles that were read
    /// @param topics that are suggested because of their words
    public record Trained(int articles, int topics) {}

    /// Learns now. Two at once: one after the other. It computes for minutes where the archive is large.
    public Trained train() {
        return OwnThread.computed("topic-learning", this::learn);
    }

    private Trained learn() {
        learning.lock();
        try {
            Instant now = clock.instant();
            ArchiveExamples examples = ArchiveExamples.of(db);
            AliasRecord record = record(examples);
            Optional<TopicModel> model = Learning.of(examples);
            Trained trained = new Trained(
                    examples.size(), model.map(found -> found.topics().size()).orElse(0));
            byte[] bytes = KnowledgeBytes.written(new Knowledge(model, record));
            db.change(tx -> TopicModels.replace(tx, now, trained.articles(), trained.topics(), bytes));
            known.refresh();
            return trained;
        } finally {
            learning.unlock();
        }
    }

    /// Learns if editors have chosen enough since it last did; run as housekeeping, on one node at a time.
    public void trainWhenDue() {
        if (isDue()) {
            train();
        }
    }

    private boolean isDue() {
        Optional<TopicModels.Row> last = db.read(TopicModels::newest);
        int enough = last.map(row -> Math.max(ENOUGH, row.articles() / SHARE)).orElse(ENOUGH);
        int changed = db.read(tx -> tx.createQuery("""
                        select count(*)
                          from (select 1
                                  from article
                                 where changed_at > :since
                                   and state = 'published'
                                 limit :enough) as changed
                        """)
                .bind("since", last.map(TopicModels.Row::learnedOf).orElse(Instant.EPOCH))
                .bind("enough", enough)
                .mapTo(Integer.class)
                .one());
        return changed >= enough;
    }

    private AliasRecord record(ArchiveExamples examples) {
        var tree = aliases.topics();
        Map<Long, Count> counts = new HashMap<>();
        for (Example example : examples) {
            Map<TopicId, Found> found =
                    aliases.of(tree, example.text().language()).in(example.text());
            found.keySet().forEach(topic -> {
                int chosen = example.topics().contains(topic.value()) ? 1 : 0;
                counts.merge(
                        topic.value(),
                        new Count(1, chosen),
                        (one, other) -> new Count(one.found() + other.found(), one.chosen() + other.chosen()));
            });
        }
        return new AliasRecord(counts);
    }
}
