package depesche.masthead;

import depesche.account.Actor;
import depesche.config.Settings;
import depesche.web.PageChanges;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Setting what stands at the head of the paper, and going back to what stood there before. Every page is made anew
/// after it. That nobody sets one over another's unseen is the key of table `masthead`.
public final class Redesigning {

    /// What changes with it beside all pages: what each node keeps of it.
    static final String PAGE_KEY = "masthead";

    private final Settings.Site first;
    private final PageChanges pages;
    private final InstantSource clock;

    /// @param first what the operator's settings say
    public Redesigning(Settings.Site first, PageChanges pages, InstantSource clock) {
        this.first = first;
        this.pages = pages;
        this.clock = clock;
    }

    public Masthead current(Handle handle) {
        return Mastheads.current(handle, first);
    }

    /// To what undoing would go back.
    public Optional<Masthead> before(Handle handle) {
        OptionalInt before = Mastheads.before(handle, current(handle).version());
        return before.isPresent() ? Mastheads.of(handle, before.getAsInt()) : Optional.empty();
    }

    /// @param seen the version that was looked at
    public RedesignResult set(Handle tx, int seen, Draft draft, Actor by) {
        Masthead current = current(tx);
        var check = new DraftCheck();
        Masthead next = check.read(draft, current.version() + 1, clock.instant(), by.name());
        if (!check.faults().isEmpty()) {
            return new RedesignResult.Faulty(check.faults());
        }
        if (current.version() != seen) {
            return new RedesignResult.SetSince(current);
        }
        if (next.draft().equals(current.draft())) {
            return new RedesignResult.Set(current);
        }
        if (seen == 1) {
            Mastheads.insert(tx, current, OptionalInt.empty());
        }
        return keep(tx, next, OptionalInt.of(seen));
    }

    /// Goes back to the one before, and done again to the one before that.
    public RedesignResult undo(Handle tx, int seen, Actor by) {
        Masthead current = current(tx);
        if (current.version() != seen) {
            return new RedesignResult.SetSince(current);
        }
        Optional<Masthead> before = before(tx);
        if (before.isEmpty()) {
            return new RedesignResult.NothingBefore();
        }
        Masthead old = before.get();
        var again = new Masthead(
                seen + 1, old.name(), old.language(), old.timeZone(), old.texts(), clock.instant(), by.name());
        return keep(tx, again, Mastheads.before(tx, old.version()));
    }

    private RedesignResult keep(Handle tx, Masthead next, OptionalInt before) {
        if (!Mastheads.insert(tx, next, before)) {
            return new RedesignResult.SetSince(current(tx));
        }
        pages.record(tx, Set.of("site", PAGE_KEY));
        return new RedesignResult.Set(next);
    }
}
