package depesche.search;

import java.util.List;
import java.util.stream.Collectors;

/// A piece of an article's text, with the words that were asked for marked. Plain text: whoever shows it escapes it.
public record Marked(List<Piece> pieces) {

    /// @param isHit whether it is one of the words asked for
    public record Piece(String text, boolean isHit) {}

    public Marked {
        pieces = List.copyOf(pieces);
    }

    /// Text in which nothing is marked.
    public static Marked plain(String text) {
        return new Marked(text.isEmpty() ? List.of() : List.of(new Piece(text, false)));
    }

    public boolean hasHits() {
        return pieces.stream().anyMatch(Piece::isHit);
    }

    public String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    /// As HTML in which the only elements are `mark`.
    public String html() {
        return pieces.stream()
                .map(piece -> piece.isHit() ? "<mark>" + escaped(piece.text()) + "</mark>" : escaped(piece.text()))
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
