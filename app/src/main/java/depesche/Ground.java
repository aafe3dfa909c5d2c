package depesche;

import depesche.account.LinkTokens;
import depesche.account.Secrets;
import depesche.config.Settings;
import depesche.db.ConnectionPool;
import depesche.db.Database;
import depesche.job.JobRunner;
import depesche.job.Jobs;
import depesche.web.PageChanges;
import depesche.web.PageStore;
import java.time.InstantSource;

/// What every part of the newsroom stands on.
record Ground(
        Settings settings,
        InstantSource clock,
        Database db,
        Jobs jobs,
        JobRunner runner,
        PageStore pages,
        PageChanges changes,
        Secrets secrets,
        LinkTokens links) {

    /// A thousand articles with their compressed forms are about this.
    private static final long PAGE_BYTES = 96L * 1024 * 1024;

    static Ground of(Settings settings, ConnectionPool pool, String node, InstantSource clock) {
        Database db = pool.database();
        var jobs = new Jobs(clock);
        var runner = new JobRunner(db, pool.dataSource(), jobs, clock, node);
        var pages = new PageStore(PAGE_BYTES, clock);
        var changes = new PageChanges(db, pages);
        var secrets = new Secrets(db);
        return new Ground(settings, clock, db, jobs, runner, pages, changes, secrets, LinkTokens.of(secrets));
    }
}
