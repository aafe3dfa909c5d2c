package depesche.follow;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.channel.ChannelKind;
import depesche.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

class FollowIndexTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private static final int READERS = 40;
    private static final int SUBJECTS = 5;
    private static final Subject HARBOUR = Subject.topic(1);
    private static final Subject WEATHER = Subject.topic(2);

    @BeforeEach
    void readersWithoutFollows() {
        db.database().change(tx -> {
            tx.execute("truncate reader, follow, reader_wish restart identity cascade");
            tx.execute("""
                    insert into reader (email, language, time_zone, created_at)
                    select 'reader' || n || '@reader.example', 'de', 'Europe/Berlin', now()
                      from generate_series(1, ?) as n
                    """, READERS);
        });
    }

    @Test
    void aReaderOfTwoTopicsIsInTheUnionOnce() {
        follow(HARBOUR, 1);
        follow(WEATHER, 1);
        follow(WEATHER, 2);

        var view = new FollowIndex(db.database()).refresh();

        assertThat(view.readersOf(Set.of(HARBOUR, WEATHER)).toArray()).containsExactly(1, 2);
        assertThat(view.overlapping(Set.of(HARBOUR, WEATHER), Cadence.OF_ANY_ARTICLE)
                        .toArray())
                .containsExactly(1);
    }

    @Test
    void whoLeftOrIsSilencedIsNotWantedAnyMore() {
        follow(HARBOUR, 1);
        follow(HARBOUR, 2);
        follow(HARBOUR, 3);
        var index = new FollowIndex(db.database());
        index.refresh();

        change("update follow set ended_at = now() where reader_id = 1");
        change("update reader set suppressed_at = now(), suppressed_why = 'bounced' where id = 2");
        index.refresh();

        assertThat(index.isStillWanted(new ReaderId(1), Set.of(HARBOUR))).isFalse();
        assertThat(index.isStillWanted(new ReaderId(2), Set.of(HARBOUR))).isFalse();
        assertThat(index.isStillWanted(new ReaderId(3), Set.of(HARBOUR))).isTrue();
    }

    @Test
    void whoseMailComesBackIsStillToldInTheBrowserUnlessClosedByHand() {
        follow(HARBOUR, 1);
        follow(HARBOUR, 2);
        follow(HARBOUR, 3);
        channel(1, "push", "null");
        channel(2, "push", "null");
        change("update reader set suppressed_at = now(), suppressed_why = 'bounced' where id <> 2");
        change("update reader set suppressed_at = now(), suppressed_why = 'by-hand' where id = 2");
        var index = new FollowIndex(db.database());

        var view = index.refresh();

        var ida = new ReaderId(1);
        assertThat(view.readersOf(Set.of(HARBOUR)).toArray()).containsExactly(1);
        assertThat(view.isWanted(ida, Set.of(HARBOUR))).isTrue();
        assertThat(view.isSilenced(ChannelKind.EMAIL, ida)).isTrue();
        assertThat(view.isSilenced(ChannelKind.PUSH, ida)).isFalse();
        assertThat(view.isSilenced(ChannelKind.PUSH, new ReaderId(2))).isTrue();
        assertThat(view.isReachedBy(ChannelKind.EMAIL, ida)).isFalse();
        assertThat(view.isReachedBy(ChannelKind.PUSH, ida)).isTrue();
        var all = RoaringBitmap.bitmapOf(1, 2, 3);
        assertThat(view.reachedBy(ChannelKind.EMAIL, all).toArray()).isEmpty();
        assertThat(view.reachedBy(ChannelKind.PUSH, all).toArray()).containsExactly(1);

        change("update channel set disabled_at = now(), disabled_why = 'gone' where reader_id = 1");
        assertThat(index.refresh().readersOf(Set.of(HARBOUR)).toArray()).isEmpty();
    }

    @Test
    void aSetThatWasGivenOutIsTheCallersOwn() {
        follow(HARBOUR, 1);
        var index = new FollowIndex(db.database());

        index.refresh().readersOf(Set.of(HARBOUR)).clear();
        index.refresh().silenced(ChannelKind.EMAIL).add(1);

        assertThat(index.view().readersOf(Set.of(HARBOUR)).toArray()).containsExactly(1);
    }

    @Test
    void anOlderSnapshotTakesNothingBack() {
        var index = new FollowIndex(db.database());
        try (var late = snapshot()) {
            late.execute("select pg_current_snapshot()");
            follow(HARBOUR, 1);
            index.refresh();

            var view = index.catchUp(late);

            assertThat(view.readersOf(Set.of(HARBOUR)).toArray()).containsExactly(1);
            late.rollback();
        }
        assertThat(index.refresh().readersOf(Set.of(HARBOUR)).toArray()).containsExactly(1);
    }

    @Test
    void aRowChangedByAnOlderTransactionThatCommitsLateIsNotMissed() {
        var index = new FollowIndex(db.database());
        try (var older = transaction()) {
            older.execute("select pg_current_xact_id()");
            follow(HARBOUR, 1);
            index.refresh();
            older.execute("update follow set ended_at = now() where reader_id = 1");
            older.commit();
        }

        var view = index.refresh();

        assertThat(view.readersOf(Set.of(HARBOUR)).toArray()).isEmpty();
    }

    /// Transactions that begin, change rows and commit or roll back in random order; looks in between.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void atEachSnapshotTheIndexIsWhatTheTablesSay(long seed) {
        var random = new Random(seed);
        var index = new FollowIndex(db.database());
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(4)) {
                case 0 -> beginOne(step);
                case 1 -> changeSomething(random);
                case 2 -> endOne(random);
                default -> assertIsAtSnapshot(index);
            }
        }
        open.forEach(change -> change.handle().commit());
        assertIsAtSnapshot(index);
    }

    @AfterEach
    void closeWhatAFailureLeftOpen() {
        open.forEach(change -> change.handle().rollback().close());
    }

    @Test
    void manyThreadsCatchUpAtOnceWhileOthersWrite() throws Exception {
        var index = new FollowIndex(db.database());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<?>>();
            for (int writer = 0; writer < 4; writer++) {
                int first = writer * 10 + 1;
                done.add(threads.submit(() -> writeAlone(first)));
                done.add(threads.submit(() -> lookAgainAndAgain(index)));
            }
            for (var thread : done) {
                thread.get();
            }
        }

        assertIsAtSnapshot(index);
    }

    private void writeAlone(int firstReader) {
        var random = new Random(firstReader);
        for (int i = 0; i < 60; i++) {
            int reader = firstReader + random.nextInt(10);
            if (random.nextBoolean()) {
                follow(Subject.topic(1 + random.nextInt(SUBJECTS)), reader);
            } else {
                change("update follow set ended_at = now() where ended_at is null and reader_id = " + reader);
            }
        }
    }

    private static void lookAgainAndAgain(FollowIndex index) {
        for (int i = 0; i < 60; i++) {
            index.refresh();
        }
    }

    /// A transaction that is open, and the rows it has locked, so that the test never waits for itself.
    private record OpenChange(Handle handle, int number) {}

    private final List<OpenChange> open = new ArrayList<>();
    private final Map<String, Integer> locked = new HashMap<>();

    private void beginOne(int number) {
        if (open.size() < 8) {
            open.add(new OpenChange(transaction(), number));
        }
    }

    private void changeSomething(Random random) {
        if (open.isEmpty()) {
            return;
        }
        var change = open.get(random.nextInt(open.size()));
        int reader = 1 + random.nextInt(READERS);
        int subject = 1 + random.nextInt(SUBJECTS);
        int what = random.nextInt(6);
        String row = what == 0 ? "reader " + reader : what == 1 ? "wish " + reader : "follow " + subject + " " + reader;
        if (locked.getOrDefault(row, change.number()) != change.number()) {
            return;
        }
        locked.put(row, change.number());
        if (what == 0) {
            String[] ofReader = {SUPPRESS, LIFT, TO_TOKYO, TO_BERLIN};
            change.handle().execute(ofReader[random.nextInt(ofReader.length)], reader);
        } else if (what == 1) {
            change.handle().execute(WISH, reader, random.nextInt(3) + 6, random.nextInt(2) + 1);
        } else if (random.nextInt(3) == 0) {
            change.handle().execute(END, subject, reader);
        } else {
            String cadence = Cadence.values()[random.nextInt(4)].word();
            change.handle().execute(PACED, subject, reader, cadence);
        }
    }

    private void endOne(Random random) {
        if (open.isEmpty()) {
            return;
        }
        var change = open.remove(random.nextInt(open.size()));
        if (random.nextInt(4) == 0) {
            change.handle().rollback().close();
        } else {
            change.handle().commit().close();
        }
        locked.values().removeIf(number -> number == change.number());
    }

    private static final String BEGIN = """
            insert into follow (kind, subject_id, reader_id, cadence, since)
            values ('topic', ?, ?, 'instant', now())
                on conflict (kind, subject_id, reader_id) do update
               set ended_at = null
            """;
    private static final String PACED = """
            insert into follow (kind, subject_id, reader_id, cadence, since)
            values ('topic', ?, ?, ?, now())
                on conflict (kind, subject_id, reader_id) do update
               set ended_at = null, cadence = excluded.cadence
            """;
    private static final String WISH = """
            insert into reader_wish (reader_id, digest_hour, most_a_day)
            values (?, ?, ?)
                on conflict (reader_id) do update
               set digest_hour = excluded.digest_hour, most_a_day = excluded.most_a_day
            """;
    private static final String TO_TOKYO = "update reader set time_zone = 'Asia/Tokyo' where id = ?";
    private static final String TO_BERLIN = "update reader set time_zone = 'Europe/Berlin' where id = ?";
    private static final String END = "update follow set ended_at = now() where subject_id = ? and reader_id = ?";
    private static final String SUPPRESS = """
            update reader
               set suppressed_at = now(),
                   suppressed_why = case when id % 2 = 0 then 'refused' else 'by-hand' end
             where id = ?
            """;
    private static final String LIFT = "update reader set suppressed_at = null, suppressed_why = null where id = ?";

    private static void assertIsAtSnapshot(FollowIndex index) {
        db.database().inSnapshot(tx -> {
            var view = index.catchUp(tx);
            assertThat(view.silenced(ChannelKind.EMAIL).toArray())
                    .containsExactly(numbers(tx, "select id from reader where suppressed_at is not null order by id"));
            assertThat(view.silenced(ChannelKind.PUSH).toArray())
                    .containsExactly(numbers(tx, "select id from reader where suppressed_why = 'by-hand' order by id"));
            for (int subject = 1; subject <= SUBJECTS; subject++) {
                assertThat(view.readersOf(Set.of(Subject.topic(subject))).toArray())
                        .containsExactly(numbers(tx, """
                                select reader_id
                                  from follow
                                  join reader on reader.id = reader_id
                                 where ended_at is null
                                   and suppressed_at is null
                                   and subject_id = %d
                                 order by reader_id
                                """.formatted(subject)));
            }
            for (Cadence cadence : Cadence.values()) {
                assertThat(view.readersOf(Set.of(HARBOUR), Set.of(cadence)).toArray())
                        .containsExactly(numbers(tx, """
                                select reader_id
                                  from follow
                                  join reader on reader.id = reader_id
                                 where ended_at is null
                                   and suppressed_at is null
                                   and subject_id = 1
                                   and cadence = '%s'
                                 order by reader_id
                                """.formatted(cadence.word())));
            }
            assertWishesAre(tx, view.wishes());
            return true;
        });
    }

    private static void assertWishesAre(Handle tx, WishView wishes) {
        var seen = new ArrayList<String>();
        wishes.digestGroups()
                .forEach(group -> group.readers()
                        .forEach((int reader) -> seen.add(reader + " " + group.zone() + " " + group.hour())));
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        tx.createQuery("""
                        select id || ' ' || time_zone || ' ' || coalesce(digest_hour, 7)
                          from reader
                          left join reader_wish on reader_id = id
                        """).mapTo(String.class).list());
        var most = new ArrayList<String>();
        wishes.atMostADay().forEach((aDay, readers) -> readers.forEach((int reader) -> most.add(reader + " " + aDay)));
        assertThat(most)
                .containsExactlyInAnyOrderElementsOf(
                        tx.createQuery("""
                        select reader_id || ' ' || most_a_day
                          from reader_wish
                        """).mapTo(String.class).list());
    }

    private static int[] numbers(Handle tx, String sql) {
        return tx.createQuery(sql).mapTo(Integer.class).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static void follow(Subject subject, int reader) {
        db.database().change(tx -> tx.execute(BEGIN, subject.id(), reader));
    }

    private static void change(String sql) {
        db.database().change(tx -> tx.execute(sql));
    }

    private static Handle transaction() {
        return jdbi().open().begin();
    }

    private static Handle snapshot() {
        var handle = jdbi().open();
        handle.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
        return handle.begin();
    }

    private static Jdbi jdbi() {
        return Jdbi.create(db.pool().dataSource()).installPlugin(new PostgresPlugin());
    }

    @Test
    void whoChoseAgainstMailGetsItAgainWhenNothingElseIsLeft() {
        var index = new FollowIndex(db.database());
        int ida = 1;
        channel(ida, "email", "now()");
        channel(ida, "push", "null");
        var readers = RoaringBitmap.bitmapOf(ida);

        var both = index.refresh();
        db.database()
                .change(tx -> tx.execute(
                        "update channel set disabled_at = now(), disabled_why = 'gone' where kind = 'push' and reader_id = "
                                + ida));
        var mailOnly = index.refresh();

        assertThat(both.reachedBy(ChannelKind.EMAIL, readers).getCardinality()).isZero();
        assertThat(both.reachedBy(ChannelKind.PUSH, readers)).isEqualTo(readers);
        assertThat(both.isReachedBy(ChannelKind.EMAIL, new ReaderId(ida))).isFalse();
        assertThat(mailOnly.reachedBy(ChannelKind.EMAIL, readers)).isEqualTo(readers);
        assertThat(mailOnly.reachedBy(ChannelKind.PUSH, readers).getCardinality())
                .isZero();
        assertThat(mailOnly.isReachedBy(ChannelKind.EMAIL, new ReaderId(ida))).isTrue();
    }

    private static void channel(int reader, String kind, String disabledAt) {
        db.database().change(tx -> tx.execute("""
                insert into channel (reader_id, kind, endpoint, keys, created_at, disabled_at, disabled_why)
                values (%d, '%s', 'https://push.example/%1$d', '\\x01', now(), %3$s,
                        case when %3$s is null then null else 'chosen' end)
                """.formatted(reader, kind, disabledAt)));
    }
}
