package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.alert.ReaderBytes;
import depesche.article.ArticleId;
import depesche.follow.Cadence;
import depesche.follow.QuietHours;
import depesche.follow.ReaderWish;
import depesche.testing.TestDatabase;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random readers with random follows and wishes, and random articles: what planning freezes is what a model says
/// that looks at one reader at a time.
class WhoHearsHowTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final List<String> ZONES =
            List.of("Europe/Berlin", "America/St_Johns", "Pacific/Chatham", "America/Los_Angeles");
    private static final int READERS = 60;
    private static final int ARTICLES = 60;

    /// What the model knows of a reader.
    private static final class Person {
        private final ReaderId id;
        private final Map<String, Cadence> follows = new TreeMap<>();
        private final List<Instant> counted = new ArrayList<>();
        private ZoneId zone = ZoneId.of("Europe/Berlin");
        private ReaderWish wish = ReaderWish.DEFAULT;
        private boolean isMailed = true;

        Person(ReaderId id) {
            this.id = id;
        }

        /// How the reader hears of an article that comes now: a word, and when.
        Optional<String> hears(Set<String> topics, boolean isBreaking, Instant now) {
            var matching = follows.entrySet().stream()
                    .filter(follow -> topics.contains(follow.getKey()))
                    .map(Map.Entry::getValue)
                    .filter(cadence -> isBreaking || cadence != Cadence.BREAKING)
                    .sorted()
                    .findFirst();
            return matching.map(cadence -> {
                if (wish.pausedUntil().filter(now::isBefore).isPresent()) {
                    return "paused";
                }
                boolean isSlow = cadence == Cadence.DAILY || cadence == Cadence.WEEKLY;
                return isSlow && isMailed ? cadence.word() : atOnce(cadence, isBreaking, now);
            });
        }

        private String atOnce(Cadence cadence, boolean isBreaking, Instant now) {
            Instant due = now;
            if (wish.quiet().isPresent() && !(isBreaking && wish.breakingInQuiet())) {
                while (wish.quiet().get().covers(due.atZone(zone).getHour())) {
                    due = due.plus(Duration.ofMinutes(15));
                }
            }
            if (cadence == Cadence.INSTANT && wish.mostADay().isPresent() && isMailed) {
                LocalDate day = due.atZone(zone).toLocalDate();
                long had = counted.stream()
                        .filter(each -> each.atZone(zone).toLocalDate().equals(day))
                        .count();
                if (had >= wish.mostADay().get()) {
                    return "over";
                }
                counted.add(due);
            }
            return "at " + due;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void planningDividesReadersAsAModelDoesThatLooksAtOneAtATime(long seed) {
        var random = new Random(seed);
        try (var lantern = Lantern.open(db)) {
            lantern.clock().advance(Duration.ofDays(100 * seed));
            String[] topics = topics(lantern, seed);
            var people = new ArrayList<Person>();
            for (int i = 0; i < READERS; i++) {
                people.add(new Person(lantern.reader("r" + i + "-" + seed + "@reader.example", "de")));
            }
            for (int i = 0; i < ARTICLES; i++) {
                lantern.clock().advance(Duration.ofMinutes(15L * random.nextInt(40)));
                for (int change = 0; change < 8; change++) {
                    changeSomeone(lantern, people.get(random.nextInt(READERS)), topics, random);
                }
                assertHears(lantern, people, topics, random);
            }
        }
    }

    private static String[] topics(Lantern lantern, long seed) {
        String[] names = {"water-" + seed, "harbour-" + seed, "fishing-" + seed, "weather-" + seed};
        lantern.topic(names[0], "Wasser", "Water", "")
                .topic(names[1], "Hafen", "Harbour", names[0])
                .topic(names[2], "Fischfang", "Fishing", names[0])
                .topic(names[3], "Wetter", "Weather", "");
        return names;
    }

    private static void changeSomeone(Lantern lantern, Person person, String[] topics, Random random) {
        String topic = topics[random.nextInt(topics.length)];
        switch (random.nextInt(5)) {
            case 0, 1 -> {
                var cadence = Cadence.values()[random.nextInt(4)];
                person.follows.put(topic, cadence);
                lantern.follow(person.id, topic, cadence);
            }
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    person.follows.clear();
                    lantern.unfollow(person.id);
                }
            }
            case 3 -> {
                person.zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
                person.wish = wish(random, lantern.clock().instant());
                lantern.wishes(person.id, person.wish, person.zone);
            }
            default -> {
                if (random.nextInt(6) == 0) {
                    person.isMailed = !person.isMailed;
                    lantern.mailed(person.id, person.isMailed);
                }
            }
        }
    }

    private static ReaderWish wish(Random random, Instant now) {
        int from = random.nextInt(24);
        Optional<QuietHours> quiet = random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(new QuietHours(from, (from + 1 + random.nextInt(20)) % 24));
        Optional<Instant> pause = switch (random.nextInt(5)) {
            case 0 -> Optional.of(now.plus(Duration.ofHours(random.nextInt(40))));
            case 1 -> Optional.of(random.nextInt(3) == 0 ? ReaderWish.UNTIL_UNDONE : now);
            default -> Optional.empty();
        };
        return new ReaderWish(
                random.nextInt(24),
                DayOfWeek.of(1 + random.nextInt(7)),
                quiet,
                random.nextBoolean(),
                pause,
                random.nextBoolean() ? Optional.of(1 + random.nextInt(3)) : Optional.empty(),
                random.nextBoolean());
    }

    private static void assertHears(Lantern lantern, List<Person> people, String[] topics, Random random) {
        int first = 1 + random.nextInt(3);
        int second = 1 + random.nextInt(3);
        boolean isBreaking = random.nextInt(4) == 0;
        var fallsUnder = new HashSet<>(Set.of(topics[first]));
        fallsUnder.add(topics[second]);
        var slugs = fallsUnder.toArray(String[]::new);
        if (first < 3 || second < 3) {
            fallsUnder.add(topics[0]);
        }
        ArticleId article =
                isBreaking ? lantern.breaking("Eilig " + random.nextInt(), slugs) : lantern.article("Neu", slugs);
        var reach = lantern.reach(article);

        AlertId alert = lantern.publish(article);

        var expected = new HashMap<Integer, String>();
        for (Person person : people) {
            person.hears(fallsUnder, isBreaking, lantern.clock().instant())
                    .ifPresent(how -> expected.put(person.id.value(), how));
        }
        assertThat(frozen(alert)).isEqualTo(expected);
        assertThat(reach.instant())
                .isEqualTo(expected.values().stream()
                        .filter(how -> how.startsWith("at"))
                        .count());
        assertThat(reach.readers())
                .isEqualTo(expected.values().stream()
                        .filter(how -> !how.equals("paused"))
                        .count());
        var report = lantern.progress(alert);
        assertThat(report.inDigest()).isEqualTo(reach.digest());
        assertThat(report.planned()).isEqualTo(report.counts().all() + report.inDigest());
    }

    /// What the tables say, nobody in two of them; of a reader's channels all say the same.
    private static Map<Integer, String> frozen(AlertId alert) {
        var found = new HashMap<Integer, String>();
        db.database()
                .read(tx -> tx.createQuery("""
                        select 'at' as how, coalesce(s.due_at, a.due_at) as due, s.readers, s.channel
                          from alert_slice s
                          join alert a on a.id = s.alert_id
                         where a.id = :alert
                         union all
                        select purpose, null, readers, 'email'
                          from alert_set
                         where alert_id = :alert
                        """)
                        .bind("alert", alert.value())
                        .map((row, _) -> {
                            var due = row.getObject("due", OffsetDateTime.class);
                            String how = due == null ? row.getString("how") : "at " + due.toInstant();
                            ReaderBytes.read(row.getBytes("readers")).forEach((int reader) -> {
                                String before = found.put(reader, how);
                                assertThat(before).as("reader %d", reader).isIn(null, how);
                            });
                            return how;
                        })
                        .list());
        return found;
    }
}
