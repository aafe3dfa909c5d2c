package depesche.feed;

import depesche.article.Listing;
import depesche.article.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Which articles stand in a part of a feed: from below one of them, in the order of publication, down to another.
///
/// A part ends with an article whose number can be divided by 31. What is published later changes neither that nor the
/// parts below, so they keep address and entries: a reader goes back until it meets a part that it has (RFC 5005 §4).
///
/// @param before the part begins below this article
/// @param end its last article
/// @param goesOn whether there are older ones
/// @param articles their numbers
record FeedPart(Mark before, Mark end, boolean goesOn, List<Long> articles) {

    /// A prime, so that topics that get every second or tenth article have ends too.
    private static final int EVERY = 31;

    private static final int FEWEST_OF_NEWEST = 30;
    private static final int MOST = 300;

    boolean isNewest() {
        return before.equals(Mark.TOP);
    }

    /// The place of an article that is, or was, public.
    static Optional<Mark> mark(Handle tx, long article) {
        return tx.createQuery("""
                        select published_at, id
                          from article
                         where id = :id
                           and state in ('published', 'killed')
                        """)
                .bind("id", article)
                .map((row, _) -> mark(row))
                .findOne();
    }

    /// Of the paper.
    static FeedPart below(Handle tx, Mark before) {
        return part(
                before,
                tx.createQuery("""
                        select published_at, id
                          from article
                         where state = 'published'
                           and (published_at, id) < (:publishedAt, :id)
                         order by published_at desc, id desc
                         limit :most
                        """)
                        .bind("publishedAt", before.publishedAt())
                        .bind("id", before.id())
                        .bind("most", MOST + 1)
                        .map((row, _) -> mark(row))
                        .list());
    }

    /// Of a list.
    static FeedPart below(Handle tx, Listing listing, Mark before) {
        return part(
                before,
                listing.bind(tx.createQuery("""
                        select newest.listed_at as published_at, newest.article_id as id
                          from (
                        """ + listing.newest() + """
                               ) newest
                         order by newest.listed_at desc, newest.article_id desc
                        """))
                        .bind("publishedAt", before.publishedAt())
                        .bind("id", before.id())
                        .bind("most", MOST + 1)
                        .map((row, _) -> mark(row))
                        .list());
    }

    private static Mark mark(ResultSet row) throws SQLException {
        return new Mark(row.getTimestamp("published_at").toInstant(), row.getLong("id"));
    }

    /// @param below what comes after `before`, one more than a part can have
    private static FeedPart part(Mark before, List<Mark> below) {
        int fewest = before.equals(Mark.TOP) ? FEWEST_OF_NEWEST : 1;
        for (int i = 0; i < below.size() - 1; i++) {
            boolean isEnd = i + 1 >= fewest && below.get(i).id() % EVERY == 0;
            if (isEnd || i + 1 == MOST) {
                return new FeedPart(before, below.get(i), true, numbers(below.subList(0, i + 1)));
            }
        }
        return new FeedPart(before, Mark.BOTTOM, false, numbers(below));
    }

    private static List<Long> numbers(List<Mark> marks) {
        return marks.stream().map(Mark::id).toList();
    }
}
