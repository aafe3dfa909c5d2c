package depesche.site;

/// Something to go to.
public record Link(String href, String text) {}
