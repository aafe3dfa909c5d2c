package depesche.topic.vocabulary;

import depesche.topic.vocabulary.TurtleToken.Kind;

/// Cuts a text in Turtle into tokens.
final class TurtleTokens {

    private static final int LONGEST = 20_000;

    private final String text;
    private int at;
    private int line = 1;

    TurtleTokens(String text) {
        this.text = text;
    }

    int line() {
        return line;
    }

    boolean isMore() {
        skipSpace();
        return at < text.length();
    }

    TurtleToken next() {
        if (!isMore()) {
            throw new TurtleFault(line, "the file ends in the middle of a statement");
        }
        char sign = text.charAt(at);
        return switch (sign) {
            case '<' -> new TurtleToken(Kind.IRI, until('>'), "");
            case '"', '\'' -> string(sign);
            case ';', ',', '.', '[', ']', '(', ')' -> {
                at++;
                yield new TurtleToken(Kind.MARK, Character.toString(sign), "");
            }
            default -> word();
        };
    }

    void expect(String mark) {
        if (!next().isMark(mark)) {
            throw new TurtleFault(line, "there is no " + mark + " where one must be");
        }
    }

    /// Behind the next full stop that ends a line, this one or a later.
    void skipStatement() {
        at = text.lastIndexOf('\n', at - 1) + 1;
        while (at < text.length()) {
            char sign = text.charAt(at++);
            line += sign == '\n' ? 1 : 0;
            if (sign == '.' && (at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
                return;
            }
        }
    }

    private void skipSpace() {
        while (at < text.length()) {
            char sign = text.charAt(at);
            if (sign == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (Character.isWhitespace(sign) || sign == '\uFEFF') {
                line += sign == '\n' ? 1 : 0;
                at++;
            } else {
                return;
            }
        }
    }

    private String until(char end) {
        int from = ++at;
        while (at < text.length() && text.charAt(at) != end) {
            if (Character.isWhitespace(text.charAt(at)) || at - from > LONGEST) {
                throw new TurtleFault(line, "an address in < > does not end");
            }
            at++;
        }
        if (at == text.length()) {
            throw new TurtleFault(line, "an address in < > does not end");
        }
        return text.substring(from, at++);
    }

    private TurtleToken word() {
        int from = at;
        while (at < text.length() && isOfWord(at)) {
            at++;
        }
        if (at == from) {
            throw new TurtleFault(line, "the sign " + text.charAt(at++) + " has no meaning here");
        }
        return new TurtleToken(Kind.WORD, text.substring(from, at), "");
    }

    /// A full stop belongs to a name only in its middle.
    private boolean isOfWord(int place) {
        char sign = text.charAt(place);
        if (sign == '.') {
            return place + 1 < text.length() && Character.isLetterOrDigit(text.charAt(place + 1));
        }
        return Character.isLetterOrDigit(sign) || "@:_-%\\/+~".indexOf(sign) >= 0;
    }

    private TurtleToken string(char quote) {
        String three = Character.toString(quote).repeat(3);
        boolean isLong = text.startsWith(three, at);
        String end = isLong ? three : Character.toString(quote);
        at += end.length();
        var read = new StringBuilder();
        while (!text.startsWith(end, at)) {
            if (at >= text.length() || read.length() > LONGEST || !isLong && text.charAt(at) == '\n') {
                throw new TurtleFault(line, "a text does not end");
            }
            char sign = text.charAt(at++);
            line += sign == '\n' ? 1 : 0;
            if (sign == '\\') {
                escaped(read);
            } else {
                read.append(sign);
            }
        }
        at += end.length();
        return new TurtleToken(Kind.TEXT, read.toString(), language());
    }

    private void escaped(StringBuilder read) {
        char sign = at < text.length() ? text.charAt(at++) : ' ';
        switch (sign) {
            case 'n' -> read.append('\n');
            case 't' -> read.append('\t');
            case 'r' -> read.append('\r');
            case '"', '\'', '\\' -> read.append(sign);
            case 'u' -> read.appendCodePoint(code(4));
            case 'U' -> read.appendCodePoint(code(8));
            default -> throw new TurtleFault(line, "\\" + sign + " is no escape of a text");
        }
    }

    private int code(int digits) {
        String hex = text.substring(at, Math.min(text.length(), at + digits));
        if (!hex.matches("[0-9A-Fa-f]{" + digits + "}")
                || !Character.isValidCodePoint(Integer.parseUnsignedInt(hex, 16))) {
            throw new TurtleFault(line, "a text has an escape that is no sign");
        }
        at += digits;
        return Integer.parseUnsignedInt(hex, 16);
    }

    /// Of the text that was just read; a type is passed over.
    private String language() {
        if (at < text.length() && text.charAt(at) == '@') {
            return word().text().substring(1);
        }
        if (text.startsWith("^^", at)) {
            at += 2;
            next();
        }
        return "";
    }
}
