package depesche.desk;

/// One option of a select or one button of a group.
public record Choice(String value, String text, boolean chosen) {}
