package depesche.ingest;

import depesche.account.Actor;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.ArticleState;
import depesche.article.SaveResult;
import depesche.article.Submission;
import depesche.article.Writing;
import depesche.db.Database;
import depesche.picture.PictureId;
import depesche.story.Stories;
import depesche.topic.Topics;
import depesche.web.Fault;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Takes documents in, each in one transaction: whole or not at all. The same document again changes nothing; a new
/// version updates its article; an older one than what is here is refused.
final class Intake {

    private static final String BEFORE = "before_taking";

    private final Database db;
    private final Writing writing;
    private final InstantSource clock;

    Intake(Database db, Writing writing, InstantSource clock) {
        this.db = db;
        this.writing = writing;
        this.clock = clock;
    }

    /// @param digest of the document's bytes, its picture's with them
    Taken take(String source, Incoming.Text text, Optional<PictureId> picture, byte[] digest) {
        return db.write(tx -> {
            Items.lock(tx, source, text.externalId());
            tx.savepoint(BEFORE);
            Taken taken = take(tx, source, text, picture, digest);
            if (taken instanceof Taken.Refused) {
                tx.rollbackToSavepoint(BEFORE);
            }
            return taken;
        });
    }

    /// What taking it would do; nothing is kept.
    Taken preview(String source, Incoming.Text text, byte[] digest) {
        return db.write(tx -> {
            tx.savepoint(BEFORE);
            Taken taken = take(tx, source, text, Optional.empty(), digest);
            tx.rollbackToSavepoint(BEFORE);
            return taken;
        });
    }

    /// What its source takes back is killed if it is public, and spiked if it never was. Done first and noted then:
    /// whoever is stopped in between does it again.
    ///
    /// @param kill tells why it could not be
    Taken withdraw(String source, Incoming.Withdrawn taken, byte[] digest, Function<ArticleId, Optional<String>> kill) {
        Optional<Items.Newest> newest = db.read(handle -> Items.newest(handle, source, taken.externalId()));
        if (newest.isPresent() && newest.get().isNewerThan(taken)) {
            return new Taken.Refused("older than what is here: version " + taken.version() + ", here is "
                    + newest.get().version());
        }
        Optional<Article> article =
                newest.flatMap(Items.Newest::article).flatMap(id -> db.read(handle -> Archive.byId(handle, id)));
        Taken done = article.map(it -> withdraw(it, kill))
                .orElseGet(() -> new Taken.Refused(taken.why() + "; it never came"));
        if (article.isEmpty() || !(done instanceof Taken.Refused)) {
            db.change(
                    tx -> Items.insertWithdrawal(tx, source, taken, digest, article.map(Article::id), clock.instant()));
        }
        return done;
    }

    private Taken withdraw(Article article, Function<ArticleId, Optional<String>> kill) {
        return switch (article.state()) {
            case ArticleState.Killed _, ArticleState.Spiked _ -> new Taken.Unchanged(article.id());
            case ArticleState.Published _ ->
                kill.apply(article.id())
                        .<Taken>map(Taken.Refused::new)
                        .orElseGet(() -> new Taken.Updated(article.id()));
            case ArticleState.Draft _, ArticleState.Scheduled _, ArticleState.Embargoed _ -> {
                writing.spike(article.id());
                yield new Taken.Updated(article.id());
            }
        };
    }

    private Taken take(Handle tx, String source, Incoming.Text text, Optional<PictureId> picture, byte[] digest) {
        Optional<ArticleId> same = Items.sameDocument(tx, source, text.externalId(), digest);
        if (same.isPresent()) {
            return new Taken.Unchanged(same.get());
        }
        Optional<Items.Newest> newest = Items.newest(tx, source, text.externalId());
        if (newest.isPresent() && newest.get().isNewerThan(text)) {
            return new Taken.Refused("older than what is here: version " + text.version() + ", here is "
                    + newest.get().version());
        }
        Optional<ArticleId> before = newest.flatMap(Items.Newest::article);
        if (before.isPresent() && text.version() > 0 && newest.get().isAsNewAs(text)) {
            return new Taken.Unchanged(before.get());
        }
        Optional<Submission> submission = completed(tx, text, picture);
        if (submission.isEmpty()) {
            return new Taken.Refused("translationOf: no article " + text.facts().get("translationOf"));
        }
        Actor by = Actor.program(source);
        return before.isPresent()
                ? update(tx, source, text, digest, before.get(), keepingStory(tx, submission.get(), before.get()), by)
                : create(tx, source, text, digest, submission.get(), by);
    }

    /// What comes in again does not take an article out of the story that the newsroom put it into.
    private static Submission keepingStory(Handle tx, Submission again, ArticleId article) {
        return again.story().isPresent()
                ? again
                : Archive.byId(tx, article)
                        .flatMap(before -> before.revision().story())
                        .flatMap(story ->
                                Stories.byIds(tx, List.of(story)).stream().findFirst())
                        .map(story -> again.inStory(story.slug()))
                        .orElse(again);
    }

    private Taken create(Handle tx, String source, Incoming.Text text, byte[] digest, Submission submission, Actor by) {
        return switch (writing.create(tx, submission, by)) {
            case SaveResult.Saved(Article article, boolean _) -> {
                Items.insert(tx, source, text, digest, article.id(), clock.instant());
                yield new Taken.Created(article.id());
            }
            case SaveResult.ExternalIdTaken(ArticleId owner) ->
                new Taken.Refused("externalId: article " + owner + " has it, and came another way");
            case SaveResult other -> refused(other);
        };
    }

    private Taken update(
            Handle tx,
            String source,
            Incoming.Text text,
            byte[] digest,
            ArticleId article,
            Submission submission,
            Actor by) {
        SaveResult result = writing.edit(tx, article, OptionalInt.empty(), submission, by);
        if (result instanceof SaveResult.Saved) {
            Items.insert(tx, source, text, digest, article, clock.instant());
            return new Taken.Updated(article);
        }
        return refused(result);
    }

    private static Taken refused(SaveResult result) {
        return new Taken.Refused(
                switch (result) {
                    case SaveResult.Faulty(List<Fault> faults) ->
                        faults.stream()
                                .map(fault -> fault.field() + ": " + fault.message())
                                .collect(Collectors.joining("; "));
                    case SaveResult.NotEditable(var state) -> "its article is " + state.word();
                    case SaveResult.NoSuchArticle() -> "its article is gone";
                    case SaveResult.EditedSince(int revision, String _) -> "edited meanwhile: revision " + revision;
                    case SaveResult.ExternalIdTaken(ArticleId by) -> "externalId: article " + by + " has it";
                    case SaveResult.Saved _ -> throw new IllegalArgumentException("saved is not refused");
                });
    }

    /// With what only the newsroom knows: topics by category, the number of the picture and of the original.
    private static Optional<Submission> completed(Handle tx, Incoming.Text text, Optional<PictureId> picture) {
        Submission given = text.submission();
        Optional<String> original =
                Optional.ofNullable(text.facts().get("translationOf")).map(String::valueOf);
        Optional<ArticleId> translated =
                original.flatMap(name -> Archive.byExternalId(tx, name)).map(Article::id);
        if (original.isPresent() && translated.isEmpty()) {
            return Optional.empty();
        }
        List<String> topics =
                given.topics().isEmpty() ? new CategoryTopics(Topics.tree(tx)).of(text.facts()) : given.topics();
        return Optional.of(given.with(
                topics,
                translated.map(Object::toString),
                picture.map(id -> new Submission.Picture(
                        Long.toString(id.value()), Optional.empty(), Optional.empty(), Optional.empty()))));
    }
}
