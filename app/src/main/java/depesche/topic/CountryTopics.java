package depesche.topic;

import depesche.db.Database;
import depesche.text.Slug;
import depesche.web.PageChanges;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// A topic for each country, with its adjectives as aliases, for a newsroom that begins. What is there already
/// stays as it is and gets the aliases it does not have. Again: nothing changes.
public final class CountryTopics {

    /// Of the topic above them.
    static final String SLUG = "countries";

    private static final NewTopic PARENT =
            new NewTopic(SLUG, Map.of("de", "Länder", "en", "Countries"), List.of(), Optional.empty());

    private final Database db;
    private final PageChanges pages;
    private final InstantSource clock;

    public CountryTopics(Database db, PageChanges pages, InstantSource clock) {
        this.db = db;
        this.pages = pages;
        this.clock = clock;
    }

    /// How many topics were made, and how many got aliases.
    public record Made(int topics, int enriched) {}

    public Made make() {
        return db.write(this::make);
    }

    private Made make(Handle tx) {
        TopicNames.lock(tx);
        TopicTree before = Topics.tree(tx);
        Instant now = clock.instant();
        Optional<TopicId> parent =
                before.bySlug(PARENT.slug()).map(Topic::id).or(() -> Topics.insert(tx, PARENT, Optional.empty(), now));
        int made = 0;
        int enriched = 0;
        for (Country country : Country.all()) {
            Optional<Topic> present = present(country, before);
            if (present.isPresent()) {
                enriched += Topics.addAliases(tx, present.get().id(), country.aliases()) > 0 ? 1 : 0;
            } else {
                made += Topics.insert(tx, topic(country), parent, now).isPresent() ? 1 : 0;
            }
        }
        if (made > 0) {
            pages.record(tx, Set.of("site", "front"));
        }
        return new Made(made, enriched);
    }

    /// A topic of that name, or at that address.
    private static Optional<Topic> present(Country country, TopicTree topics) {
        return topics.bySlug(slug(country))
                .or(() -> topics.all().stream()
                        .filter(topic -> country.names().entrySet().stream()
                                .anyMatch(name ->
                                        name.getValue().equals(topic.labels().get(name.getKey()))))
                        .findFirst());
    }

    private static NewTopic topic(Country country) {
        return new NewTopic(slug(country), country.names(), country.aliases(), Optional.empty());
    }

    private static String slug(Country country) {
        return Slug.of(country.names().getOrDefault("de", country.code()), Locale.GERMAN)
                .value();
    }
}
