package depesche.mail.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Bytes with holes: constants, and between each two of them a gap.
final class Pieces {

    /// Where a gap is, which says how its value is written.
    enum Place {
        HEADER,
        TEXT,
        HTML
    }

    /// Quoted-printable makes three bytes of one, and has soft breaks between.
    private static final int ENCODED = 4;

    private record Gap(Hole hole, Place place) {

        int maxSize() {
            return hole == Hole.RECIPIENT ? ENCODED * hole.longest() : hole.longest();
        }
    }

    private final List<byte[]> constants = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private StringBuilder tail = new StringBuilder();

    /// Adds text whose markers become gaps; markers of no hole are dropped.
    Pieces add(String text, Place place) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Hole.isMarker(c)) {
                Hole.of(c).ifPresent(hole -> add(new Gap(hole, place)));
            } else {
                tail.append(c);
            }
        }
        return this;
    }

    private void add(Gap gap) {
        constants.add(tail.toString().getBytes(StandardCharsets.UTF_8));
        gaps.add(gap);
        tail = new StringBuilder();
    }

    /// No more is added: the writing below may be shared by threads from now on.
    Pieces sealed() {
        constants.add(tail.toString().getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// What comes before the first gap.
    byte[] head() {
        return constants.getFirst();
    }

    int maxSize() {
        return constants.stream().mapToInt(constant -> constant.length).sum()
                + gaps.stream().mapToInt(Gap::maxSize).sum();
    }

    void writeTo(Scratch out, Holes holes) {
        out.put(constants.getFirst());
        for (int i = 0; i < gaps.size(); i++) {
            var gap = gaps.get(i);
            out.put(written(gap, holes.value(gap.hole())));
            out.put(constants.get(i + 1));
        }
    }

    /// Tokens and ids are the same everywhere; an address is not.
    private static String written(Gap gap, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("no value for the hole " + gap.hole());
        }
        if (gap.hole() != Hole.RECIPIENT || gap.place() == Place.HEADER) {
            return value;
        }
        return QuotedPrintable.of(gap.place() == Place.HTML ? escaped(value) : value);
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
