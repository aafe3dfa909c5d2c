package depesche.text;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities.EscapeMode;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;

/// Makes [SafeHtml] of anybody's HTML: what a newspaper's text needs stays, all else goes, loose text
/// becomes paragraphs, headings begin at `h2` and skip no level. What is clean stays as it is: cleaning
/// twice gives the same.
public final class Sanitizer {

    /// Longer input is the caller's to refuse, with words for whoever sent it.
    public static final int MAX_LENGTH = 2_000_000;

    private static final int MAX_DEPTH = 60;
    private static final int MAX_PASSES = 4;

    private Sanitizer() {}

    /// Any input has a result, which may be empty; none takes more than a bounded depth.
    public static SafeHtml clean(String html) {
        if (html.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("HTML of " + html.length() + " characters; at most " + MAX_LENGTH);
        }
        var before = html;
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            var after = pass(before);
            if (after.equals(before)) {
                return new SafeHtml(after);
            }
            before = after;
        }
        return new SafeHtml(paragraph(before));
    }

    /// HTML that this class made and that comes back from our own column. Never for text from outside.
    public static SafeHtml stored(String cleaned) {
        return new SafeHtml(cleaned);
    }

    /// One parse of what a browser would see, rebuilt from allowed parts only. That a second pass changes
    /// nothing shows that the browser reads what we wrote as we meant it.
    private static String pass(String html) {
        var parser = Parser.htmlParser().setMaxDepth(MAX_DEPTH);
        List<Node> parsed = parser.parseFragmentInput(html, new Element("body"), "");
        var body = emptyBody();
        new BodyTree().copy(parsed, body);
        BodyTidying.tidy(body);
        return body.html().strip();
    }

    /// What does not come to rest is shown as the text it is.
    private static String paragraph(String html) {
        var body = emptyBody();
        body.appendElement("p").text(new SafeHtml(html).text());
        return body.html();
    }

    private static Element emptyBody() {
        var document = Document.createShell("");
        document.outputSettings(new OutputSettings().prettyPrint(false).escapeMode(EscapeMode.base));
        return document.body();
    }
}
