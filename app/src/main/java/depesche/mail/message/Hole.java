package depesche.mail.message;

import java.util.List;
import java.util.Optional;

/// A place in a template that each reader's own value fills. [#marker] is written where it belongs, in a header or
/// a part; markers are noncharacters of Unicode, which no decent text has; see [#without].
public enum Hole {
    /// Address of the reader.
    RECIPIENT('\uFDD0', 3 * 254),
    /// `left@right` of the Message-ID, without angle brackets.
    MESSAGE_ID('\uFDD1', 200),
    /// `left@right` of the Message-ID this message refers to.
    REFERENCE('\uFDD2', 200),
    /// Token of the unsubscribe address.
    UNSUBSCRIBE('\uFDD3', 75),
    /// Token of the reader's own page.
    ME('\uFDD4', 75);

    private static final char FIRST = '\uFDD0';
    private static final List<Hole> ALL = List.of(values());
    private static final char LAST = '\uFDEF';

    private final char character;
    private final int longest;

    Hole(char character, int longest) {
        this.character = character;
        this.longest = longest;
    }

    /// What stands for the hole in the text of a draft.
    public String marker() {
        return String.valueOf(character);
    }

    /// The text without anything that could be taken for a marker.
    public static String without(String text) {
        return text.chars().noneMatch(c -> isMarker((char) c)) ? text : text.replaceAll("[\uFDD0-\uFDEF]", "");
    }

    /// Most bytes of a value; a token must fit into one line of quoted-printable.
    int longest() {
        return longest;
    }

    static boolean isMarker(char c) {
        return c >= FIRST && c <= LAST;
    }

    static Optional<Hole> of(char marker) {
        return ALL.stream().filter(hole -> hole.character == marker).findFirst();
    }
}
