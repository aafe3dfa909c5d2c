package depesche.delivery;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.article.ArticleId;
import depesche.delivery.ledger.End;
import depesche.follow.Cadence;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A newsroom on a sheet of paper: readers, articles, and who is to be told what, one reader at a time. It shares no
/// rule with the product, only the words.
final class PlainPaper {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int DIGEST_HOUR = 7;

    /// Topics and what each falls under beside itself.
    static final Map<String, List<String>> TOPICS = new TreeMap<>(Map.of(
            "water", List.of(),
            "harbour", List.of("water"),
            "locks", List.of("harbour", "water"),
            "weather", List.of(),
            "storm", List.of("weather")));

    /// Saved searches, and which articles they mean by what those fall under. Each article has these words.
    static final Map<String, Predicate<Set<String>>> SEARCHES = Map.of(
            "artikel topic:water", under -> under.contains("water"),
            "\"artikel fassung\"", _ -> false,
            "fassung -topic:weather", under -> !under.contains("weather"),
            "topic:harbour or topic:storm", under -> under.contains("harbour") || under.contains("storm"));

    static final class Person {
        final int number;
        final ReaderId id;
        final Map<String, Cadence> follows = new TreeMap<>();
        final Map<Cadence, Instant> marks = new HashMap<>();
        Optional<String> browser = Optional.empty();
        boolean isMailed = true;
        boolean isPaused;
        /// By hand: nothing more reaches them.
        boolean isClosed;
        /// Their address complained: no more mail reaches them.
        boolean isRefusing;

        Person(int number, ReaderId id) {
            this.number = number;
            this.id = id;
        }

        /// Who wants no mail gets it all the same where nothing else leads to them.
        boolean takesMail() {
            return (isMailed || browser.isEmpty()) && !isRefusing && !isClosed;
        }

        boolean isReached() {
            return !channels().isEmpty();
        }

        @Override
        public String toString() {
            return "reader " + id + " follows " + follows + " channels " + channels() + (isPaused ? " paused" : "")
                    + (isClosed ? " closed by hand" : "")
                    + (isRefusing ? " refusing mail" : "");
        }

        List<String> channels() {
            List<String> channels = new ArrayList<>();
            if (takesMail()) {
                channels.add("email");
            }
            if (!isClosed) {
                browser.ifPresent(_ -> channels.add("push"));
            }
            return channels;
        }
    }

    static final class Story {
        final int number;
        final ArticleId id;
        final Set<String> topics;
        /// Its story and its authors.
        final Set<String> named;
        final boolean isBreaking;
        int revision = 1;
        boolean isKilled;

        Story(int number, ArticleId id, Set<String> topics, Set<String> named, boolean isBreaking) {
            this.number = number;
            this.id = id;
            this.topics = topics;
            this.named = named;
            this.isBreaking = isBreaking;
        }

        private Set<String> under() {
            var under = new HashSet<>(topics);
            topics.forEach(topic -> under.addAll(TOPICS.get(topic)));
            var met = SEARCHES.entrySet().stream()
                    .filter(search -> search.getValue().test(under))
                    .map(Map.Entry::getKey)
                    .toList();
            under.addAll(met);
            under.addAll(named);
            return under;
        }
    }

    record Place(int person, String channel) {}

    /// An alert, and how each of its deliveries may end. What changes while it is on its way makes more ends possible.
    static final class Telling {
        final AlertId alert;
        final String kind;
        final Optional<Story> story;
        final Instant due;
        final Map<Place, Set<End>> ends = new LinkedHashMap<>();
        /// Of a digest: what it must tell whom, and what it may.
        final Map<Integer, Set<Story>> must = new HashMap<>();
        final Map<Integer, Set<Story>> may = new HashMap<>();
        /// So many messages in doubt were under way when nodes died.
        int mayBeDoubled;

        Telling(AlertId alert, String kind, Optional<Story> story, Instant due) {
            this.alert = alert;
            this.kind = kind;
            this.story = story;
            this.due = due;
        }
    }

    /// Put to a reader's digest.
    private record Item(Person person, Cadence cadence, Story story, Instant at) {}

    final List<Person> people = new ArrayList<>();
    final List<Story> stories = new ArrayList<>();
    final List<Telling> open = new ArrayList<>();
    final List<Telling> all = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private Instant latest = Instant.MIN;

    /// Who is told of a new article now.
    Telling publish(Story story, AlertId alert, Instant now) {
        latest = latest.isAfter(now) ? latest : now;
        var telling = new Telling(alert, "new", Optional.of(story), latest);
        for (Person person : people) {
            Optional<Cadence> strongest = matching(person, story).stream().min(Comparator.naturalOrder());
            if (strongest.isEmpty() || !person.isReached() || person.isPaused) {
                continue;
            }
            boolean isSlow = strongest.get() == Cadence.DAILY || strongest.get() == Cadence.WEEKLY;
            if (isSlow && person.takesMail()) {
                items.add(new Item(person, strongest.get(), story, latest));
            } else {
                person.channels().forEach(channel -> telling.ends.put(new Place(person.number, channel), arriving()));
            }
        }
        add(telling);
        return telling;
    }

    private void add(Telling telling) {
        open.add(telling);
        all.add(telling);
    }

    private static Set<End> arriving() {
        return EnumSet.of(End.ACCEPTED, End.UNCERTAIN);
    }

    private static List<Cadence> matching(Person person, Story story) {
        Set<String> under = story.under();
        return person.follows.entrySet().stream()
                .filter(follow -> under.contains(follow.getKey()))
                .map(Map.Entry::getValue)
                .filter(cadence -> story.isBreaking || cadence != Cadence.BREAKING)
                .toList();
    }

    /// Who is told of an amendment now.
    ///
    /// @param told on which channels each person was told of the article in an older revision
    Telling amend(Story story, String kind, AlertId alert, Map<Integer, Set<String>> told, Instant now) {
        latest = latest.isAfter(now) ? latest : now;
        var telling = new Telling(alert, kind, Optional.of(story), latest);
        told.forEach((number, channels) -> {
            Person person = people.get(number);
            boolean isOwed = !kind.equals("update");
            if (person.isReached() && !person.follows.isEmpty() && (isOwed || !person.isPaused)) {
                List<String> reached = person.channels();
                List<String> same = reached.stream().filter(channels::contains).toList();
                List<String> where = same.isEmpty() ? reached.stream().limit(1).toList() : same;
                where.forEach(channel -> telling.ends.put(new Place(number, channel), arriving()));
            }
        });
        add(telling);
        return telling;
    }

    /// Whose digest of this cadence is due, and with what; empty if no window has anything in it.
    Optional<Telling> close(Cadence cadence, Instant now) {
        Instant end = lastEnd(cadence, now);
        var telling = new Telling(new AlertId(0), "digest", Optional.empty(), now);
        boolean isAny = false;
        boolean isClosed = false;
        for (Person person : people) {
            Instant mark = person.marks.getOrDefault(cadence, Instant.MIN);
            if (!mark.isBefore(end)) {
                continue;
            }
            isClosed = true;
            person.marks.put(cadence, end);
            var stories = new HashSet<Story>();
            items.stream()
                    .filter(item -> item.person() == person && item.cadence() == cadence)
                    .filter(item -> !item.at().isBefore(mark) && item.at().isBefore(end) && !item.story().isKilled)
                    .forEach(item -> stories.add(item.story()));
            isAny |= !stories.isEmpty();
            if (!stories.isEmpty() && !person.isRefusing && !person.isClosed && !person.isPaused) {
                putTo(telling, person, stories);
            }
        }
        if (isClosed) {
            latest = latest.isAfter(end) ? latest : end;
        }
        return Optional.of(telling).filter(isAny ? _ -> true : _ -> false);
    }

    private static void putTo(Telling digest, Person person, Set<Story> stories) {
        var wanted = new HashSet<>(stories);
        wanted.removeIf(story -> matching(person, story).isEmpty());
        digest.may.put(person.number, stories);
        digest.must.put(person.number, person.takesMail() ? wanted : new HashSet<>());
        boolean isSent = person.takesMail() && !wanted.isEmpty();
        digest.ends.put(new Place(person.number, "email"), isSent ? arriving() : EnumSet.of(End.WITHDRAWN));
    }

    /// As the product numbers it.
    Telling numbered(Telling digest, AlertId alert) {
        var numbered = new Telling(alert, digest.kind, digest.story, digest.due);
        numbered.ends.putAll(digest.ends);
        numbered.must.putAll(digest.must);
        numbered.may.putAll(digest.may);
        add(numbered);
        return numbered;
    }

    static Instant lastEnd(Cadence cadence, Instant now) {
        LocalDate day = now.atZone(BERLIN).toLocalDate();
        while (cadence == Cadence.WEEKLY && day.getDayOfWeek() != DayOfWeek.MONDAY || end(day).isAfter(now)) {
            day = day.minusDays(1);
        }
        return end(day);
    }

    private static Instant end(LocalDate day) {
        return day.atTime(DIGEST_HOUR, 0).atZone(BERLIN).toInstant();
    }

    /// Something about the reader has changed: whatever is on its way to them may end in these ways as well.
    void loosen(Person person, Set<End> ends) {
        for (Telling telling : open) {
            telling.ends.forEach((place, may) -> {
                if (place.person() == person.number) {
                    may.addAll(ends);
                    if (telling.kind.equals("digest")) {
                        may.addAll(EnumSet.of(End.WITHDRAWN, End.ACCEPTED));
                    }
                }
            });
            telling.must.computeIfPresent(person.number, (_, _) -> new HashSet<>());
        }
    }

    /// Nothing more is told of what was killed, but that it was.
    void loosen(Story killed) {
        for (Telling telling : open) {
            if (telling.story.filter(killed::equals).isPresent()) {
                telling.ends.values().forEach(may -> may.add(End.WITHDRAWN));
            }
            telling.must.forEach((person, stories) -> {
                if (stories.remove(killed) && stories.isEmpty()) {
                    telling.ends.get(new Place(person, "email")).add(End.WITHDRAWN);
                }
            });
        }
    }
}
