package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.delivery.Letterbox.Came;
import depesche.delivery.PlainPaper.Place;
import depesche.delivery.PlainPaper.Story;
import depesche.delivery.PlainPaper.Telling;
import depesche.delivery.ledger.End;
import depesche.delivery.ledger.History.Attempt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds the ledger, what came to the readers, and the plain model against each other.
final class Agreement {

    /// After these ends the dot was sent.
    private static final Set<End> DOTS = Set.of(End.ACCEPTED, End.IN_DOUBT, End.UNCERTAIN);

    /// From when on an article is told in this revision, or not at all.
    private record Turn(Story story, int revision, boolean isKilled, int mails, int pushes) {}

    private final Lantern lantern;
    private final PlainPaper paper;
    private final Letterbox letterbox;
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final List<Turn> turns = new ArrayList<>();
    private int mayBeDoubled;
    private int doubled;
    private final Map<Integer, Integer> doubledPushes = new HashMap<>();
    private int deliveries;
    private int unheard;
    private int late;

    Agreement(Lantern lantern, PlainPaper paper, Letterbox letterbox) {
        this.lantern = lantern;
        this.paper = paper;
        this.letterbox = letterbox;
    }

    /// A node dies: so many messages may come twice, or without its ledger's knowing.
    void mayDouble(int messages) {
        mayBeDoubled += messages;
        paper.open.forEach(telling -> telling.mayBeDoubled += messages);
    }

    void assertPlanned(Telling telling) {
        Set<Place> planned =
                lantern.deliveries(telling.alert).stream().map(this::place).collect(Collectors.toSet());
        var missing = new HashSet<>(telling.ends.keySet());
        missing.removeAll(planned);
        planned.removeAll(telling.ends.keySet());
        assertThat(planned)
                .as("told of " + name(telling) + " without need: " + lives(planned))
                .isEmpty();
        // Who has it from a node that died before the ledger knew is not told again; there are few of them.
        boolean isRetold = !Set.of("new", "digest").contains(telling.kind);
        unheard += isRetold ? missing.size() : 0;
        assertThat(isRetold ? unheard : missing.size())
                .as("not told of " + name(telling) + ": " + lives(missing))
                .isLessThanOrEqualTo(isRetold ? mayBeDoubled : 0);
        missing.forEach(telling.ends::remove);
    }

    /// All there is to know of them, for whoever reads of a disagreement.
    private String lives(Set<Place> places) {
        return places.stream()
                .map(Place::person)
                .distinct()
                .map(number -> "%n%s%n  came %s%n  ledger %s"
                        .formatted(
                                paper.people.get(number),
                                Stream.concat(letterbox.mailed().stream(), letterbox.pushed().stream())
                                        .filter(came -> came.reader() == number)
                                        .toList(),
                                recorded(number)))
                .collect(Collectors.joining());
    }

    private List<String> recorded(int number) {
        return paper.all.stream()
                .flatMap(telling -> lantern.deliveries(telling.alert).stream()
                        .filter(item -> place(item).person() == number)
                        .map(item -> name(telling) + ": " + item))
                .toList();
    }

    private Place place(Deliveries.Item item) {
        if (numbers.isEmpty()) {
            paper.people.forEach(person -> numbers.put(person.id.value(), person.number));
        }
        return new Place(numbers.get(item.reader().value()), item.channel());
    }

    private static String name(Telling telling) {
        return "alert " + telling.alert + ", " + telling.kind
                + telling.story
                        .map(story -> " of article " + story.number + " in " + story.topics)
                        .orElse("");
    }

    void assertEnded(Telling telling) {
        Map<Integer, List<Came>> came = letterbox.mailed().stream()
                .filter(mail -> mail.alert().equals(telling.alert.toString()))
                .collect(Collectors.groupingBy(Came::reader));
        int before = doubled;
        for (Deliveries.Item item : lantern.deliveries(telling.alert)) {
            Place place = place(item);
            deliveries++;
            String what = name(telling) + " to " + place + ": " + item;
            assertThat(telling.ends.get(place))
                    .as(what)
                    .contains(item.attempts().getLast().end());
            assertThat(endsBefore(item)).as(what).isSubsetOf(End.DEFERRED, End.IN_DOUBT);
            if (place.channel().equals("email")) {
                assertCame(what, item, came.getOrDefault(place.person(), List.of()));
                assertDigested(what, telling, place.person(), came.getOrDefault(place.person(), List.of()));
            }
        }
        assertThat(doubled - before)
                .as("more mails of " + name(telling) + " than were in doubt")
                .isLessThanOrEqualTo(telling.mayBeDoubled);
        assertPushed(telling);
    }

    /// As often as its dot was sent, and under one Message-ID. More often only for nodes that died.
    private void assertCame(String what, Deliveries.Item item, List<Came> mails) {
        int more = mails.size() - dots(item);
        doubled += more;
        assertThat(more).as(what + " has " + mails).isNotNegative();
        assertThat(doubled).as(what + " has " + mails).isLessThanOrEqualTo(mayBeDoubled);
        assertThat(mails.stream().map(Came::messageId).distinct().count())
                .as(what)
                .isLessThanOrEqualTo(1);
    }

    /// Those of all attempts but the last: what has ended is not tried again.
    private static Set<End> endsBefore(Deliveries.Item item) {
        return item.attempts().stream()
                .limit(item.attempts().size() - 1)
                .map(Attempt::end)
                .collect(Collectors.toSet());
    }

    private static int dots(Deliveries.Item item) {
        return (int) item.attempts().stream()
                .filter(attempt -> DOTS.contains(attempt.end()))
                .count();
    }

    private static void assertDigested(String what, Telling digest, int person, List<Came> mails) {
        if (!digest.kind.equals("digest")) {
            return;
        }
        Set<Integer> may =
                digest.may.get(person).stream().map(story -> story.number).collect(Collectors.toSet());
        Set<Integer> must =
                digest.must.get(person).stream().map(story -> story.number).collect(Collectors.toSet());
        for (Came mail : mails) {
            assertThat(may).as(what).containsAll(mail.revisions().keySet());
            assertThat(mail.revisions().keySet()).as(what).containsAll(must);
        }
    }

    /// A push does not say of which alert it is: counted by reader and article.
    private void assertPushed(Telling telling) {
        telling.story.ifPresent(story -> {
            Map<Integer, Integer> sent = new HashMap<>();
            lantern.alerts().ofArticle(story.id).stream()
                    .flatMap(alert -> lantern.deliveries(alert.id()).stream())
                    .filter(item -> item.channel().equals("push") && dots(item) > 0)
                    .forEach(item -> sent.merge(place(item).person(), dots(item), Integer::sum));
            Map<Integer, Integer> came = new HashMap<>();
            letterbox.pushed().stream()
                    .filter(push -> push.address().equals(story.id.toString()))
                    .forEach(push -> came.merge(push.reader(), 1, Integer::sum));
            sent.forEach((reader, times) -> assertThat(came.getOrDefault(reader, 0))
                    .as("pushes of article %d to %d", story.number, reader)
                    .isGreaterThanOrEqualTo(times));
            int more = came.values().stream().mapToInt(it -> it).sum()
                    - sent.values().stream().mapToInt(it -> it).sum();
            doubledPushes.put(story.number, more);
        });
        assertThat(doubledPushes.values().stream().mapToInt(it -> it).sum())
                .as("pushes more often than the ledger says: " + doubledPushes)
                .isLessThanOrEqualTo(mayBeDoubled);
    }

    /// On which channels readers were told of an article in a revision before its present one, as the sinks have it.
    Map<Integer, Set<String>> toldBefore(Story story) {
        Map<Integer, Set<String>> told = new HashMap<>();
        Stream.concat(letterbox.mailed().stream(), letterbox.pushed().stream())
                .filter(came -> came.revisions().getOrDefault(story.number, Integer.MAX_VALUE) < story.revision)
                .forEach(came -> told.computeIfAbsent(came.reader(), _ -> new HashSet<>())
                        .add(came.channel()));
        return told;
    }

    /// Whatever comes later tells the article as it is now, or nothing of it once it was killed.
    void fromNowOn(Story story) {
        turns.add(new Turn(
                story,
                story.revision,
                story.isKilled,
                letterbox.mailed().size(),
                letterbox.pushed().size()));
    }

    void assertNobodyWasToldOfAnArticleTwice() {
        for (Turn turn : turns) {
            late += (int) Stream.concat(
                            letterbox.mailed().stream().skip(turn.mails()),
                            letterbox.pushed().stream().skip(turn.pushes()))
                    .filter(came -> came.revisions().containsKey(turn.story().number))
                    .filter(came -> turn.isKilled() || came.revisions().get(turn.story().number) < turn.revision())
                    .count();
        }
        assertThat(late).as("old revisions after an amendment").isLessThanOrEqualTo(mayBeDoubled);
        Map<String, Set<String>> first = new HashMap<>();
        letterbox.mailed().stream()
                .filter(mail -> Set.of("new", "digest").contains(mail.kind()))
                .forEach(mail -> mail.revisions()
                        .keySet()
                        .forEach(story -> first.computeIfAbsent(mail.reader() + " of " + story, _ -> new HashSet<>())
                                .add(mail.alert())));
        assertThat(first).allSatisfy((who, alerts) -> assertThat(alerts).as(who).hasSize(1));
    }

    @Override
    public String toString() {
        return "articles %d, alerts' deliveries %d, mails %d, pushes %d, more often than the ledger says %d and %d of at most %d"
                .formatted(
                        paper.stories.size(),
                        deliveries,
                        letterbox.mailed().size(),
                        letterbox.pushed().size(),
                        doubled,
                        doubledPushes.values().stream().mapToInt(it -> it).sum(),
                        mayBeDoubled);
    }
}
