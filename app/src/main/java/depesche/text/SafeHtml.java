package depesche.text;

import java.util.Objects;
import org.jsoup.Jsoup;

/// HTML of an article's body that does nothing but show text and pictures of ours. Only [Sanitizer] can
/// make it, so whoever prints one need not ask where it came from.
public final class SafeHtml {

    private final String value;

    SafeHtml(String value) {
        this.value = value;
    }

    public String value() {
        return value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /// The words without the markup, on one line: for searching, counting and excerpts.
    public String text() {
        return Jsoup.parseBodyFragment(value).body().text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SafeHtml html && value.equals(html.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
