package depesche.follow;

import depesche.account.Consents;
import depesche.account.Reader;
import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.db.Database;
import depesche.follow.ReaderOverview.FollowedNamed;
import depesche.follow.ReaderOverview.FollowedSearch;
import depesche.follow.ReaderOverview.FollowedTopic;
import depesche.search.saved.SavedSearches;
import depesche.text.EmailAddress;
import depesche.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads overviews of readers, each from one snapshot.
public final class ReaderOverviews {

    private final Database db;
    private final Readers readers;

    public ReaderOverviews(Database db, Readers readers) {
        this.db = db;
        this.readers = readers;
    }

    public Optional<ReaderOverview> of(ReaderId id) {
        return db.inSnapshot(tx -> of(tx, id));
    }

    /// As above, in the caller's transaction.
    public Optional<ReaderOverview> of(Handle tx, ReaderId id) {
        return readers.byId(tx, id).map(reader -> overview(tx, reader));
    }

    public Optional<ReaderOverview> of(EmailAddress email) {
        return db.inSnapshot(tx -> readers.byEmail(tx, email).map(reader -> overview(tx, reader)));
    }

    /// What the reader follows, whatever the cadence.
    public List<Subject> followed(Handle tx, ReaderId id) {
        return Follows.of(tx, id).stream().map(Follow::subject).toList();
    }

    private static ReaderOverview overview(Handle tx, Reader reader) {
        var tree = Topics.tree(tx);
        var follows = Follows.of(tx, reader.id());
        var topics = follows.stream()
                .flatMap(follow -> follow.subject().topicId().flatMap(tree::byId).stream()
                        .map(topic -> new FollowedTopic(follow, topic, tree.children(topic.id()))))
                .toList();
        return new ReaderOverview(
                reader,
                topics,
                named(tx, follows),
                searches(tx, follows),
                ReaderWishes.of(tx, reader.id()),
                Consents.of(tx, reader.id()));
    }

    private static List<FollowedNamed> named(Handle tx, List<Follow> follows) {
        Map<Subject, Follow> bySubject = new HashMap<>();
        follows.forEach(follow -> bySubject.put(follow.subject(), follow));
        return NamedSubjects.among(tx, follows.stream().map(Follow::subject).toList()).stream()
                .flatMap(
                        named -> Optional.ofNullable(bySubject.get(named.subject()))
                                .map(follow -> new FollowedNamed(follow, named))
                                .stream())
                .toList();
    }

    private static List<FollowedSearch> searches(Handle tx, List<Follow> follows) {
        var texts = SavedSearches.texts(
                tx,
                follows.stream()
                        .flatMap(follow -> follow.subject().searchId().stream())
                        .toList());
        return follows.stream()
                .flatMap(follow -> follow
                        .subject()
                        .searchId()
                        .flatMap(id -> Optional.ofNullable(texts.get(id)))
                        .map(text -> new FollowedSearch(follow, text))
                        .stream())
                .toList();
    }
}
