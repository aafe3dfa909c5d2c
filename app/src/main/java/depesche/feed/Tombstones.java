package depesche.feed;

import depesche.article.Listing;
import depesche.article.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What was killed of that which a part of a feed would show; and in the newest, whatever was killed since its oldest
/// article came out, however old it was itself.
final class Tombstones {

    private static final int MOST = 100;
    private static final Instant NEVER = Mark.TOP.publishedAt();

    private Tombstones() {}

    static List<Feed.Tombstone> of(Handle tx, FeedPart part) {
        return tx.createQuery("""
                        select a.id, coalesce(a.entry_key, a.id::text) as key, a.killed_at
                          from article a
                         where a.state = 'killed'
                           and (a.published_at, a.id) < (:before, :beforeId)
                           and ((a.published_at, a.id) >= (:end, :endId) or a.killed_at >= :since)
                         order by a.killed_at desc, a.id desc
                         limit :most
                        """)
                .bind("before", part.before().publishedAt())
                .bind("beforeId", part.before().id())
                .bind("end", part.end().publishedAt())
                .bind("endId", part.end().id())
                .bind("since", since(part))
                .bind("most", MOST)
                .map((row, _) -> tombstone(row))
                .list();
    }

    /// As above, of a list.
    static List<Feed.Tombstone> of(Handle tx, Listing listing, FeedPart part) {
        return listing.bind(tx.createQuery("""
                        select a.id, coalesce(a.entry_key, a.id::text) as key, a.killed_at
                          from article a
                         where a.state = 'killed'
                           and (a.published_at, a.id) < (:before, :beforeId)
                           and ((a.published_at, a.id) >= (:end, :endId) or a.killed_at >= :since)
                        """ + listing.condition() + """
                         order by a.killed_at desc, a.id desc
                         limit :most
                        """))
                .bind("before", part.before().publishedAt())
                .bind("beforeId", part.before().id())
                .bind("end", part.end().publishedAt())
                .bind("endId", part.end().id())
                .bind("since", since(part))
                .bind("most", MOST)
                .map((row, _) -> tombstone(row))
                .list();
    }

    private static Instant since(FeedPart part) {
        return part.isNewest() ? part.end().publishedAt() : NEVER;
    }

    private static Feed.Tombstone tombstone(ResultSet row) throws SQLException {
        return new Feed.Tombstone(
                row.getLong("id"),
                row.getString("key"),
                row.getTimestamp("killed_at").toInstant());
    }
}
