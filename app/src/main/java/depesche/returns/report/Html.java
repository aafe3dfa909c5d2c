package depesche.returns.report;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/// What a reader sees of an HTML part, a line for each block.
final class Html {

    private static final int MOST_CHARACTERS = 300_000;

    private Html() {}

    static String text(String html) {
        if (html.isBlank()) {
            return "";
        }
        Document document = Jsoup.parse(html.substring(0, Math.min(html.length(), MOST_CHARACTERS)));
        document.outputSettings().prettyPrint(false);
        document.select("br, p, div, tr, td, li, h1, h2, h3, pre").before("\n");
        return Jsoup.clean(document.body().html(), "", Safelist.none(), document.outputSettings())
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }
}
