package depesche.article;

/// How spiking an article can end.
public sealed interface SpikeResult {

    record Spiked() implements SpikeResult {}

    /// Readers have seen it: it is killed, not spiked.
    record WasPublic(ArticleState state) implements SpikeResult {}

    record NoSuchArticle() implements SpikeResult {}
}
