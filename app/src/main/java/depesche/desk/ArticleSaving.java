package depesche.desk;

import depesche.account.Actor;
import depesche.account.Role;
import depesche.alert.AlertId;
import depesche.alert.Announcing;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.SaveResult;
import depesche.article.Submission;
import depesche.article.Writing;
import depesche.db.Database;
import depesche.web.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/// Saves what was typed, in one transaction with the alert for followers of a topic that a public article gains.
final class ArticleSaving {

    private final Database db;
    private final Writing writing;
    private final Announcing announcing;
    private final NewsroomTime time;

    ArticleSaving(Database db, Writing writing, Announcing announcing, NewsroomTime time) {
        this.db = db;
        this.writing = writing;
        this.announcing = announcing;
        this.time = time;
    }

    /// How saving from the form can end.
    sealed interface Saving {
        record WrongRole(Role needed) implements Saving {}

        record Ended(SaveResult result, Optional<AlertId> alert) implements Saving {}
    }

    /// A change as it was asked for.
    ///
    /// @param seen the revision that the editor had before them, as the form says it
    /// @param faults what is wrong already
    record Order(ArticleId article, String seen, Typed typed, List<Fault> faults) {}

    Saving create(Typed typed, List<Fault> faults, Actor by) {
        var reading = new ArticleReading(typed, Optional.empty(), time);
        Submission asked = reading.submission();
        if (!by.mayActAs(reading.needed(asked))) {
            return new Saving.WrongRole(reading.needed(asked));
        }
        return db.write(tx -> {
            SaveResult result = withFaults(tx, writing.create(tx, asked, by), faults, reading.faults());
            return new Saving.Ended(result, Optional.empty());
        });
    }

    Saving change(Order order, Actor by) {
        return db.write(tx -> Archive.byId(tx, order.article())
                .map(before -> change(tx, order, before, by))
                .orElseGet(() -> new Saving.Ended(new SaveResult.NoSuchArticle(), Optional.empty())));
    }

    private Saving change(Handle tx, Order order, Article before, Actor by) {
        var reading = new ArticleReading(order.typed(), Optional.of(before), time);
        Submission asked = reading.submission();
        if (!by.mayActAs(reading.needed(asked))) {
            return new Saving.WrongRole(reading.needed(asked));
        }
        SaveResult saved = writing.edit(tx, before.id(), seen(order), asked, by);
        if (isPublic(saved) && !by.mayActAs(Role.EDITOR)) {
            undo(tx);
            return new Saving.WrongRole(Role.EDITOR);
        }
        SaveResult result = withFaults(tx, saved, order.faults(), reading.faults());
        return new Saving.Ended(result, announced(tx, before, result));
    }

    /// It may have been published since this transaction looked first.
    private static boolean isPublic(SaveResult result) {
        return result instanceof SaveResult.Saved(Article after, boolean _)
                && after.state().isPublic();
    }

    private static void undo(Handle tx) {
        tx.rollback();
        tx.begin();
    }

    private Optional<AlertId> announced(Handle tx, Article before, SaveResult result) {
        if (!(result instanceof SaveResult.Saved(Article after, boolean _))
                || !before.state().isPublic()) {
            return Optional.empty();
        }
        return announcing.announceAdded(tx, before, after);
    }

    /// What is no number is no revision that anyone saw.
    private static OptionalInt seen(Order order) {
        return OptionalInt.of(order.seen().matches("[1-9][0-9]{0,8}") ? Integer.parseInt(order.seen()) : 0);
    }

    /// All faults at once: the picture's, the form's, the article's, one for each field. With a fault nothing stays
    /// written.
    @SafeVarargs
    private static SaveResult withFaults(Handle tx, SaveResult result, List<Fault>... known) {
        List<Fault> faults = new ArrayList<>();
        for (List<Fault> more : known) {
            faults.addAll(more);
        }
        if (faults.isEmpty()) {
            return result;
        }
        return switch (result) {
            case SaveResult.Faulty(List<Fault> more) -> {
                more.stream()
                        .filter(fault ->
                                faults.stream().noneMatch(other -> other.field().equals(fault.field())))
                        .forEach(faults::add);
                yield new SaveResult.Faulty(faults);
            }
            case SaveResult.Saved _ -> {
                undo(tx);
                yield new SaveResult.Faulty(faults);
            }
            case SaveResult.ExternalIdTaken _,
                    SaveResult.EditedSince _,
                    SaveResult.NotEditable _,
                    SaveResult.NoSuchArticle _ -> result;
        };
    }
}
