package depesche.follow;

/// A line of an import that was not taken, and everything that is wrong with it.
public record RefusedLine(long line, String why) {}
