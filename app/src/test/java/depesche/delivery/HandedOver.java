package depesche.delivery;

import depesche.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// What sinks that are programs of their own have written down in one file.
///
/// @param mails recipient and Message-ID of each message whose dot came, in order
/// @param dropped those of them after which the connection was dropped without an answer
/// @param mostOpen most connections open at once at one of them
record HandedOver(List<String> mails, List<String> dropped, int mostOpen) {

    static HandedOver read(Path file) {
        var mails = new ArrayList<String>();
        var dropped = new ArrayList<String>();
        int mostOpen = 0;
        for (String line : lines(file)) {
            if (line.startsWith("dropped ")) {
                dropped.add(line.substring("dropped ".length()));
            } else if (line.startsWith("open ")) {
                mostOpen = Math.max(mostOpen, Integer.parseInt(line.substring("open ".length())));
            } else {
                mails.add(line);
            }
        }
        return new HandedOver(mails, dropped, mostOpen);
    }

    /// Waits until so many more lines have come than there are now. Reads only what is new: files grow long.
    static void awaitMore(Path file, int more) {
        long before = size(file);
        Waiting.until(more + " more mails", () -> linesFrom(file, before) >= more);
    }

    /// Waits until none has come for so long.
    static void awaitNoMore(Path file, Duration still) {
        var seen = new AtomicLong(-1);
        var since = new AtomicLong();
        Waiting.until("no more mails", () -> {
            long now = size(file);
            if (seen.getAndSet(now) != now) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > still.toNanos();
        });
    }

    private static int linesFrom(Path file, long position) {
        try (FileChannel channel = FileChannel.open(file)) {
            byte[] added = Channels.newInputStream(channel.position(position)).readAllBytes();
            return (int) IntStream.range(0, added.length)
                    .filter(i -> added[i] == '\n')
                    .count();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    int distinct() {
        return new HashSet<>(mails).size();
    }

    /// Those that never came again after their connection was dropped.
    List<String> leftInDoubt() {
        Map<String, Integer> came = counted(mails);
        return dropped.stream().filter(mail -> came.getOrDefault(mail, 0) < 2).toList();
    }

    /// How many mails came again for each of these moments, and at the end without one. A mail that was in doubt when a
    /// moment struck had come before it, and after the moment before; what came a third time was in doubt twice.
    int[] doubledBefore(int[] moments) {
        var doubled = new int[moments.length + 1];
        Map<String, Integer> excused = counted(dropped);
        var last = new HashMap<String, Integer>();
        for (int place = 0; place < mails.size(); place++) {
            String mail = mails.get(place);
            Integer before = last.put(mail, place);
            if (before != null && excused.merge(mail, -1, Integer::sum) < 0) {
                doubled[momentAfter(moments, before)]++;
            }
        }
        return doubled;
    }

    private static int momentAfter(int[] moments, int place) {
        int moment = 0;
        while (moment < moments.length && moments[moment] <= place) {
            moment++;
        }
        return moment;
    }

    private static Map<String, Integer> counted(List<String> lines) {
        var counted = new HashMap<String, Integer>();
        lines.forEach(line -> counted.merge(line, 1, Integer::sum));
        return counted;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
