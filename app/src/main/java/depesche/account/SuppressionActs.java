package depesche.account;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// The table `suppression_act`: what was done by hand, for whoever asks later who did it and why.
public final class SuppressionActs {

    private SuppressionActs() {}

    static void keep(Handle tx, ReaderId reader, SuppressionAct act) {
        tx.createUpdate("""
                        insert into suppression_act (reader_id, act, why, note, done_at, done_by)
                        values (:reader, :act, :why, :note, :at, :by)
                        """)
                .bind("reader", reader.value())
                .bind("act", act.kind().word())
                .bind("why", act.why().word())
                .bind("note", act.note())
                .bind("at", act.at())
                .bind("by", act.by())
                .execute();
    }

    /// The latest first.
    public static List<SuppressionAct> of(Handle tx, ReaderId reader) {
        return tx.createQuery("""
                        select act, why, note, done_at, done_by
                          from suppression_act
                         where reader_id = :reader
                         order by id desc
                        """)
                .bind("reader", reader.value())
                .map((row, _) -> new SuppressionAct(
                        SuppressionAct.Kind.valueOf(row.getString("act").toUpperCase(Locale.ROOT)),
                        Suppression.Why.of(row.getString("why")).orElseThrow(),
                        row.getString("note"),
                        row.getObject("done_at", OffsetDateTime.class).toInstant(),
                        row.getString("done_by")))
                .list();
    }

    /// Erasure: the notes speak of the reader.
    static void forget(Handle tx, ReaderId reader) {
        tx.createUpdate("delete from suppression_act where reader_id = :reader")
                .bind("reader", reader.value())
                .execute();
    }
}
