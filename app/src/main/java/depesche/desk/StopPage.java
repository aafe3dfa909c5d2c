package depesche.desk;

/// Asks before an alert is stopped for good.
public record StopPage(String action, String headline, String language, String question) {}
