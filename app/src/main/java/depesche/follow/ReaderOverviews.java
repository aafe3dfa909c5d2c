package depesche.follow;

import depesche.account.Consents;
import depesche.account.Reader;
import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.db.Database;
import depesche.follow.ReaderOverview.FollowedTopic;
import depesche.text.EmailAddress;
import depesche.topic.TopicId;
import depesche.topic.Topics;
import java.util.List;
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
        return db.inSnapshot(tx -> readers.byId(tx, id).map(reader -> overview(tx, reader)));
    }

    public Optional<ReaderOverview> of(EmailAddress email) {
        return db.inSnapshot(tx -> readers.byEmail(tx, email).map(reader -> overview(tx, reader)));
    }

    /// The topics that the reader follows, whatever the cadence.
    public List<TopicId> topics(Handle tx, ReaderId id) {
        return Follows.of(tx, id).stream()
                .map(follow -> follow.subject().topicId())
                .toList();
    }

    private static ReaderOverview overview(Handle tx, Reader reader) {
        var tree = Topics.tree(tx);
        var follows = Follows.of(tx, reader.id()).stream()
                .flatMap(follow -> tree.byId(follow.subject().topicId()).stream()
                        .map(topic -> new FollowedTopic(follow, topic, tree.children(topic.id()))))
                .toList();
        return new ReaderOverview(reader, follows, ReaderWishes.of(tx, reader.id()), Consents.of(tx, reader.id()));
    }
}
