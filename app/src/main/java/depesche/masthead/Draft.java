package depesche.masthead;

/// A masthead as somebody typed it, not yet looked at.
public record Draft(String name, String language, String timeZone, HouseTexts texts) {}
