package depesche.desk;

/// Asks before an article is spiked.
public record SpikePage(String action, String headline, String language) {}
