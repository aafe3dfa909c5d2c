package depesche.net.signature;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Structured fields (RFC 9651), as far as signatures are made of them: a dictionary whose members are items or lists
/// of
/// items, with parameters.
final class StructuredFields {

    /// A value alone.
    sealed interface Bare {

        /// As it is written.
        String written();
    }

    record Text(String value) implements Bare {
        @Override
        public String written() {
            return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
    }

    record Whole(long value) implements Bare {
        @Override
        public String written() {
            return Long.toString(value);
        }
    }

    record Token(String value) implements Bare {
        @Override
        public String written() {
            return value;
        }
    }

    record Bytes(byte[] value) implements Bare {
        @Override
        public String written() {
            return ":" + Base64.getEncoder().encodeToString(value) + ":";
        }
    }

    record Flag(boolean value) implements Bare {
        @Override
        public String written() {
            return value ? "?1" : "?0";
        }
    }

    /// What stands in a dictionary.
    sealed interface Member {}

    record Item(Bare value, Map<String, Bare> parameters) implements Member {
        String written() {
            return value.written() + StructuredFields.written(parameters);
        }
    }

    record InnerList(List<Item> items, Map<String, Bare> parameters) implements Member {
        String written() {
            return items.stream().map(Item::written).collect(Collectors.joining(" ", "(", ")"))
                    + StructuredFields.written(parameters);
        }
    }

    private static String written(Map<String, Bare> parameters) {
        return parameters.entrySet().stream()
                .map(it -> it.getValue() instanceof Flag(boolean value) && value
                        ? ";" + it.getKey()
                        : ";" + it.getKey() + "=" + it.getValue().written())
                .collect(Collectors.joining());
    }

    private static final int LONGEST = 8_000;

    private final String text;
    private int at;

    private StructuredFields(String text) {
        this.text = text;
    }

    /// Nothing where it is none, or longer than anybody writes.
    static Optional<Map<String, Member>> dictionary(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StructuredFields(text.strip()).dictionary());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The bytes that a member is, if it is bytes.
    static Optional<byte[]> bytes(Member member) {
        return member instanceof Item(Bytes(byte[] value), var _) ? Optional.of(value) : Optional.empty();
    }

    private Map<String, Member> dictionary() {
        Map<String, Member> members = new LinkedHashMap<>();
        while (at < text.length()) {
            String key = key();
            members.put(key, take('=') ? member() : new Item(new Flag(true), parameters()));
            spaces();
            if (at < text.length()) {
                need(',');
                spaces();
                if (at == text.length()) {
                    throw wrong();
                }
            }
        }
        return members;
    }

    private Member member() {
        return peek() == '(' ? innerList() : item();
    }

    private InnerList innerList() {
        need('(');
        List<Item> items = new ArrayList<>();
        spaces();
        while (!take(')')) {
            items.add(item());
            if (peek() != ' ' && peek() != ')') {
                throw wrong();
            }
            spaces();
        }
        return new InnerList(List.copyOf(items), parameters());
    }

    private Item item() {
        return new Item(bare(), parameters());
    }

    private Map<String, Bare> parameters() {
        Map<String, Bare> parameters = new LinkedHashMap<>();
        while (take(';')) {
            spaces();
            String key = key();
            parameters.put(key, take('=') ? bare() : new Flag(true));
        }
        return parameters;
    }

    private Bare bare() {
        char first = peek();
        if (first == '"') {
            return string();
        }
        if (first == ':') {
            return binary();
        }
        if (first == '?') {
            at++;
            return new Flag(oneOf("01") == '1');
        }
        return first == '-' || isDigit(first) ? number() : token();
    }

    private Text string() {
        need('"');
        var value = new StringBuilder();
        while (!take('"')) {
            char next = next();
            if (next < ' ' || next > '~') {
                throw wrong();
            }
            value.append(next == '\\' ? oneOf("\"\\") : next);
        }
        return new Text(value.toString());
    }

    private Bytes binary() {
        need(':');
        int end = text.indexOf(':', at);
        if (end < 0) {
            throw wrong();
        }
        byte[] value = Base64.getDecoder().decode(text.substring(at, end));
        at = end + 1;
        return new Bytes(value);
    }

    private Whole number() {
        int start = at;
        at += peek() == '-' ? 1 : 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at - start > 16) {
            throw wrong();
        }
        return new Whole(Long.parseLong(text.substring(start, at)));
    }

    private Token token() {
        int start = at;
        while (at < text.length() && isOfToken(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw wrong();
        }
        return new Token(text.substring(start, at));
    }

    private String key() {
        int start = at;
        while (at < text.length() && isOfKey(text.charAt(at))) {
            at++;
        }
        if (at == start || isDigit(text.charAt(start))) {
            throw wrong();
        }
        return text.substring(start, at);
    }

    private static boolean isOfKey(char c) {
        return c >= 'a' && c <= 'z' || isDigit(c) || "_-.*".indexOf(c) >= 0;
    }

    private static boolean isOfToken(char c) {
        return c >= 'A' && c <= 'Z' || isOfKey(c) || "!#$%&'+^`|~:/".indexOf(c) >= 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void spaces() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next() {
        if (at >= text.length()) {
            throw wrong();
        }
        return text.charAt(at++);
    }

    private char oneOf(String these) {
        char next = next();
        if (these.indexOf(next) < 0) {
            throw wrong();
        }
        return next;
    }

    private boolean take(char wanted) {
        if (peek() == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void need(char wanted) {
        if (!take(wanted)) {
            throw wrong();
        }
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("not a structured field at " + at);
    }
}
