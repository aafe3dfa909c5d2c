package depesche.story;

/// The number of a story.
public record StoryId(long value) {

    /// The key under which pages that list this story's articles are dropped.
    public String pageKey() {
        return "story:" + value;
    }
}
