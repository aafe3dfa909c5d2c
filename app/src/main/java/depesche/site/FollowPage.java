package depesche.site;

/// The form to follow topics on a page of its own: for all topics, or as it came back with faults.
public record FollowPage(String headline, String text, FollowForm form) {}
