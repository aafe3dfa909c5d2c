package depesche.text;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// An article's body as text for a mail: paragraphs wrapped at 72 columns, addresses of links in full and
/// unbroken, lists, quotes and tables as people write them by hand.
public final class PlainText {

    private static final int COLUMNS = 72;

    private PlainText() {}

    public static String of(SafeHtml html) {
        var lines = blocks(Jsoup.parseBodyFragment(html.value()).body(), COLUMNS);
        return String.join("\n", lines).strip();
    }

    /// The blocks in an element as lines, an empty one between two blocks.
    private static List<String> blocks(Element parent, int columns) {
        var lines = new ArrayList<String>();
        var inline = new StringBuilder();
        for (var node : parent.childNodes()) {
            if (node instanceof Element element && HtmlRules.BLOCK.contains(element.normalName())) {
                addParagraph(inline, columns, lines);
                boolean close = parent.normalName().equals("li") && isList(element);
                add(block(element, columns), close, lines);
            } else {
                inline(node, inline);
            }
        }
        addParagraph(inline, columns, lines);
        return lines;
    }

    private static void addParagraph(StringBuilder inline, int columns, List<String> lines) {
        var words = inline.toString().strip();
        inline.setLength(0);
        if (!words.isEmpty()) {
            add(Wrapping.wrap(words, columns), false, lines);
        }
    }

    private static void add(List<String> block, boolean close, List<String> lines) {
        if (!lines.isEmpty() && !block.isEmpty() && !close) {
            lines.add("");
        }
        lines.addAll(block);
    }

    private static List<String> block(Element element, int columns) {
        return switch (element.normalName()) {
            case "blockquote" -> indented("> ", "> ", blocks(element, columns - 2));
            case "ul", "ol" -> list(element, columns);
            case "pre" -> indented("    ", "    ", element.wholeText().lines().toList());
            case "hr" -> List.of("* * *");
            case "table" -> table(element, columns);
            case "dd" -> indented("  ", "  ", blocks(element, columns - 2));
            default -> blocks(element, columns);
        };
    }

    private static List<String> list(Element list, int columns) {
        int number = list.hasAttr("start") ? Integer.parseInt(list.attr("start")) : 1;
        int step = list.hasAttr("reversed") ? -1 : 1;
        var lines = new ArrayList<String>();
        for (var item : list.children()) {
            var mark = list.normalName().equals("ul") ? "- " : number + ". ";
            lines.addAll(indented(mark, " ".repeat(mark.length()), blocks(item, columns - mark.length())));
            number += step;
        }
        return lines;
    }

    private static List<String> table(Element table, int columns) {
        var lines = new ArrayList<String>();
        for (var row : table.select("caption, tr")) {
            var cells = row.normalName().equals("tr") ? row.children().eachText() : List.of(row.text());
            lines.addAll(Wrapping.wrap(String.join(" | ", cells), columns));
        }
        return lines;
    }

    private static List<String> indented(String first, String rest, List<String> lines) {
        var indented = new ArrayList<String>();
        for (var line : lines) {
            indented.add(((indented.isEmpty() ? first : rest) + line).stripTrailing());
        }
        return indented;
    }

    private static boolean isList(Element element) {
        return element.normalName().equals("ul") || element.normalName().equals("ol");
    }

    private static void inline(Node node, StringBuilder to) {
        switch (node) {
            case TextNode words -> to.append(words.getWholeText().replaceAll("[ \\n\\t]+", " "));
            case Element element -> inlineElement(element, to);
            default -> {}
        }
    }

    private static void inlineElement(Element element, StringBuilder to) {
        var name = element.normalName();
        if (name.equals("br")) {
            to.append('\n');
        } else if (name.equals("img") && !element.attr("alt").isEmpty()) {
            to.append('[').append(element.attr("alt")).append(']');
        }
        to.append(name.equals("q") ? "\"" : "");
        element.childNodes().forEach(child -> inline(child, to));
        to.append(name.equals("q") ? "\"" : "");
        if (name.equals("a")) {
            address(element, to);
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
