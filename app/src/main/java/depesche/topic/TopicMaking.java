package depesche.topic;

import depesche.db.Database;
import depesche.text.PlainLine;
import depesche.text.Slug;
import depesche.web.Fault;
import depesche.web.PageChanges;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Making topics. A topic shows on pages as soon as it is there.
public final class TopicMaking {

    private static final int MOST_ALIASES = 500;

    private final Database db;
    private final PageChanges pages;
    private final InstantSource clock;

    public TopicMaking(Database db, PageChanges pages, InstantSource clock) {
        this.db = db;
        this.pages = pages;
        this.clock = clock;
    }

    public TopicResult make(NewTopic asked) {
        return db.write(tx -> make(tx, asked));
    }

    /// Within a transaction of the caller.
    public TopicResult make(Handle tx, NewTopic asked) {
        var faults = new ArrayList<Fault>();
        NewTopic clean = cleaned(asked, faults);
        return make(tx, clean, faults);
    }

    private TopicResult make(Handle tx, NewTopic topic, List<Fault> faults) {
        TopicNames.lock(tx);
        TopicTree tree = Topics.tree(tx);
        Optional<Topic> parent = topic.parent().flatMap(tree::bySlug);
        if (topic.parent().isPresent() && parent.isEmpty()) {
            faults.add(new Fault(
                    "parent",
                    "unknown-topic",
                    "there is no topic " + topic.parent().get()));
        }
        if (!faults.isEmpty()) {
            return new TopicResult.Faulty(faults);
        }
        Optional<Topic> holder = tree.bySlug(topic.slug());
        if (holder.isPresent()) {
            return new TopicResult.SlugTaken(topic.slug(), holder.get().slug());
        }
        return Topics.insert(tx, topic, parent.map(Topic::id), clock.instant())
                .<TopicResult>map(id -> {
                    pages.record(tx, Set.of("site", "front"));
                    return new TopicResult.Made(Topics.tree(tx).byId(id).orElseThrow());
                })
                .orElseGet(() -> new TopicResult.SlugTaken(topic.slug(), topic.slug()));
    }

    private static NewTopic cleaned(NewTopic asked, List<Fault> faults) {
        Map<String, String> labels = TopicNames.labels(asked.labels(), faults);
        if (asked.labels().isEmpty()) {
            faults.add(new Fault("labels", "missing", "a topic needs a label in at least one language"));
        }
        List<String> aliases = asked.aliases().stream()
                .map(PlainLine::of)
                .filter(alias -> !alias.isEmpty())
                .map(PlainLine::value)
                .distinct()
                .toList();
        if (aliases.size() > MOST_ALIASES) {
            faults.add(new Fault("aliases", "too-many", "aliases has more than " + MOST_ALIASES + " entries"));
        }
        var clean = new NewTopic(asked.slug(), labels, aliases, asked.parent());
        return withSlug(clean, faults);
    }

    private static NewTopic withSlug(NewTopic topic, List<Fault> faults) {
        if (topic.slug().isEmpty() && !topic.labels().isEmpty()) {
            var first = topic.labels().entrySet().iterator().next();
            return topic.withSlug(Slug.of(first.getValue(), Locale.forLanguageTag(first.getKey()))
                    .value());
        }
        return topic.slug().isEmpty() || TopicNames.isSlug(topic.slug(), faults) ? topic : topic.withSlug("");
    }
}
