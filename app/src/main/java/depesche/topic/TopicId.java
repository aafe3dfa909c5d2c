package depesche.topic;

/// The number of a topic; stays when it is renamed or moved.
public record TopicId(long value) {

    /// The key under which pages that show this topic are dropped.
    public String pageKey() {
        return "topic:" + value;
    }
}
