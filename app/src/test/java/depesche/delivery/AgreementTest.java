package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Suppression;
import depesche.alert.AlertId;
import depesche.article.Amendment;
import depesche.article.Submission;
import depesche.channel.MailChoice;
import depesche.channel.PushSubscriptions;
import depesche.delivery.PlainPaper.Person;
import depesche.delivery.PlainPaper.Story;
import depesche.delivery.PlainPaper.Telling;
import depesche.delivery.ledger.End;
import depesche.follow.Cadence;
import depesche.follow.ReaderWish;
import depesche.mail.Handover.Step;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import depesche.testing.WebSink;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Random things happen to a newsroom, its readers, its nodes and its clock; then the ledger, what came to the readers,
/// and a model that looks at one reader at a time agree on every reader and article.
///
/// `-Ddepesche.model.steps=2000` does more of it; `-Ddepesche.model.seed=…` does the same again.
class AgreementTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final int STEPS = Integer.getInteger("depesche.model.steps", 150);
    private static final long SEED = Long.getLong("depesche.model.seed", System.nanoTime());
    private static final int READERS = 60;
    private static final Duration LIFETIME = Duration.ofHours(6);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final List<String> SEARCHES =
            PlainPaper.SEARCHES.keySet().stream().sorted().toList();

    private static final List<String> STORIES = List.of("strike", "flood");

    /// Bylines, and whom each names.
    private static final Map<String, Set<String>> BYLINES = Map.of(
            "Ida Klein", Set.of("author:ida-klein"),
            "Von TOM  OKAFOR", Set.of("author:tom-okafor"),
            "Ida Klein und Tom Okafor", Set.of("author:ida-klein", "author:tom-okafor"),
            "dpa", Set.of("author:dpa"));

    private static final List<String> NAMED =
            List.of("author:ida-klein", "author:tom-okafor", "author:dpa", "story:strike", "story:flood");

    private final Random random = new Random(SEED);
    private final PlainPaper paper = new PlainPaper();
    private final Lantern lantern = Lantern.open(db);
    private final Seeking seeking = new Seeking(lantern);
    private final Naming naming = new Naming(lantern);
    private final SmtpSink mails = SmtpSink.start();
    private final WebSink pushes = WebSink.open();
    private final Pushing pushing = new Pushing(lantern, pushes);
    private final Letterbox letterbox = new Letterbox(mails, pushes);
    private final Agreement agreement = new Agreement(lantern, paper, letterbox);
    private List<MortalNode> nodes = List.of();
    private List<Runnable> strikes = List.of();
    private int browsers;
    private long lastDigest;

    @Test
    void theLedgerTheSinksAndAPlainModelAgreeOnEveryReaderAndArticle() {
        System.out.printf("model: seed %d, steps %d%n", SEED, STEPS);
        // Three days before the clocks of Berlin go forward.
        lantern.clock().advance(Duration.ofDays(25));
        makeTopics();
        for (int number = 0; number < READERS; number++) {
            var person = new Person(number, lantern.reader("r" + number + "@reader.example", "de"));
            paper.people.add(person);
            follow(person);
        }
        nodes = Stream.of("one", "two")
                .map(name -> MortalNode.start(lantern, db, mails, name))
                .toList();
        var pusher = new MortalPusher(pushing, db);
        strikes = List.of(nodes.get(0)::killAndStartAgain, nodes.get(1)::killAndStartAgain, pusher::killAndStartAgain);
        try {
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            settle();
            agreement.assertNobodyWasToldOfAnArticleTwice();
        } finally {
            nodes.forEach(MortalNode::close);
            pusher.close();
            lantern.close();
            mails.close();
            pushes.close();
        }
        System.out.println("model: " + agreement);
    }

    private void makeTopics() {
        lantern.topic("water", "Wasser", "Water", "")
                .topic("harbour", "Hafen", "Harbour", "water")
                .topic("locks", "Schleusen", "Locks", "harbour")
                .topic("weather", "Wetter", "Weather", "")
                .topic("storm", "Sturm", "Storm", "weather");
        SEARCHES.forEach(seeking::keep);
        STORIES.forEach(slug -> naming.story(slug, "Der Verlauf"));
        List.of("Ida Klein", "Tom Okafor", "dpa").forEach(naming::author);
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 34) {
            changeSomebody(paper.people.get(random.nextInt(READERS)));
        } else if (dice < 48) {
            publish();
        } else if (dice < 56) {
            publishAndStrikeInTheMiddle();
        } else if (dice < 68) {
            amend(random.nextBoolean() ? "update" : "correction");
        } else if (dice < 72) {
            amend("withdrawal");
        } else if (dice < 80) {
            letTimePass();
        } else if (dice < 84) {
            settle();
            toTheNextMorning();
        } else if (dice < 88) {
            strike();
        } else if (dice < 92) {
            cutTheDatabase();
        } else if (dice < 95) {
            mails.react(Step.DOT, "*", 1, new Reaction.HangUp());
        } else {
            settle();
        }
    }

    private void strike() {
        agreement.mayDouble(Math.max(MortalNode.CONNECTIONS, MortalPusher.SLOTS));
        strikes.get(random.nextInt(strikes.size())).run();
    }

    private void strikeWhoeverCarries(AlertId alert) {
        Optional<String> carrier = db.database()
                .read(handle -> handle.createQuery("""
                        select node
                          from slice_lease
                         where alert_id = :alert
                           and node is not null
                         limit 1
                        """)
                        .bind("alert", alert.value())
                        .mapTo(String.class)
                        .findFirst());
        if (carrier.isPresent()) {
            agreement.mayDouble(Math.max(MortalNode.CONNECTIONS, MortalPusher.SLOTS));
            strikes.get(List.of("one", "two", "pusher").indexOf(carrier.get())).run();
        }
    }

    /// While a slow server has some of an alert, and some waits.
    private void publishAndStrikeInTheMiddle() {
        int before = mails.received().size();
        mails.react(Step.DOT, "*", 12 + random.nextInt(16), new Reaction.Late(Duration.ofMillis(25)));
        Telling telling = publish();
        long mailed = telling.ends.keySet().stream()
                .filter(place -> place.channel().equals("email"))
                .count();
        Waiting.until("some has come", () -> mails.received().size() >= before + mailed / 2);
        switch (random.nextInt(4)) {
            case 0, 1 -> strikeWhoeverCarries(telling.alert);
            case 2 -> amend(random.nextInt(3) == 0 ? "withdrawal" : "correction");
            default ->
                paper.people.forEach(person -> {
                    if (random.nextInt(3) == 0) {
                        changeSomebody(person);
                    }
                });
        }
    }

    private void changeSomebody(Person person) {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4, 5 -> follow(person);
            case 6 -> {
                String subject = subject();
                person.follows.remove(subject);
                if (SEARCHES.contains(subject)) {
                    seeking.leave(person.id, subject);
                } else if (NAMED.contains(subject)) {
                    naming.leave(person.id, subject);
                } else {
                    lantern.leave(person.id, subject);
                }
                paper.loosen(person, EnumSet.of(End.WITHDRAWN));
            }
            case 7 -> switchMail(person);
            case 8, 9 -> switchBrowser(person);
            case 10 -> {
                person.isPaused = !person.isPaused;
                lantern.wishes(person.id, wish(person), BERLIN);
                paper.loosen(person, EnumSet.of(End.WITHDRAWN));
            }
            default -> {
                if (random.nextInt(5) == 0) {
                    silence(person);
                    paper.loosen(person, EnumSet.of(End.SUPPRESSED, End.WITHDRAWN));
                }
            }
        }
    }

    /// A complaint ends mail alone, an editor's hand every channel.
    private void silence(Person person) {
        if (random.nextInt(3) == 0) {
            person.isClosed = true;
            lantern.suppress(person.id, Suppression.Why.BY_HAND);
        } else if (!person.isClosed) {
            person.isRefusing = true;
            lantern.suppress(person.id, Suppression.Why.COMPLAINED);
        }
    }

    private void follow(Person person) {
        String subject = subject();
        Cadence cadence = Cadence.values()[random.nextInt(4)];
        person.follows.put(subject, cadence);
        if (SEARCHES.contains(subject)) {
            seeking.follow(person.id, subject, cadence);
        } else if (NAMED.contains(subject)) {
            naming.follow(person.id, subject, cadence);
        } else {
            lantern.follow(person.id, subject, cadence);
        }
        paper.loosen(person, EnumSet.of(End.WITHDRAWN));
    }

    private void switchMail(Person person) {
        person.isMailed = !person.isMailed;
        var choice = new MailChoice(lantern.clock());
        db.database().change(tx -> {
            if (person.isMailed) {
                choice.switchOn(tx, person.id);
            } else {
                choice.switchOff(tx, person.id);
            }
        });
        paper.loosen(person, EnumSet.of(End.WITHDRAWN));
    }

    private void switchBrowser(Person person) {
        if (person.browser.isPresent()) {
            String address = pushes.url(person.browser.get());
            assertThat(db.database()
                            .<Boolean>write(tx -> new PushSubscriptions(lantern.clock()).end(tx, person.id, address)))
                    .isTrue();
            person.browser = Optional.empty();
        } else {
            String path = "/r" + person.number + "/" + browsers++;
            letterbox.add(path, pushing.browser(person.id, path));
            person.browser = Optional.of(path);
        }
        paper.loosen(person, EnumSet.of(End.WITHDRAWN));
    }

    private static ReaderWish wish(Person person) {
        return new ReaderWish(
                ReaderWish.DEFAULT_HOUR,
                DayOfWeek.MONDAY,
                Optional.empty(),
                false,
                person.isPaused ? Optional.of(ReaderWish.UNTIL_UNDONE) : Optional.empty(),
                Optional.empty(),
                true);
    }

    /// A topic, a search, a story or an author.
    private String subject() {
        return switch (random.nextInt(4)) {
            case 0 -> SEARCHES.get(random.nextInt(SEARCHES.size()));
            case 1 -> NAMED.get(random.nextInt(NAMED.size()));
            default -> topic();
        };
    }

    private String topic() {
        return List.copyOf(PlainPaper.TOPICS.keySet()).get(random.nextInt(PlainPaper.TOPICS.size()));
    }

    private Telling publish() {
        var topics = new HashSet<>(List.of(topic(), topic()));
        boolean isBreaking = random.nextInt(4) == 0;
        int number = paper.stories.size();
        String byline = List.copyOf(BYLINES.keySet()).get(random.nextInt(BYLINES.size()));
        var named = new HashSet<>(BYLINES.get(byline));
        Optional<String> of = random.nextBoolean() ? Optional.of(STORIES.get(random.nextInt(2))) : Optional.empty();
        of.ifPresent(slug -> named.add("story:" + slug));
        var text = Naming.text(headline(number, 1), isBreaking, List.of(byline), of, topics.toArray(String[]::new));
        var story = new Story(number, lantern.article(text), topics, named, isBreaking);
        paper.stories.add(story);
        AlertId alert = lantern.publish(story.id);
        Telling telling = paper.publish(story, alert, lantern.clock().instant());
        agreement.assertPlanned(telling);
        return telling;
    }

    private static String headline(int number, int revision) {
        return "Artikel " + number + " Fassung " + revision;
    }

    private void amend(String kind) {
        List<Story> living =
                paper.stories.stream().filter(story -> !story.isKilled).toList();
        if (living.isEmpty()) {
            return;
        }
        // Rather one of the last, which may be on its way.
        Story story = living.get(Math.max(0, living.size() - 1 - random.nextInt(4)));
        story.revision++;
        var text = again(story);
        Amendment amendment = switch (kind) {
            case "update" -> new Amendment.Update(Optional.empty(), text);
            case "correction" -> new Amendment.Correction("Es war anders.", text);
            default -> new Amendment.Kill("Es war nicht so.");
        };
        AlertId alert = lantern.amend(story.id, amendment);
        if (amendment instanceof Amendment.Kill) {
            story.isKilled = true;
            paper.loosen(story);
        }
        lantern.awaitPlanned(alert);
        Map<Integer, Set<String>> told = agreement.toldBefore(story);
        agreement.assertPlanned(
                paper.amend(story, kind, alert, told, lantern.clock().instant()));
        agreement.fromNowOn(story);
    }

    /// The next revision, with all that it bore before.
    private static Submission again(Story story) {
        List<String> bylines = story.named.stream()
                .filter(name -> name.startsWith("author:"))
                .map(name -> name.substring("author:".length()).replace('-', ' '))
                .sorted()
                .toList();
        Optional<String> of = story.named.stream()
                .filter(name -> name.startsWith("story:"))
                .map(name -> name.substring("story:".length()))
                .findFirst();
        return Naming.text(
                headline(story.number, story.revision), false, bylines, of, story.topics.toArray(String[]::new));
    }

    /// Now and then the clock is set back a little.
    private void letTimePass() {
        lantern.clock()
                .advance(
                        random.nextInt(5) == 0
                                ? Duration.ofSeconds(-random.nextInt(120))
                                : Duration.ofMinutes(random.nextInt(90)));
        lantern.plan();
    }

    private void toTheNextMorning() {
        var now = lantern.clock().instant();
        var morning = PlainPaper.lastEnd(Cadence.DAILY, now.plus(Duration.ofDays(1)));
        lantern.clock().advance(Duration.between(now, morning).plusMinutes(random.nextInt(50)));
        List<Telling> closed = Stream.of(Cadence.DAILY, Cadence.WEEKLY)
                .flatMap(cadence -> paper.close(cadence, lantern.clock().instant()).stream())
                .toList();
        lantern.closeDigests();
        List<AlertId> alerts = digests();
        assertThat(alerts).hasSameSizeAs(closed);
        for (int i = 0; i < closed.size(); i++) {
            agreement.assertPlanned(paper.numbered(closed.get(i), alerts.get(i)));
        }
    }

    /// Those since the last look, the first first.
    private List<AlertId> digests() {
        List<AlertId> alerts = db.database()
                .read(handle -> handle.createQuery(
                                "select alert_id from digest where alert_id > :last order by alert_id")
                        .bind("last", lastDigest)
                        .mapTo(Long.class)
                        .map(AlertId::new)
                        .list());
        lastDigest = alerts.isEmpty() ? lastDigest : alerts.getLast().value();
        return alerts;
    }

    private static void cutTheDatabase() {
        db.database().change(tx -> tx.createQuery("""
                        select count(pg_terminate_backend(pid))
                          from pg_stat_activity
                         where datname = current_database()
                           and pid <> pg_backend_pid()
                           and backend_type = 'client backend'
                        """).mapTo(Integer.class).one());
    }

    /// Until every delivery has ended, with as much time as it takes; then they must have ended as the model says.
    private void settle() {
        for (Telling telling : List.copyOf(paper.open)) {
            Waiting.whileItMoves(
                    "alert " + telling.alert + " of " + telling.kind + " ends, seed " + SEED,
                    () -> lantern.progress(telling.alert).counts().hashCode(),
                    () -> hasEnded(telling));
        }
        var late = lantern.clock().instant().minus(LIFETIME);
        paper.open.stream()
                .filter(telling -> telling.due.isBefore(late))
                .forEach(telling -> telling.ends.values().forEach(ends -> ends.add(End.EXPIRED)));
        paper.open.forEach(agreement::assertEnded);
        paper.open.clear();
    }

    private boolean hasEnded(Telling telling) {
        if (lantern.progress(telling.alert).counts().open() == 0) {
            return true;
        }
        if (!lantern.isDueOrHeld(telling.alert)) {
            lantern.clock().advance(Duration.ofSeconds(10));
            lantern.plan();
        }
        return false;
    }
}
