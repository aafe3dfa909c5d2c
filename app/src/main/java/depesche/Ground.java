package depesche;

import depesche.account.LinkTokens;
import depesche.account.Secrets;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.db.Notices;
import depesche.db.OpenDatabase;
import depesche.job.JobRunner;
import depesche.job.Jobs;
import depesche.masthead.CurrentMasthead;
import depesche.web.PageChanges;
import depesche.web.PageStore;
import java.time.InstantSource;

/// What every part of the newsroom stands on.
///
/// @param settings with the name, language and clock that the desk set
// STYLE 4.4: a part for each thing that all stand on.
public record Ground(
        Settings settings,
        InstantSource clock,
        OpenDatabase opened,
        Jobs jobs,
        JobRunner runner,
        Notices notices,
        PageStore pages,
        PageChanges changes,
        CurrentMasthead head,
        Secrets secrets,
        LinkTokens links) {

    /// About a thousand articles with their compressed forms.
    private static final long PAGE_BYTES = 96L * 1024 * 1024;

    static Ground of(Settings settings, OpenDatabase opened, InstantSource clock) {
        Database db = opened.database();
        var jobs = new Jobs(clock);
        var pages = new PageStore(PAGE_BYTES, clock);
        var changes = new PageChanges(db, pages);
        var head = CurrentMasthead.of(db, settings.site(), changes);
        var secrets = new Secrets(db);
        return new Ground(
                settings.withSite(head),
                clock,
                opened,
                jobs,
                new JobRunner(db, opened.pool().dataSource(), jobs, clock, opened.node()),
                new Notices(opened.address()),
                pages,
                changes,
                head,
                secrets,
                LinkTokens.of(secrets));
    }

    public Database db() {
        return opened.database();
    }
}
