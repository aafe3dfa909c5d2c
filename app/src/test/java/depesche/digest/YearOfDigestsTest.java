package depesche.digest;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.alert.AlertId;
import depesche.alert.PlanAlert;
import depesche.alert.Planning;
import depesche.alert.ReaderBytes;
import depesche.follow.FollowIndex;
import depesche.search.saved.Matching;
import depesche.testing.TestClock;
import depesche.testing.TestDatabase;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.roaringbitmap.RoaringBitmap;

/// A year on a clock that is moved, against a model that looks at one reader at a time and finds the ends of windows
/// by going through the year in quarters of an hour.
class YearOfDigestsTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("Europe/Berlin"), ZoneId.of("America/St_Johns"), ZoneId.of("Pacific/Chatham"));
    private static final int[] HOURS = {0, 1, 2, 3, 7, 12, 23};
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
    private static final int ITEMS = 300;

    private record Clock(ZoneId zone, int hour) {}

    /// An alert that was put to a reader's digests: what came of it, and when.
    private record Put(int reader, long alert, String cadence) {}

    private static final class Person {
        private final int id;
        private final boolean isRestless;
        private Clock clock;
        private DayOfWeek day = DayOfWeek.MONDAY;
        /// By topic.
        private final Map<Integer, String> cadences = new TreeMap<>(Map.of(1, "daily", 2, "weekly", 3, "instant"));
        private final Map<String, Instant> marks = new HashMap<>();
        private final Map<String, List<Item>> waiting =
                new HashMap<>(Map.of("daily", new ArrayList<>(), "weekly", new ArrayList<>()));

        Person(int id, Clock clock, boolean isRestless) {
            this.id = id;
            this.clock = clock;
            this.isRestless = isRestless;
        }
    }

    private record Item(long alert, Instant at) {}

    private final TestClock clock = TestClock.at(BEGIN.toString());
    private final FollowIndex index = new FollowIndex(db.database());
    private final Planning planning = new Planning(db.database(), index, new Matching(), (_, _) -> {}, clock);
    private final Closing closing = new Closing(db.database(), index, (_, _) -> {}, clock);
    private final Random random = new Random(20260101);
    private final List<Person> people = new ArrayList<>();
    private final Map<Clock, NavigableSet<Instant>> ends = new HashMap<>();
    private final Map<Put, Instant> expected = new HashMap<>();

    @Test
    void everyItemIsInExactlyOneWindowOfEachReader() {
        prepare();
        var events = events();
        for (var event : events) {
            clock.advance(Duration.between(clock.instant(), event.at()));
            switch (event.what()) {
                case ITEM -> publish();
                case TICK -> tick();
                case CHANGE -> changeSomeone();
                case STEP_BACK -> clock.advance(Duration.ofMinutes(-random.nextInt(180)));
            }
        }
        clock.advance(Duration.ofDays(9));
        tick();

        assertThat(expected).hasSizeGreaterThan(3_000);
        assertThat(people)
                .allSatisfy(person -> assertThat(person.waiting.values()).allMatch(List::isEmpty));
        assertThat(told()).isEqualTo(expected);
        assertThat(receivers()).isEqualTo(receiversByContents());
    }

    private enum What {
        ITEM,
        TICK,
        CHANGE,
        STEP_BACK
    }

    private record Event(Instant at, What what) {}

    /// Publications at random instants, a third of them exactly when some window ends; the clock looked at a few times
    /// a day, but not at all on some days; people changing their minds; a clock that is set back.
    private List<Event> events() {
        var down = new TreeSet<LocalDate>();
        for (int i = 0; i < 20; i++) {
            LocalDate day = LocalDate.of(2026, 1, 3).plusDays(random.nextInt(355));
            down.addAll(List.of(day, day.plusDays(1)));
        }
        var events = new ArrayList<Event>();
        for (int i = 0; i < ITEMS; i++) {
            events.add(new Event(random.nextInt(3) == 0 ? someEnd() : someInstant(), What.ITEM));
        }
        for (int i = 0; i < 550; i++) {
            events.add(new Event(random.nextInt(3) == 0 ? someEnd() : someInstant(), What.TICK));
        }
        for (int i = 0; i < 250; i++) {
            events.add(new Event(someInstant(), What.CHANGE));
        }
        for (int i = 0; i < 12; i++) {
            events.add(new Event(someInstant(), What.STEP_BACK));
        }
        events.removeIf(event -> down.contains(event.at().atZone(ZoneOffset.UTC).toLocalDate()));
        Collections.shuffle(events, random);
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    private Instant someInstant() {
        return BEGIN.plusSeconds(random.nextLong(Duration.between(BEGIN, END).toSeconds()));
    }

    private Instant someEnd() {
        var clockwork = new Clock(ZONES.get(random.nextInt(3)), HOURS[random.nextInt(HOURS.length)]);
        Instant end = ends.get(clockwork).floor(someInstant());
        return end == null ? someInstant() : end;
    }

    private void prepare() {
        for (ZoneId zone : ZONES) {
            for (int hour : HOURS) {
                ends.put(new Clock(zone, hour), ends(zone, hour));
            }
        }
        db.database()
                .change(tx -> tx.execute(
                        "insert into topic (slug, created_at) values ('a', now()), ('b', now()), ('c', now())"));
        int id = 0;
        for (Clock each : ends.keySet().stream()
                .sorted(Comparator.comparing(Clock::toString))
                .toList()) {
            for (boolean isRestless : new boolean[] {true, false}) {
                people.add(new Person(++id, each, isRestless));
            }
        }
        people.forEach(this::settle);
    }

    /// Of each day the first quarter of an hour at which its clock shows this hour or a later one.
    private static NavigableSet<Instant> ends(ZoneId zone, int hour) {
        var ends = new TreeSet<Instant>();
        LocalDate done = LocalDate.MIN;
        for (Instant at = BEGIN.minus(Duration.ofDays(2));
                at.isBefore(END.plus(Duration.ofDays(12)));
                at = at.plus(Duration.ofMinutes(15))) {
            var local = at.atZone(zone);
            if (local.getHour() >= hour && local.toLocalDate().isAfter(done)) {
                done = local.toLocalDate();
                ends.add(at);
            }
        }
        ends.pollFirst();
        return ends;
    }

    private void settle(Person person) {
        db.database().change(tx -> {
            tx.createUpdate("""
                            insert into reader (id, email, language, time_zone, created_at)
                            overriding system value
                            values (:id, :id || '@reader.example', 'de', :zone, :now)
                                on conflict (id) do update set time_zone = excluded.time_zone
                            """)
                    .bind("id", person.id)
                    .bind("zone", person.clock.zone().getId())
                    .bind("now", clock.instant())
                    .execute();
            tx.createUpdate("""
                            insert into reader_wish (reader_id, digest_hour, digest_weekday)
                            values (:id, :hour, :day)
                                on conflict (reader_id) do update
                               set digest_hour = excluded.digest_hour, digest_weekday = excluded.digest_weekday
                            """)
                    .bind("id", person.id)
                    .bind("hour", person.clock.hour())
                    .bind("day", person.day.getValue())
                    .execute();
            person.cadences.forEach((topic, cadence) -> tx.createUpdate("""
                            insert into follow (kind, subject_id, reader_id, cadence, since)
                            values ('topic', :topic, :id, :cadence, now())
                                on conflict (kind, subject_id, reader_id) do update set cadence = excluded.cadence
                            """)
                    .bind("topic", topic)
                    .bind("id", person.id)
                    .bind("cadence", cadence)
                    .execute());
        });
    }

    private void changeSomeone() {
        var person = people.get(random.nextInt(people.size()));
        if (!person.isRestless) {
            return;
        }
        var clockworks = ends.keySet().stream()
                .sorted(Comparator.comparing(Clock::toString))
                .toList();
        switch (random.nextInt(3)) {
            case 0 -> person.clock = clockworks.get(random.nextInt(clockworks.size()));
            case 1 -> person.day = DayOfWeek.of(1 + random.nextInt(7));
            default ->
                person.cadences.put(
                        1 + random.nextInt(3),
                        List.of("daily", "weekly", "instant", "breaking").get(random.nextInt(4)));
        }
        settle(person);
    }

    /// An article of two topics, planned at once.
    private void publish() {
        int first = 1 + random.nextInt(3);
        int second = 1 + random.nextInt(3);
        long alert = db.database().write(tx -> {
            long article = tx.createQuery("""
                            insert into article (slug, state, revision, language, created_at, changed_at, published_at)
                            values ('a', 'published', 1, 'de', :now, :now, :now)
                            returning id
                            """)
                    .bind("now", clock.instant())
                    .mapTo(Long.class)
                    .one();
            tx.createUpdate("""
                            insert into revision (article_id, number, headline, body, bylines, sources, breaking, topics,
                                                  reading_minutes, saved_at, saved_by)
                            values (:article, 1, 'Neu', '', '{}', '{}', false, '{}', 1, :now, 'Ada')
                            """)
                    .bind("article", article)
                    .bind("now", clock.instant())
                    .execute();
            return tx.createQuery("""
                            insert into alert (article_id, kind, occasion, revision, subjects, lane, created_at, due_at, not_after)
                            values (:article, 'new', 0, 1, array[:first, :second]::bigint[], 1, :now, :now, :now)
                            returning id
                            """)
                    .bind("article", article)
                    .bind("first", first)
                    .bind("second", second)
                    .bind("now", clock.instant())
                    .mapTo(Long.class)
                    .one();
        });
        planning.plan(new PlanAlert(alert));
        Instant at = db.database()
                .read(tx -> tx.createQuery("select planned_at from alert where id = :id")
                        .bind("id", alert)
                        .mapTo(OffsetDateTime.class)
                        .one()
                        .toInstant());
        for (Person person : people) {
            var cadences = List.of(person.cadences.get(first), person.cadences.get(second));
            if (!cadences.contains("instant") && cadences.contains("daily")) {
                person.waiting.get("daily").add(new Item(alert, at));
            } else if (!cadences.contains("instant") && cadences.contains("weekly")) {
                person.waiting.get("weekly").add(new Item(alert, at));
            }
        }
    }

    private void tick() {
        closing.closeWhatIsDue();
        people.forEach(person -> {
            closeInModel(person, "daily", ends.get(person.clock).floor(clock.instant()));
            Instant end = ends.get(person.clock).floor(clock.instant());
            while (end != null && end.atZone(person.clock.zone()).getDayOfWeek() != person.day) {
                end = ends.get(person.clock).lower(end);
            }
            closeInModel(person, "weekly", end);
        });
    }

    private void closeInModel(Person person, String cadence, Instant end) {
        Instant mark = person.marks.getOrDefault(cadence, Instant.MIN);
        if (end == null || !end.isAfter(mark)) {
            return;
        }
        person.marks.put(cadence, end);
        person.waiting.get(cadence).removeIf(item -> {
            boolean isIn = !item.at().isBefore(mark) && item.at().isBefore(end);
            if (isIn) {
                Instant before = expected.put(new Put(person.id, item.alert(), cadence), end);
                assertThat(before).isNull();
            }
            return isIn;
        });
    }

    /// What digests tell, by the code that carriers ask; nobody is told anything twice.
    private static Map<Put, Instant> told() {
        var told = new HashMap<Put, Instant>();
        digests()
                .forEach(digest -> contents(digest)
                        .forEach((item, readers) -> readers.forEach((int reader) -> {
                            var put = new Put(
                                    reader, item.value(), digest.cadence().word());
                            assertThat(told.put(put, digest.closedAt()))
                                    .as("%s told twice", put)
                                    .isNull();
                        })));
        return told;
    }

    private static Map<AlertId, RoaringBitmap> contents(Digests.Digest digest) {
        var all = RoaringBitmap.bitmapOfRange(1, 1_000);
        return db.database().read(tx -> Digests.contents(tx, digest, 1, all));
    }

    private static List<Digests.Digest> digests() {
        return db.database()
                .read(tx -> tx.createQuery("select alert_id from digest order by alert_id")
                        .mapTo(Long.class)
                        .map(id -> Digests.byAlert(tx, new AlertId(id)))
                        .list());
    }

    private static Map<AlertId, RoaringBitmap> receiversByContents() {
        var receivers = new HashMap<AlertId, RoaringBitmap>();
        digests().forEach(digest -> {
            var all = new RoaringBitmap();
            contents(digest).values().forEach(all::or);
            receivers.put(digest.alert(), all);
        });
        return receivers;
    }

    private static Map<AlertId, RoaringBitmap> receivers() {
        var receivers = new HashMap<AlertId, RoaringBitmap>();
        db.database()
                .read(tx -> tx.createQuery("""
                        select d.alert_id, s.readers
                          from digest d
                          join alert_slice s on s.alert_id = d.alert_id
                        """)
                        .map((row, _) -> receivers.merge(
                                new AlertId(row.getLong("alert_id")),
                                ReaderBytes.read(row.getBytes("readers")),
                                (one, other) -> RoaringBitmap.or(one, other)))
                        .list());
        return receivers;
    }
}
