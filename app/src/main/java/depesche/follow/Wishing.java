package depesche.follow;

import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.db.Database;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// What a reader says on their own page: when and how often mail is to come. Takes effect with the next alert that
/// is planned; a pause also stops what is on its way.
public final class Wishing {

    private final Database db;
    private final Readers readers;

    public Wishing(Database db, Readers readers) {
        this.db = db;
        this.readers = readers;
    }

    /// Keeps the wish, the time zone by which its hours are told, and how soon each of these follows is to speak;
    /// follows that are not named, or not open, stay as they are. False if there is no such reader, or no more.
    public boolean keep(ReaderId id, ReaderWish wish, ZoneId zone, Map<Subject, Cadence> cadences) {
        return db.write(tx -> {
            var reader = readers.lockedById(tx, id);
            reader.ifPresent(known -> {
                if (!known.timeZone().equals(zone)) {
                    readers.changeAll(tx, List.of(known.with(known.language(), zone)));
                }
                if (!ReaderWishes.of(tx, id).equals(wish)) {
                    ReaderWishes.keep(tx, id, wish);
                }
                Follows.pace(tx, id, cadences);
            });
            return reader.isPresent();
        });
    }
}
