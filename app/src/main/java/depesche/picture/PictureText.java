package depesche.picture;

import java.util.Optional;

/// What a picture says about itself: what it shows, who is to be named, who made it, and the words for
/// those who cannot see it. Each is one plain line.
public record PictureText(
        Optional<String> caption, Optional<String> credit, Optional<String> byline, Optional<String> alt) {

    /// Who is printed beside the picture: the credit, or else who made it.
    public Optional<String> printedCredit() {
        return credit.or(() -> byline);
    }
}
