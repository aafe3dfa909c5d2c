package depesche.text;

import java.text.Normalizer;

/// Rids text of characters that do harm where it is shown or sent: controls, halves of pairs,
/// noncharacters, and marks that turn the direction of text that is not theirs.
final class Characters {

    private Characters() {}

    /// Keeps line breaks and tabs.
    static String clean(String text) {
        if (isPlain(text)) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(clean, point));
        return isolatesBalance(clean)
                ? Normalizer.normalize(clean, Normalizer.Form.NFC)
                : Normalizer.normalize(withoutIsolates(clean), Normalizer.Form.NFC);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= ' ' && c < 0x7F || c == '\n' || c == '\t' || c >= 0xA0 && c < 0x300;
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder clean, int point) {
        switch (point) {
            case '\t', '\n' -> clean.append((char) point);
            case '\r', 0x0B, 0x0C, 0x85, 0x2028, 0x2029 -> clean.append('\n');
            default -> {
                if (!isHarmful(point)) {
                    clean.appendCodePoint(point);
                }
            }
        }
    }

    private static boolean isHarmful(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE -> true;
            case Character.FORMAT -> turnsDirection(point) || isInvisibleFormat(point);
            default -> (point & 0xFFFE) == 0xFFFE || point >= 0xFDD0 && point <= 0xFDEF;
        };
    }

    /// Embeddings and overrides, which Unicode itself discourages; isolates are kept where they are closed.
    private static boolean turnsDirection(int point) {
        return point >= 0x202A && point <= 0x202E;
    }

    /// Byte order mark, interlinear annotations, deprecated format characters.
    private static boolean isInvisibleFormat(int point) {
        return point == 0xFEFF || point >= 0xFFF9 && point <= 0xFFFB || point >= 0x206A && point <= 0x206F;
    }

    private static boolean isolatesBalance(CharSequence text) {
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x2066 && c <= 0x2068) {
                open++;
            } else if (c == 0x2069 && --open < 0) {
                return false;
            } else if (c == '\n' && open > 0) {
                return false;
            }
        }
        return open == 0;
    }

    private static CharSequence withoutIsolates(CharSequence text) {
        var clean = new StringBuilder(text.length());
        text.chars().filter(c -> c < 0x2066 || c > 0x2069).forEach(c -> clean.append((char) c));
        return clean;
    }
}
