package depesche.search;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// The paragraphs of a body as plain text, in their order: what stands in two blocks is never one sentence.
public final class Paragraphs implements NodeVisitor {

    private final List<String> found = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();

    private Paragraphs() {}

    public static List<String> of(String html) {
        var paragraphs = new Paragraphs();
        Jsoup.parseBodyFragment(html).body().traverse(paragraphs);
        paragraphs.close();
        return List.copyOf(paragraphs.found);
    }

    @Override
    public void head(Node node, int depth) {
        switch (node) {
            case TextNode words -> current.append(words.getWholeText());
            case Element element when element.normalName().equals("br") -> current.append(' ');
            case Element element when isBlock(element) -> close();
            default -> {}
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element && isBlock(element)) {
            close();
        }
    }

    private static boolean isBlock(Element element) {
        return element.isBlock() || element.normalName().matches("td|th|li|dt|dd");
    }

    /// Soft hyphens are the page's matter.
    private void close() {
        String paragraph = current.toString()
                .replace("\u00AD", "")
                .replaceAll("[\\s\\u00A0]+", " ")
                .strip();
        current.setLength(0);
        if (!paragraph.isEmpty()) {
            found.add(paragraph);
        }
    }
}
