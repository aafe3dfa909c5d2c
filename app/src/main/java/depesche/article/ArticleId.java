package depesche.article;

import java.util.Optional;

/// The number of an article: the first part of its address, and what stays when the headline changes.
public record ArticleId(long value) {

    /// As it is written outside; empty for what is no number.
    public static Optional<ArticleId> parse(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(new ArticleId(Long.parseLong(text)));
    }

    /// The key under which pages that show this article are dropped.
    public String pageKey() {
        return "article:" + value;
    }

    /// The key of the page that shows which other articles this one is related to. Only that page has it.
    public String relatedKey() {
        return "related:" + value;
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
