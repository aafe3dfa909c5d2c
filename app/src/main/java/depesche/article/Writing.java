package depesche.article;

import depesche.account.Actor;
import depesche.author.Authors;
import depesche.db.Database;
import depesche.job.Jobs;
import depesche.text.ReadingTime;
import depesche.web.Fault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Writing an article and editing it. Each saving is a revision of its own; what readers saw before is kept.
public final class Writing {

    private final Database db;
    private final ArticlePages pages;
    private final Jobs jobs;
    private final Supplier<Locale> siteLanguage;
    private final InstantSource clock;

    public Writing(Database db, ArticlePages pages, Jobs jobs, Supplier<Locale> siteLanguage, InstantSource clock) {
        this.db = db;
        this.pages = pages;
        this.jobs = jobs;
        this.siteLanguage = siteLanguage;
        this.clock = clock;
    }

    public SaveResult create(Submission asked, Actor by) {
        return db.write(tx -> create(tx, asked, by));
    }

    /// Within a transaction of the caller.
    public SaveResult create(Handle tx, Submission asked, Actor by) {
        var check = new SubmissionCheck(tx, asked, Optional.empty());
        Manuscript text = check.manuscript(siteLanguage.get());
        if (!check.faults().isEmpty()) {
            return new SaveResult.Faulty(check.faults());
        }
        lockExternalId(tx, text);
        Optional<Article> namesake = text.externalId().flatMap(name -> Articles.byExternalId(tx, name));
        if (namesake.isPresent()) {
            return new SaveResult.ExternalIdTaken(namesake.get().id());
        }
        Instant now = clock.instant();
        ArticleState state = stateOf(text, now);
        ArticleId id = Articles.insert(tx, text, state, now);
        insertRevision(tx, id, 1, text, by, now);
        schedule(tx, id, state);
        return new SaveResult.Saved(Articles.byId(tx, id).orElseThrow(), true);
    }

    /// Saves a new revision. A published article shows it at once, without a notice to anyone.
    ///
    /// @param seen the revision that the editor had before them; empty: whatever there is
    ///     (STYLE 6: as If-Match has it, which may be missing)
    public SaveResult edit(ArticleId id, OptionalInt seen, Submission asked, Actor by) {
        return db.write(tx -> edit(tx, id, seen, asked, by));
    }

    /// Within a transaction of the caller. STYLE 6: as above.
    public SaveResult edit(Handle tx, ArticleId id, OptionalInt seen, Submission asked, Actor by) {
        Optional<Article> found = Articles.locked(tx, id);
        if (found.isEmpty()) {
            return new SaveResult.NoSuchArticle();
        }
        Article before = found.get();
        if (seen.isPresent() && seen.getAsInt() != before.revision().number()) {
            return new SaveResult.EditedSince(
                    before.revision().number(), before.revision().savedBy());
        }
        return switch (before.state()) {
            case ArticleState.Killed _, ArticleState.Spiked _ -> new SaveResult.NotEditable(before.state());
            case ArticleState.Draft _, ArticleState.Scheduled _, ArticleState.Embargoed _, ArticleState.Published _ ->
                save(tx, before, asked, by);
        };
    }

    private SaveResult save(Handle tx, Article before, Submission asked, Actor by) {
        var check = new SubmissionCheck(tx, asked, Optional.of(before.id()));
        Manuscript text = check.manuscript(before.language());
        if (before.state().isPublic()) {
            check.keepComplete(text);
        }
        if (!check.faults().isEmpty()) {
            return new SaveResult.Faulty(check.faults());
        }
        Instant now = clock.instant();
        ArticleState state = before.state().isPublic() ? before.state() : stateOf(text, now);
        int number = before.revision().number() + 1;
        Articles.update(tx, before, text, state, now);
        insertRevision(tx, before.id(), number, text, by, now);
        schedule(tx, before.id(), state);
        Article after = Articles.byId(tx, before.id()).orElseThrow();
        pages.changed(tx, before, after);
        return new SaveResult.Saved(after, true);
    }

    /// What is wrong with a text that a published article is to have.
    static List<Fault> faults(Handle tx, Article before, Submission asked) {
        var check = new SubmissionCheck(tx, asked, Optional.of(before.id()));
        check.keepComplete(check.manuscript(before.language()));
        return check.faults();
    }

    /// Drops an article that no reader has seen. It stays, is not edited any more, and what was planned for it does
    /// not come. Again: it is spiked already.
    public SpikeResult spike(ArticleId id) {
        return db.write(tx -> spike(tx, id));
    }

    /// Within a transaction of the caller.
    public SpikeResult spike(Handle tx, ArticleId id) {
        return Articles.locked(tx, id)
                .map(Article::state)
                .map(state -> spike(tx, id, state))
                .orElseGet(SpikeResult.NoSuchArticle::new);
    }

    private SpikeResult spike(Handle tx, ArticleId id, ArticleState state) {
        return switch (state) {
            case ArticleState.Draft _, ArticleState.Scheduled _, ArticleState.Embargoed _ -> {
                Articles.spike(tx, id, clock.instant());
                yield new SpikeResult.Spiked();
            }
            case ArticleState.Spiked _ -> new SpikeResult.Spiked();
            case ArticleState.Published _, ArticleState.Killed _ -> new SpikeResult.WasPublic(state);
        };
    }

    /// Takes a spiked article back as a draft, under its embargo if that still runs. A plan to publish it is not taken
    /// up again. False if it is not spiked.
    public boolean revive(ArticleId id) {
        return db.write(tx -> {
            Optional<Article> spiked =
                    Articles.locked(tx, id).filter(article -> article.state() instanceof ArticleState.Spiked);
            Instant now = clock.instant();
            spiked.ifPresent(article -> Articles.revive(tx, id, unplanned(article.embargoUntil(), now), now));
            return spiked.isPresent();
        });
    }

    /// Two writers with the same external id wait for each other, instead of one breaking on the key.
    private static void lockExternalId(Handle tx, Manuscript text) {
        text.externalId()
                .ifPresent(name -> tx.createQuery("select pg_advisory_xact_lock(hashtextextended(:name, 1))")
                        .bind("name", name)
                        .mapTo(String.class)
                        .one());
    }

    private static ArticleState stateOf(Manuscript text, Instant now) {
        if (text.publishAt().filter(now::isBefore).isPresent()) {
            return new ArticleState.Scheduled(text.publishAt().get(), text.alertAtPublish());
        }
        return unplanned(text.embargoUntil(), now);
    }

    private static ArticleState unplanned(Optional<Instant> embargo, Instant now) {
        return embargo.filter(now::isBefore)
                .<ArticleState>map(ArticleState.Embargoed::new)
                .orElseGet(ArticleState.Draft::new);
    }

    private void schedule(Handle tx, ArticleId id, ArticleState state) {
        if (state instanceof ArticleState.Scheduled(Instant at, boolean _)) {
            jobs.submitAt(tx, new PublishWhenDue(id.value()), at);
        }
    }

    private static void insertRevision(Handle tx, ArticleId id, int number, Manuscript text, Actor by, Instant now) {
        int minutes = ReadingTime.minutes(text.standfirst().orElse(""), text.body(), text.language());
        Articles.insertRevision(tx, id, number, text, minutes, by, now);
        Articles.insertTopics(tx, id, text.topics());
        Articles.insertStory(tx, id, text.story());
        Articles.insertAuthors(tx, id, Authors.keep(tx, text.bylines(), text.language(), now));
    }
}
