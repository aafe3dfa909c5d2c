package depesche.mail.message;

/// A place in a template that each reader's own value fills. [#marker] is written where it belongs, in a header or
/// a part; markers are noncharacters of Unicode, which no text from outside keeps (see [#without]).
public enum Hole {
    /// Address of the reader.
    RECIPIENT('\uFDD0'),
    /// `left@right` of the Message-ID, without angle brackets.
    MESSAGE_ID('\uFDD1'),
    /// `left@right` of the Message-ID this message refers to.
    REFERENCE('\uFDD2'),
    /// Token of the unsubscribe address.
    UNSUBSCRIBE('\uFDD3'),
    /// Token of the reader's own page.
    ME('\uFDD4');

    private static final char FIRST = '\uFDD0';
    private static final char LAST = '\uFDEF';

    private final char character;

    Hole(char character) {
        this.character = character;
    }

    /// What stands for the hole in the text of a draft.
    public String marker() {
        return String.valueOf(character);
    }

    /// The text without anything that could be taken for a marker.
    public static String without(String text) {
        return text.chars().noneMatch(c -> isMarker((char) c)) ? text : text.replaceAll("[\uFDD0-\uFDEF]", "");
    }

    static boolean isMarker(char c) {
        return c >= FIRST && c <= LAST;
    }

    static Hole of(char marker) {
        for (var hole : values()) {
            if (hole.character == marker) {
                return hole;
            }
        }
        throw new IllegalArgumentException("no hole has the marker U+%04X".formatted((int) marker));
    }
}
