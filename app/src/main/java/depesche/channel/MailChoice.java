package depesche.channel;

import depesche.account.ReaderId;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/// Whether a reader wants alerts by mail as well as on other channels. Where no other channel lives any more, mails
/// come again: nobody is left without word.
public final class MailChoice {

    private final InstantSource clock;

    public MailChoice(InstantSource clock) {
        this.clock = clock;
    }

    /// No alerts by mail as long as there is another channel.
    public void switchOff(Handle tx, ReaderId reader) {
        tx.createUpdate("""
                        insert into channel (reader_id, kind, endpoint, keys, created_at, disabled_at, disabled_why)
                        values (:reader, 'email', '', '', :now, :now, 'chosen')
                            on conflict (reader_id) where kind = 'email'
                            do update set disabled_at = :now, disabled_why = 'chosen'
                        """)
                .bind("reader", reader.value())
                .bind("now", clock.instant())
                .execute();
    }

    public void switchOn(Handle tx, ReaderId reader) {
        tx.createUpdate("""
                        update channel
                           set disabled_at = null,
                               disabled_why = null
                         where reader_id = :reader
                           and kind = 'email'
                        """).bind("reader", reader.value()).execute();
    }

    /// Whether the reader chose against mail.
    public static boolean isOff(Handle handle, ReaderId reader) {
        return handle.createQuery("""
                        select id
                          from channel
                         where reader_id = :reader
                           and kind = 'email'
                           and disabled_at is not null
                        """)
                .bind("reader", reader.value())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }
}
