package depesche.text;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// An article's body as text for a mail: paragraphs wrapped at 72 columns, addresses of links in full and
/// unbroken, lists, quotes and tables as people write them by hand.
public final class PlainText {

    private static final int COLUMNS = 72;

    private final StringBuilder text = new StringBuilder();

    private PlainText() {}

    public static String of(SafeHtml html) {
        var plain = new PlainText();
        plain.blocks(Jsoup.parseBodyFragment(html.value()).body(), "", "");
        return plain.text.toString().strip();
    }

    /// The first line of a block begins with `first`, the others with `rest`.
    private void blocks(Element parent, String first, String rest) {
        var inline = new StringBuilder();
        var prefix = first;
        for (var node : parent.childNodes()) {
            if (node instanceof Element element && HtmlRules.BLOCK.contains(element.normalName())) {
                prefix = paragraph(inline, prefix, rest);
                block(element, prefix, rest);
                prefix = rest;
            } else {
                inline(node, inline);
            }
        }
        paragraph(inline, prefix, rest);
    }

    private void block(Element element, String first, String rest) {
        switch (element.normalName()) {
            case "blockquote" -> blocks(element, first + "> ", rest + "> ");
            case "ul", "ol" -> list(element, first, rest);
            case "pre" -> preformatted(element, rest);
            case "hr" -> lines(rest + "* * *");
            case "table" -> table(element, first, rest);
            case "dd" -> blocks(element, first + "  ", rest + "  ");
            default -> blocks(element, first, rest);
        }
    }

    private void list(Element list, String first, String rest) {
        int number = list.hasAttr("start") ? Integer.parseInt(list.attr("start")) : 1;
        int step = list.hasAttr("reversed") ? -1 : 1;
        var prefix = first;
        for (var item : list.children()) {
            var mark = list.normalName().equals("ul") ? "- " : number + ". ";
            blocks(item, prefix + mark, rest + " ".repeat(mark.length()));
            number += step;
            prefix = rest;
        }
    }

    private void preformatted(Element pre, String indent) {
        lines(indent + "    " + pre.wholeText().stripTrailing().replace("\n", "\n" + indent + "    "));
    }

    private void table(Element table, String first, String rest) {
        var prefix = first;
        for (var row : table.select("caption, tr")) {
            var cells = row.normalName().equals("tr") ? row.children().eachText() : List.of(row.text());
            prefix = paragraph(new StringBuilder(String.join(" | ", cells)), prefix, rest);
        }
    }

    private String paragraph(StringBuilder inline, String first, String rest) {
        var words = inline.toString().strip();
        inline.setLength(0);
        if (words.isEmpty()) {
            return first;
        }
        lines(Wrapping.wrap(words, first, rest, COLUMNS));
        return rest;
    }

    private void lines(String lines) {
        if (!text.isEmpty()) {
            text.append("\n\n");
        }
        text.append(lines);
    }

    private static void inline(Node node, StringBuilder to) {
        switch (node) {
            case TextNode words -> to.append(words.getWholeText().replaceAll("[ \\n\\t]+", " "));
            case Element element -> inlineElement(element, to);
            default -> {}
        }
    }

    private static void inlineElement(Element element, StringBuilder to) {
        switch (element.normalName()) {
            case "br" -> to.append('\n');
            case "img" -> to.append(element.attr("alt").isEmpty() ? "" : "[" + element.attr("alt") + "]");
            case "q" -> {
                to.append('"');
                element.childNodes().forEach(child -> inline(child, to));
                to.append('"');
            }
            default -> {
                element.childNodes().forEach(child -> inline(child, to));
                if (element.normalName().equals("a")) {
                    address(element, to);
                }
            }
        }
    }

    private static void address(Element link, StringBuilder to) {
        var address = link.attr("href").replaceFirst("^mailto:", "");
        var shown = link.text().strip();
        if (!address.equals(shown) && !address.replaceFirst("^https?://", "").equals(shown)) {
            to.append(" <").append(address).append('>');
        }
    }
}
