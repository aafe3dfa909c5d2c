package depesche.delivery;

import depesche.account.ReaderId;
import depesche.follow.Cadence;
import depesche.search.saved.SavedSearches;
import depesche.search.saved.SearchText;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Readers of the Lantern who follow searches.
record Seeking(Lantern lantern) {

    /// Keeps a search that nobody follows yet.
    void keep(String typed) {
        lantern.db().change(tx -> number(tx, typed));
    }

    /// Follows in this cadence from now on.
    void follow(ReaderId reader, String typed, Cadence cadence) {
        lantern.db()
                .change(tx -> tx.createUpdate("""
                        insert into follow (kind, subject_id, reader_id, cadence, since)
                        values ('search', :search, :reader, :cadence, now())
                            on conflict (kind, subject_id, reader_id) do update
                           set cadence = excluded.cadence, ended_at = null
                        """)
                        .bind("search", number(tx, typed))
                        .bind("reader", reader.value())
                        .bind("cadence", cadence.word())
                        .execute());
    }

    void leave(ReaderId reader, String typed) {
        lantern.db()
                .change(tx -> tx.createUpdate("""
                        update follow
                           set ended_at = now()
                         where kind = 'search'
                           and subject_id = :search
                           and reader_id = :reader
                        """)
                        .bind("search", number(tx, typed))
                        .bind("reader", reader.value())
                        .execute());
    }

    private static int number(Handle tx, String typed) {
        var text = ((SearchText.Read) SearchText.read(typed)).text();
        return SavedSearches.keep(tx, List.of(text), Instant.EPOCH)
                .values()
                .iterator()
                .next();
    }
}
