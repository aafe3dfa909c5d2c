package depesche.delivery.ledger;

import depesche.alert.AlertId;
import java.util.Collection;
import org.jdbi.v3.core.Handle;

/// The table `digest_omission`: what single mails of a digest left out. Written with their outcomes, for a correction
/// is owed to those alone who were told.
final class Omissions {

    private Omissions() {}

    /// Again, when the answer to a commit was lost: nothing more.
    static void append(Handle tx, Collection<Outcomes.Row> kept) {
        var batch = tx.prepareBatch("""
                insert into digest_omission (slice_id, fence, number, ordinal, item)
                values (:slice, :fence, :number, :ordinal, :item)
                    on conflict do nothing
                """);
        for (Outcomes.Row row : kept) {
            for (Ticket ticket : row.tickets()) {
                for (AlertId item : ticket.entry().omitted()) {
                    batch.bind("slice", row.claim().sliceId())
                            .bind("fence", row.claim().fence())
                            .bind("number", row.number())
                            .bind("ordinal", ticket.entry().ordinal())
                            .bind("item", item.value())
                            .add();
                }
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }
}
