package depesche.article;

import java.time.Instant;

/// A place in the order of publication, the newest first: a list goes on below it. What is published later moves
/// neither the place nor what stands below.
public record Mark(Instant publishedAt, long id) {

    /// Above all articles.
    public static final Mark TOP = new Mark(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

    /// Below all articles.
    public static final Mark BOTTOM = new Mark(Instant.EPOCH, 0);
}
