package depesche.topic;

import depesche.db.Database;
import depesche.text.Slug;
import depesche.topic.vocabulary.Concept;
import depesche.web.PageChanges;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Topics from a published vocabulary, in its tree, in one transaction. What is there already stays as it is and gets
/// the labels and aliases it does not have: a topic that was loaded before, whatever it is called by now and wherever
/// it
/// went, or one of the same name. Topics of countries are left alone. Again: nothing changes.
public final class VocabularyTopics {

    private static final String UNDONE = "dry_run";

    private final Database db;
    private final PageChanges pages;
    private final InstantSource clock;

    public VocabularyTopics(Database db, PageChanges pages, InstantSource clock) {
        this.db = db;
        this.pages = pages;
        this.clock = clock;
    }

    /// What became of the concepts.
    ///
    /// @param made new topics
    /// @param joined found as a topic of that name
    /// @param enriched loaded before, and got labels or aliases now
    public record Loaded(int made, int joined, int enriched, int unchanged) {}

    /// @param concepts each behind the one above it
    /// @param onEach runs after each
    public Loaded load(List<Concept> concepts, Runnable onEach) {
        return db.write(tx -> load(tx, concepts, onEach));
    }

    /// What [#load] would do.
    public Loaded foretell(List<Concept> concepts, Runnable onEach) {
        return db.write(tx -> {
            tx.savepoint(UNDONE);
            Loaded loaded = load(tx, concepts, onEach);
            tx.rollbackToSavepoint(UNDONE);
            return loaded;
        });
    }

    private Loaded load(Handle tx, List<Concept> concepts, Runnable onEach) {
        TopicNames.lock(tx);
        var loading = new Loading(tx, Topics.tree(tx), clock.instant());
        for (Concept concept : concepts) {
            loading.take(concept);
            onEach.run();
        }
        if (loading.made + loading.joined + loading.enriched > 0) {
            pages.record(tx, Set.of("site", "front"));
        }
        return new Loaded(loading.made, loading.joined, loading.enriched, loading.unchanged);
    }

    /// One loading, while it goes on.
    private static final class Loading {

        private final Handle tx;
        private final TopicTree tree;
        private final Instant now;
        private final Map<String, TopicId> loaded;
        private final Map<String, Topic> free = new HashMap<>();
        private final Set<String> slugs = new HashSet<>();
        private int made;
        private int joined;
        private int enriched;
        private int unchanged;

        Loading(Handle tx, TopicTree tree, Instant now) {
            this.tx = tx;
            this.tree = tree;
            this.now = now;
            this.loaded = concepts(tx);
            Set<TopicId> others =
                    new HashSet<>(loaded.values().stream().map(tree::survivor).collect(Collectors.toSet()));
            tree.bySlug(CountryTopics.SLUG).ifPresent(countries -> others.addAll(tree.withDescendants(countries.id())));
            tree.all().stream()
                    .filter(topic -> !others.contains(topic.id()))
                    .forEach(topic ->
                            topic.labels().forEach((language, label) -> free.putIfAbsent(key(language, label), topic)));
        }

        void take(Concept concept) {
            Optional<Topic> known =
                    Optional.ofNullable(loaded.get(concept.uri())).flatMap(tree::byId);
            if (known.isPresent()) {
                boolean isEnriched = enrich(known.get(), concept);
                enriched += isEnriched ? 1 : 0;
                unchanged += isEnriched ? 0 : 1;
                return;
            }
            Optional<Topic> same = concept.labels().entrySet().stream()
                    .flatMap(label -> Optional.ofNullable(free.get(key(label.getKey(), label.getValue()))).stream())
                    .findFirst();
            if (same.isPresent()) {
                enrich(same.get(), concept);
                free.values().removeIf(same.get()::equals);
                joined++;
                remember(concept, same.get().id());
            } else {
                remember(concept, insert(concept));
                made++;
            }
        }

        private static String key(String language, String label) {
            return language + " " + label.toLowerCase(Locale.ROOT);
        }

        private boolean enrich(Topic topic, Concept concept) {
            Map<String, String> missing = new HashMap<>(concept.labels());
            missing.keySet().removeAll(topic.labels().keySet());
            TopicNames.label(tx, topic.id(), missing);
            int aliases = Topics.addAliases(tx, topic.id(), concept.aliases());
            return aliases > 0 || !missing.isEmpty();
        }

        private TopicId insert(Concept concept) {
            Optional<TopicId> parent = concept.broader().map(loaded::get).map(tree::survivor);
            return Topics.insert(
                            tx,
                            new NewTopic(slug(concept), concept.labels(), concept.aliases(), Optional.empty()),
                            parent,
                            now)
                    .orElseThrow(() -> new IllegalStateException("a slug was taken under the lock: " + concept.uri()));
        }

        /// Of its first label; where that is taken, with the number that it has in its vocabulary.
        private String slug(Concept concept) {
            var first = concept.labels().entrySet().iterator().next();
            String slug = Slug.of(first.getValue(), Locale.forLanguageTag(first.getKey()))
                    .value();
            String own = concept.uri().replaceFirst(".*[/#:]", "").toLowerCase(Locale.ROOT);
            return isFree(slug) ? slug : slug + "-" + Slug.of(own, Locale.ROOT).value();
        }

        private boolean isFree(String slug) {
            return tree.bySlug(slug).isEmpty() && slugs.add(slug);
        }

        private void remember(Concept concept, TopicId topic) {
            loaded.put(concept.uri(), topic);
            tx.createUpdate("""
                    insert into topic_concept (uri, topic_id)
                    values (:uri, :topic)
                        on conflict (uri) do update
                       set topic_id = excluded.topic_id
                    """)
                    .bind("uri", concept.uri())
                    .bind("topic", topic.value())
                    .execute();
        }

        private static Map<String, TopicId> concepts(Handle tx) {
            Map<String, TopicId> concepts = new HashMap<>();
            tx.createQuery("select uri, topic_id from topic_concept")
                    .map((row, _) -> concepts.put(row.getString("uri"), new TopicId(row.getLong("topic_id"))))
                    .list();
            return concepts;
        }
    }
}
