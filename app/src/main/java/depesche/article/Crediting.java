package depesche.article;

import depesche.author.Authors;
import depesche.db.Database;
import depesche.job.Jobs;
import depesche.web.PageChanges;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Reads the bylines of articles that were saved before there were authors, a hundred at a time, so that nobody who
/// saves waits long. Twice does no harm:
/// whoever is credited already is left as they are.
public final class Crediting {

    private static final int AT_ONCE = 100;

    private final Database db;
    private final Jobs jobs;
    private final PageChanges pages;
    private final InstantSource clock;

    public Crediting(Database db, Jobs jobs, PageChanges pages, InstantSource clock) {
        this.db = db;
        this.jobs = jobs;
        this.pages = pages;
        this.clock = clock;
    }

    private record Uncredited(ArticleId id, List<String> bylines, Locale language) {}

    /// Those behind the one that the job names; then it goes on with the next. At the end all pages are made anew, for
    /// bylines lead somewhere now.
    public void credit(CreditAuthors job) {
        db.change(tx -> {
            List<Uncredited> next = next(tx, job.after());
            for (Uncredited article : next) {
                Articles.insertAuthors(
                        tx, article.id(), Authors.keep(tx, article.bylines(), article.language(), clock.instant()));
            }
            if (next.size() == AT_ONCE) {
                jobs.submit(tx, new CreditAuthors(next.getLast().id().value()));
            } else {
                pages.record(tx, Set.of("site"));
            }
        });
    }

    /// Locked, so that an edit that comes between has the last word.
    private static List<Uncredited> next(Handle tx, long after) {
        return tx.createQuery("""
                        select a.id, a.language, r.bylines
                          from article a
                          join revision r on r.article_id = a.id and r.number = a.revision
                         where a.id > :after
                           and cardinality(r.bylines) > 0
                           and not exists (
                               select 1
                                 from article_author w
                                where w.article_id = a.id)
                         order by a.id
                         limit :most
                           for update of a
                        """)
                .bind("after", after)
                .bind("most", AT_ONCE)
                .map((row, _) -> new Uncredited(
                        new ArticleId(row.getLong("id")),
                        List.of((String[]) row.getArray("bylines").getArray()),
                        Locale.forLanguageTag(row.getString("language"))))
                .list();
    }
}
