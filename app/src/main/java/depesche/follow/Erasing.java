package depesche.follow;

import depesche.account.Reader;
import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.channel.Channels;
import depesche.db.Database;
import depesche.follow.petition.Petitions;
import depesche.search.saved.SavedSearches;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Forgetting a reader (Art. 17 DSGVO): follows end, requests and consents go, and of the reader stays a
/// number with a keyed hash of the address, which blocks imports until the address confirms anew.
public final class Erasing {

    private final Database db;
    private final Readers readers;
    private final InstantSource clock;

    public Erasing(Database db, Readers readers, InstantSource clock) {
        this.db = db;
        this.readers = readers;
        this.clock = clock;
    }

    /// False if there is no such reader, or no more.
    public boolean erase(ReaderId id) {
        return db.write(tx -> erase(tx, id));
    }

    /// As above, in the caller's transaction.
    public boolean erase(Handle tx, ReaderId id) {
        var reader = readers.lockedById(tx, id);
        reader.ifPresent(known -> erase(tx, known));
        return reader.isPresent();
    }

    private void erase(Handle tx, Reader reader) {
        var followed = Follows.of(tx, reader.id()).stream().map(Follow::subject).toList();
        Follows.end(tx, reader.id(), followed, clock.instant());
        forgetSearches(tx, reader.id());
        FollowRequests.forget(tx, reader.email());
        ReaderWishes.forget(tx, reader.id());
        Petitions.forget(tx, reader.id());
        Channels.forget(tx, reader.id(), clock.instant());
        readers.erase(tx, reader);
    }

    /// What somebody sought says who they are, now and then. A search that no other reader has ever followed goes.
    private static void forgetSearches(Handle tx, ReaderId reader) {
        List<Integer> searches = Follows.searchesEver(tx, reader);
        SavedSearches.lock(tx, searches);
        SavedSearches.forget(tx, Follows.ofNobodyElse(tx, reader, searches));
    }
}
