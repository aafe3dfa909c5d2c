package depesche.alert;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.roaringbitmap.RoaringBitmap;

/// Sets of readers as tables hold them: the bytes of Roaring's portable format.
public final class ReaderBytes {

    private ReaderBytes() {}

    public static byte[] of(RoaringBitmap readers) {
        var compact = readers.clone();
        compact.runOptimize();
        var bytes = ByteBuffer.allocate(compact.serializedSizeInBytes());
        compact.serialize(bytes);
        return bytes.array();
    }

    public static RoaringBitmap read(byte[] stored) {
        var readers = new RoaringBitmap();
        try {
            readers.deserialize(ByteBuffer.wrap(stored));
        } catch (IOException broken) {
            throw new IllegalStateException("a set of readers of " + stored.length + " bytes cannot be read", broken);
        }
        return readers;
    }
}
