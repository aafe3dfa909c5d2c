package depesche.delivery;

import depesche.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// What a sink that is a program of its own has written down.
///
/// @param mails recipient and Message-ID of each message whose dot came, in order
/// @param dropped those of them after which the connection was dropped without an answer
/// @param mostOpen most connections open at once
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

    /// Waits until so many more lines have come than there are now.
    static void awaitMore(Path file, int more) {
        int before = lines(file).size();
        Waiting.until(more + " more mails", () -> lines(file).size() >= before + more);
    }

    int distinct() {
        return new HashSet<>(mails).size();
    }

    /// How often a mail came again after its connection was dropped: at most once for each drop.
    int doubledByDrops() {
        Map<String, Integer> came = counted(mails);
        return counted(dropped).entrySet().stream()
                .mapToInt(drop -> Math.min(drop.getValue(), came.getOrDefault(drop.getKey(), 0) - 1))
                .sum();
    }

    /// How many mails came again for each of these moments, and at the end without one. A mail that was in doubt when a
    /// moment struck had come for the first time before it, and after the moment before.
    int[] doubledBefore(int[] moments) {
        var doubled = new int[moments.length + 1];
        Map<String, Integer> excused = counted(dropped);
        var first = new HashMap<String, Integer>();
        for (int place = 0; place < mails.size(); place++) {
            String mail = mails.get(place);
            Integer before = first.putIfAbsent(mail, place);
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

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
