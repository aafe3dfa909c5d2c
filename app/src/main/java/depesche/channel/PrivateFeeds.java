package depesche.channel;

import depesche.account.LinkTokens;
import depesche.account.LinkTokens.FeedLink;
import depesche.account.ReaderId;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// A feed of a reader's own, under an address that nobody can guess and that the reader can make void. The address
/// opens the feed and nothing else.
public final class PrivateFeeds {

    private final LinkTokens tokens;
    private final InstantSource clock;

    public PrivateFeeds(LinkTokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /// The reader's feed as it is switched on now; empty if it is off.
    public Optional<String> token(Handle handle, ReaderId reader) {
        return generation(handle, reader).map(number -> tokens.feed(reader, number));
    }

    /// Whose feed this token opens; empty if it never was one or is void, and as long as the reader is closed by hand.
    public Optional<ReaderId> reader(Handle handle, String token) {
        return tokens.readFeed(token)
                .filter(link ->
                        generation(handle, link.reader()).stream().anyMatch(number -> number == link.generation()))
                .map(FeedLink::reader)
                .filter(reader -> isOpen(handle, reader));
    }

    static boolean isOn(Handle handle, ReaderId reader) {
        return generation(handle, reader).isPresent();
    }

    private static boolean isOpen(Handle handle, ReaderId reader) {
        return handle.createQuery("""
                        select id
                          from reader
                         where id = :reader
                           and email is not null
                           and suppressed_why is distinct from 'by-hand'
                        """)
                .bind("reader", reader.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /// Switches the feed on under a new address; one that was there is void.
    public void renew(Handle tx, ReaderId reader) {
        tx.createUpdate("""
                        insert into private_feed (reader_id, generation, changed_at)
                        values (:reader, 1, :now)
                            on conflict (reader_id)
                            do update set generation = private_feed.generation + 1,
                                          changed_at = :now,
                                          ended_at = null
                        """)
                .bind("reader", reader.value())
                .bind("now", clock.instant())
                .execute();
    }

    public void end(Handle tx, ReaderId reader) {
        tx.createUpdate("""
                        update private_feed
                           set ended_at = :now
                         where reader_id = :reader
                           and ended_at is null
                        """)
                .bind("now", clock.instant())
                .bind("reader", reader.value())
                .execute();
    }

    private static Optional<Integer> generation(Handle handle, ReaderId reader) {
        return handle.createQuery("""
                        select generation
                          from private_feed
                         where reader_id = :reader
                           and ended_at is null
                        """)
                .bind("reader", reader.value())
                .mapTo(Integer.class)
                .findOne();
    }
}
