package depesche.article;

import depesche.account.Actor;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/// Updating, correcting and killing a published article, and adding a right of reply: each in one transaction with
/// its notice. Whoever tells the receivers does so in the same transaction (`alert.Retelling`).
public final class Amending {

    private final Writing writing;
    private final ArticlePages pages;
    private final InstantSource clock;

    public Amending(Writing writing, ArticlePages pages, InstantSource clock) {
        this.writing = writing;
        this.pages = pages;
        this.clock = clock;
    }

    /// The lock on the article's row makes two at once one after the other.
    public AmendResult amend(Handle tx, ArticleId id, Amendment amendment, Actor by) {
        Optional<Article> found = Articles.locked(tx, id);
        if (found.isEmpty()) {
            return new AmendResult.NoSuchArticle();
        }
        Article before = found.get();
        if (!before.state().isPublic()) {
            return new AmendResult.NotPublished(before.state());
        }
        var check = new NoticeCheck();
        return switch (amendment) {
            case Amendment.Update(Optional<String> note, Submission text) ->
                save(tx, before, text, check, notice(before, amendment, check.note("note", note.orElse("")), by), by);
            case Amendment.Correction(String note, Submission text) ->
                save(tx, before, text, check, notice(before, amendment, check.needed("note", note), by), by);
            case Amendment.Kill(String reason) ->
                kill(tx, check, before, notice(before, amendment, check.needed("reason", reason), by));
            case Amendment.Reply reply -> {
                Notice notice = notice(before, amendment, Optional.empty(), by).with(check.reply(reply));
                yield reply(tx, check, before, notice);
            }
        };
    }

    /// With the number of the revision that the amendment makes; a kill makes none.
    private Notice notice(Article before, Amendment amendment, Optional<String> note, Actor by) {
        int current = before.revision().number();
        int number = amendment instanceof Amendment.Kill ? current : current + 1;
        return new Notice(before.id(), amendment.kind(), number, note, Optional.empty(), clock.instant(), by.name());
    }

    private AmendResult save(Handle tx, Article before, Submission text, NoticeCheck check, Notice notice, Actor by) {
        check.add(Writing.faults(tx, before, text));
        if (!check.faults().isEmpty()) {
            return new AmendResult.Faulty(check.faults());
        }
        SaveResult saved = writing.edit(tx, before.id(), OptionalInt.empty(), text, by);
        if (!(saved instanceof SaveResult.Saved)) {
            throw new IllegalStateException("article " + before.id() + " was checked and is not saved: " + saved);
        }
        return amended(tx, before, notice);
    }

    private AmendResult kill(Handle tx, NoticeCheck check, Article before, Notice notice) {
        if (!check.faults().isEmpty()) {
            return new AmendResult.Faulty(check.faults());
        }
        Articles.kill(tx, before.id(), notice.note().orElseThrow(), notice.at());
        return amended(tx, before, notice);
    }

    /// The text stays as it is; those who read it before now have an older revision.
    private AmendResult reply(Handle tx, NoticeCheck check, Article before, Notice notice) {
        if (!check.faults().isEmpty()) {
            return new AmendResult.Faulty(check.faults());
        }
        Articles.repeatRevision(tx, before, notice.by(), notice.at());
        return amended(tx, before, notice);
    }

    private AmendResult amended(Handle tx, Article before, Notice notice) {
        ArticleNotices.insert(tx, notice);
        Article after = Articles.byId(tx, before.id()).orElseThrow();
        pages.amended(tx, before, after);
        return new AmendResult.Amended(before, after, notice);
    }
}
