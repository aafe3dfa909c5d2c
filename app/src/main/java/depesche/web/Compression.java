package depesche.web;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// Makes the compressed forms of a page. Brotli is left out where its native library does not load.
final class Compression {

    /// 31 kB take 0.8 ms; quality 11 takes 33 ms for a tenth less.
    private static final Encoder.Parameters BROTLI = new Encoder.Parameters().setQuality(5);

    private Compression() {}

    static byte[] gzip(byte[] plain) {
        var out = new ByteArrayOutputStream(plain.length / 2);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static Optional<byte[]> brotli(byte[] plain) {
        if (!Brotli4jLoader.isAvailable()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Encoder.compress(plain, BROTLI));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
