package depesche.article;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.author.Author;
import depesche.author.Authors;
import depesche.db.ConnectionPool;
import depesche.db.Database;
import depesche.db.Migrations;
import depesche.db.PostgresAddress;
import depesche.job.JobRunner;
import depesche.job.Jobs;
import depesche.testing.TestClock;
import depesche.testing.TestDatabase;
import depesche.web.PageChanges;
import depesche.web.PageStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CreditingTest {

    private static final TestClock CLOCK = TestClock.at("2026-11-28T08:00:00Z");

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    @Test
    void articlesOfTheTimeBeforeAreCreditedAfterTheUpdateOnceAndAll() {
        PostgresAddress older = older();
        try (var pool = ConnectionPool.open(older)) {
            pool.database().change(tx -> tx.execute("""
                    insert into article (slug, state, revision, language, created_at, changed_at)
                    select 'a', 'draft', 1, 'de', now(), now()
                      from generate_series(1, 2500);
                    insert into revision (article_id, number, headline, body, bylines, sources, breaking, topics,
                                          reading_minutes, saved_at, saved_by)
                    select id, 1, 'A', '', case when id % 2 = 0 then array['Ida Klein und TOM BERG'] else array['Tom Berg'] end,
                           '{}', false, '{}', 1, now(), 'Ada'
                      from article;
                    """));

            Migrations.run(older);
            credit(pool);

            Database database = pool.database();
            assertThat(authors(database, 1)).extracting(Author::name).containsExactly("Tom Berg");
            assertThat(authors(database, 2500)).extracting(Author::slug).containsExactly("ida-klein", "tom-berg");
            assertThat(count(database, "article_author")).isEqualTo(2500 + 1250);
            assertThat(count(database, "author")).isEqualTo(2);
            assertThat(count(database, "page_change where 'site' = any(keys)")).isOne();
        }
    }

    @Test
    void anEmptyNewsroomHasNothingToCredit() {
        assertThat(count(db.database(), "scheduled_tasks where task_name = 'CreditAuthors'"))
                .isZero();
    }

    private static void credit(ConnectionPool pool) {
        var jobs = new Jobs(CLOCK);
        var pages = new PageChanges(pool.database(), new PageStore(1_000_000, CLOCK));
        var runner = new JobRunner(pool.database(), pool.dataSource(), jobs, CLOCK, "test");
        runner.on(CreditAuthors.class, new Crediting(pool.database(), jobs, pages, CLOCK)::credit);
        // The job is due by the database's clock.
        pool.database().change(tx -> tx.execute("update scheduled_tasks set execution_time = '2026-01-01'"));
        runner.settle();
    }

    private static List<Author> authors(Database database, long article) {
        return database.read(tx -> Authors.byIds(
                tx, Archive.byId(tx, new ArticleId(article)).orElseThrow().authors()));
    }

    private static long count(Database database, String what) {
        return database.read(tx ->
                tx.createQuery("select count(*) from " + what).mapTo(Long.class).one());
    }

    /// A database of the time before.
    private static PostgresAddress older() {
        db.database().read(handle -> handle.execute("create database before_authors"));
        var here = db.address();
        var older = new PostgresAddress(
                here.url().replaceFirst("/[^/]*$", "/before_authors"), here.user(), here.password());
        Migrations.runTo(older, "0020");
        return older;
    }
}
