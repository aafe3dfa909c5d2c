package depesche.picture;

/// How taking in a picture ends. The words are for the person who sent it.
public sealed interface PictureResult {

    /// @param isNew false where the same bytes were taken in before
    record Taken(Picture picture, boolean isNew) implements PictureResult {}

    /// Not a JPEG, PNG, WebP, GIF or TIFF.
    record NotAPicture(String why) implements PictureResult {}

    /// Beyond a limit on `bytes`, `pixels` or `seconds`.
    record TooLarge(String what, long limit) implements PictureResult {}

    /// A picture by its first bytes, but it cannot be read to its end.
    record Broken(String why) implements PictureResult {}
}
