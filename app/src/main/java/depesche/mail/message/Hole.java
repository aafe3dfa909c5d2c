package depesche.mail.message;

/// A place in a template that each reader's own value fills. [#marker] is written where it belongs, in a header or
/// a part; markers are noncharacters of Unicode, which no text from outside keeps (see [#without]).
public enum Hole {
    /// Address of the reader.
    RECIPIENT,
    /// `left@right` of the Message-ID, without angle brackets.
    MESSAGE_ID,
    /// `left@right` of the Message-ID this message refers to.
    REFERENCE,
    /// Token of the unsubscribe address.
    UNSUBSCRIBE,
    /// Token of the reader's own page.
    ME;

    private static final char FIRST = '\uFDD0';
    private static final char LAST = '\uFDEF';
    private static final Hole[] ALL = values();

    /// What stands for the hole in the text of a draft.
    public String marker() {
        return String.valueOf((char) (FIRST + ordinal()));
    }

    /// The text without anything that could be taken for a marker.
    public static String without(String text) {
        return text.chars().noneMatch(c -> isMarker((char) c)) ? text : text.replaceAll("[\uFDD0-\uFDEF]", "");
    }

    static boolean isMarker(char c) {
        return c >= FIRST && c <= LAST;
    }

    static Hole of(char marker) {
        if (marker - FIRST >= ALL.length) {
            throw new IllegalArgumentException("no hole has the marker U+%04X".formatted((int) marker));
        }
        return ALL[marker - FIRST];
    }
}
