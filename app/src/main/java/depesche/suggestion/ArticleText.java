package depesche.suggestion;

import java.util.Locale;
import org.jsoup.Jsoup;

/// What is read of an article: its words without marks, at most as many as a long report has. What stands behind is
/// not looked at, so that no text costs more than a long one.
///
/// @param headline with whatever else is set large
public record ArticleText(String headline, String body, Locale language) {

    /// Ten times a long report.
    private static final int LONGEST = 200_000;

    private static final int LONGEST_HEADLINE = 2_000;

    public ArticleText {
        headline = cut(headline, LONGEST_HEADLINE);
        body = cut(body, LONGEST);
    }

    /// The body as HTML, clean or not, or as plain text.
    public static ArticleText ofHtml(String headline, String html, Locale language) {
        String read = cut(html, 2 * LONGEST);
        return new ArticleText(headline, read.indexOf('<') < 0 ? read : text(read), language);
    }

    private static String text(String html) {
        return Jsoup.parseBodyFragment(html).text();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
