package depesche.text;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// Markdown (CommonMark with tables) as an article's body. HTML in it goes the way of all HTML, through
/// [Sanitizer].
public final class Markdown {

    private static final int MAX_OPEN_BLOCKS = 60;
    private static final int MAX_DEPTH = 100;
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .maxOpenBlockParsers(MAX_OPEN_BLOCKS)
            .build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(List.of(TablesExtension.create())).build();

    private Markdown() {}

    public static SafeHtml toHtml(String markdown) {
        if (markdown.length() > Sanitizer.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "Markdown of " + markdown.length() + " characters; at most " + Sanitizer.MAX_LENGTH);
        }
        var document = PARSER.parse(markdown);
        flatten(document);
        var html = RENDERER.render(document);
        return Sanitizer.clean(html);
    }

    /// The renderer is recursive; emphasis within emphasis within … has no end.
    private static void flatten(Node document) {
        Node node = document.getFirstChild();
        int depth = 1;
        while (node != null && node != document) {
            if (depth > MAX_DEPTH && node.getFirstChild() != null) {
                liftChildren(node);
            }
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
                continue;
            }
            while (node != document && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            if (node != document) {
                node = node.getNext();
            }
        }
    }

    private static void liftChildren(Node node) {
        while (node.getLastChild() != null) {
            node.insertAfter(node.getLastChild());
        }
    }
}
