package depesche.picture;

/// The number of a picture.
public record PictureId(long value) {}
