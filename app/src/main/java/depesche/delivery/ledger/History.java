package depesche.delivery.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What the ledger tells of single deliveries: each attempt with its time and the server's words.
public final class History {

    /// One try within a delivery.
    public record Attempt(Instant at, int revision, End end, int code, String words) {}

    private History() {}

    /// The attempts of some receivers of a slice by ordinal, the first first.
    public static Map<Integer, List<Attempt>> of(Handle handle, long slice, int fromOrdinal, int toOrdinal) {
        Map<Integer, List<Attempt>> attempts = new HashMap<>();
        handle.createQuery("""
                        select l.ordinal, o.at, o.revision, l.ending, l.code, l.reply
                          from outcome o
                         cross join lateral unnest(o.ordinals, o.ends, o.codes, o.replies)
                               with ordinality as l (ordinal, ending, code, reply, place)
                         where o.slice_id = :slice
                           and l.ordinal >= :from
                           and l.ordinal < :to
                         order by o.fence, o.number, l.place
                        """)
                .bind("slice", slice)
                .bind("from", fromOrdinal)
                .bind("to", toOrdinal)
                .map((row, _) -> attempts.computeIfAbsent(row.getInt("ordinal"), _ -> new ArrayList<>())
                        .add(new Attempt(
                                Outcomes.instant(row, "at").orElseThrow(),
                                row.getInt("revision"),
                                End.of(row.getShort("ending")),
                                row.getInt("code"),
                                row.getString("reply"))))
                .list();
        return attempts;
    }
}
