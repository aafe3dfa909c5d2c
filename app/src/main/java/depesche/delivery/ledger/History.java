package depesche.delivery.ledger;

import depesche.alert.AlertId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// What the ledger tells of single deliveries: each attempt with its time and the server's words.
public final class History {

    /// One try within a delivery.
    ///
    /// @param omitted what the mail of a digest left out
    public record Attempt(Instant at, int revision, End end, int code, String words, Set<AlertId> omitted) {
        public Attempt {
            omitted = Set.copyOf(omitted);
        }
    }

    private History() {}

    /// The attempts of some receivers of a slice by ordinal, the first first.
    public static Map<Integer, List<Attempt>> of(Handle handle, long slice, int fromOrdinal, int toOrdinal) {
        Map<Integer, List<Attempt>> attempts = new HashMap<>();
        handle.createQuery("""
                        select l.ordinal, o.at, o.revision, l.ending, l.code, l.reply,
                               array(select item
                                       from digest_omission d
                                      where (d.slice_id, d.fence, d.number, d.ordinal)
                                          = (o.slice_id, o.fence, o.number, l.ordinal)) as omitted
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
                        .add(attempt(row)))
                .list();
        return attempts;
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                Outcomes.instant(row, "at").orElseThrow(),
                row.getInt("revision"),
                End.of(row.getShort("ending")),
                row.getInt("code"),
                row.getString("reply"),
                Stream.of((Long[]) row.getArray("omitted").getArray())
                        .map(AlertId::new)
                        .collect(Collectors.toSet()));
    }
}
