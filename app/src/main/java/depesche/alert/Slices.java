package depesche.alert;

import depesche.article.ArticleId;
import depesche.channel.ChannelKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// The table `alert_slice`: frozen receivers, a thousand in a row as Roaring bytes. Written once, never changed.
public final class Slices {

    private static final int SIZE = 1_000;

    private Slices() {}

    /// Freezes the receivers of a channel, in the order of their numbers.
    ///
    /// @param firstNumber what follows the slices that the alert has already
    /// @return how many slices it took
    static int freeze(Handle tx, AlertId alert, ChannelKind channel, int firstNumber, RoaringBitmap receivers) {
        int[] readers = receivers.toArray();
        if (readers.length == 0) {
            return 0;
        }
        var batch = tx.prepareBatch("""
                insert into alert_slice (alert_id, number, channel, readers, size)
                values (:alert, :number, :channel, :readers, :size)
                """);
        for (int from = 0; from < readers.length; from += SIZE) {
            int[] slice = Arrays.copyOfRange(readers, from, Math.min(readers.length, from + SIZE));
            batch.bind("alert", alert.value())
                    .bind("number", firstNumber + from / SIZE)
                    .bind("channel", channel.word())
                    .bind("readers", stored(slice))
                    .bind("size", slice.length)
                    .add();
        }
        return batch.execute().length;
    }

    /// Everyone whom an earlier alert of the article names.
    static RoaringBitmap told(Handle tx, ArticleId article) {
        var told = new RoaringBitmap();
        tx.createQuery("""
                        select s.readers
                          from alert_slice s
                          join alert a on a.id = s.alert_id
                         where a.article_id = :article
                        """)
                .bind("article", article.value())
                .mapTo(byte[].class)
                .forEach(slice -> told.or(readers(slice)));
        return told;
    }

    /// The receivers of a slice as the table holds them. A receiver's ordinal is its rank.
    public static RoaringBitmap readers(byte[] stored) {
        var readers = new RoaringBitmap();
        try {
            readers.deserialize(ByteBuffer.wrap(stored));
        } catch (IOException broken) {
            throw new IllegalStateException("a slice of " + stored.length + " bytes cannot be read", broken);
        }
        return readers;
    }

    private static byte[] stored(int[] slice) {
        var readers = RoaringBitmap.bitmapOf(slice);
        readers.runOptimize();
        var bytes = ByteBuffer.allocate(readers.serializedSizeInBytes());
        readers.serialize(bytes);
        return bytes.array();
    }
}
