package depesche.channel;

import depesche.account.Reader;
import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.account.Suppression;
import depesche.account.SuppressionAct;
import depesche.account.SuppressionActs;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Where a reader can be told, what stands in the way, and what people of the newsroom have done about that.
///
/// @param ways that there are, whatever stands in between
/// @param behind what ends mail behind a closing by hand, and stands again when that is lifted
/// @param acts the latest first
public record Contact(Reader reader, Ways ways, Optional<Suppression> behind, List<SuppressionAct> acts) {

    public Contact {
        acts = List.copyOf(acts);
    }

    /// Empty if there is no such reader, or no more.
    public static Optional<Contact> of(Handle tx, Readers readers, ReaderId id) {
        return readers.byId(tx, id)
                .map(reader ->
                        new Contact(reader, Ways.of(tx, reader), Readers.behind(tx, id), SuppressionActs.of(tx, id)));
    }

    /// Where the reader is told as things stand: what a closing by hand would end.
    public Ways open() {
        if (reader.suppression().isEmpty()) {
            return ways;
        }
        return isClosed() ? Ways.NONE : ways.beyondMail();
    }

    /// Whether somebody closed the reader by hand, on every channel.
    public boolean isClosed() {
        return reader.suppression().filter(it -> it.why().endsEveryChannel()).isPresent();
    }
}
