package depesche.picture;

import depesche.db.Database;
import depesche.picture.PictureResult.Broken;
import depesche.picture.PictureResult.NotAPicture;
import depesche.picture.PictureResult.Taken;
import depesche.picture.PictureResult.TooLarge;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Takes in pictures: checks them, reads what they say about themselves, makes their renditions and keeps
/// all of it. The same bytes again are the same picture. However hostile the bytes, it costs a bounded
/// amount of memory and time: at most two pictures are read at once.
public final class PictureImport {

    public static final int MAX_BYTES = 30_000_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int AT_ONCE = 2;

    private final Database db;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    public PictureImport(Database db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    public PictureResult take(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new TooLarge("bytes", MAX_BYTES);
        }
        var digest = sha256(bytes);
        Optional<Picture> known = db.read(tx -> Pictures.byDigest(tx, digest));
        if (known.isPresent()) {
            return new Taken(known.get(), false);
        }
        return PictureFormat.of(bytes)
                .map(format -> takeNew(bytes, digest, format))
                .orElseGet(() -> new NotAPicture("it is not a JPEG, PNG, WebP, GIF or TIFF"));
    }

    private PictureResult takeNew(byte[] bytes, byte[] digest, PictureFormat format) {
        return switch (readInTime(bytes, format)) {
            case PictureReading.Unfit(var why) -> why;
            case PictureReading.Read read -> db.write(tx -> Pictures.insert(tx, digest, bytes, read, clock.instant()));
        };
    }

    /// On a thread of its own that gives its place back when it has really ended, however late.
    private PictureReading.Outcome readInTime(byte[] bytes, PictureFormat format) {
        var reading = new FutureTask<>(() -> PictureReading.read(bytes, format));
        places.acquireUninterruptibly();
        Thread.ofPlatform().daemon().name("picture").start(() -> {
            try {
                reading.run();
            } finally {
                places.release();
            }
        });
        try {
            return reading.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            return new PictureReading.Unfit(new TooLarge("seconds", LONGEST.toSeconds()));
        } catch (ExecutionException broken) {
            return new PictureReading.Unfit(new Broken("it needs more memory than there is"));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new PictureReading.Unfit(new Broken("the program is stopping"));
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
