package depesche.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Makes a well-formed text of an allowed one: paragraphs of loose words, headings in order, nothing empty.
final class BodyTidying {

    private static final Set<String> FLOW = Set.of("body", "blockquote");
    private static final int FIRST_LEVEL = 2;
    private static final int LAST_LEVEL = 4;

    private BodyTidying() {}

    static void tidy(Element body) {
        arrange(body);
        body.select("table").forEach(TableTidying::tidy);
        orderHeadings(body);
    }

    /// From the leaves up. Children are replaced all at once: jsoup numbers them anew at each single change.
    private static void arrange(Element element) {
        element.children().forEach(BodyTidying::arrange);
        var before = List.copyOf(element.childNodes());
        var filled = before.stream().filter(node -> !isEmpty(node)).toList();
        var settled = FLOW.contains(element.normalName()) ? inParagraphs(filled) : withLineBreaks(filled);
        var after = HtmlRules.BLOCK.contains(element.normalName()) ? trimmed(settled) : settled;
        if (!after.equals(before)) {
            element.empty();
            element.appendChildren(after);
        }
        if (element.normalName().equals("dl") && !isOfTermsAndWhatTheyMean(element)) {
            element.tagName("ul");
            element.children().forEach(item -> item.tagName("li"));
        }
        if (element.normalName().equals("pre") && element.firstChild() instanceof TextNode text) {
            text.text(text.getWholeText().replaceAll("^\\n+", ""));
        }
    }

    /// Each term before what it means, and none without.
    private static boolean isOfTermsAndWhatTheyMean(Element list) {
        return Optional.ofNullable(list.firstElementChild())
                        .filter(item -> item.normalName().equals("dt"))
                        .isPresent()
                && Optional.ofNullable(list.lastElementChild())
                        .filter(item -> item.normalName().equals("dd"))
                        .isPresent();
    }

    /// A mark between words becomes a line break; next to a block or an end it goes.
    private static List<Node> withLineBreaks(List<Node> nodes) {
        var settled = new ArrayList<Node>();
        boolean pending = false;
        for (var node : nodes) {
            if (isMark(node)) {
                pending = endsInWords(settled);
                continue;
            }
            if (pending && isWords(node)) {
                settled.add(new Element("br"));
            }
            pending = pending && isBlankText(node);
            settled.add(node);
        }
        return settled;
    }

    private static boolean endsInWords(List<Node> nodes) {
        for (var node : nodes.reversed()) {
            if (!isBlankText(node)) {
                return isWords(node);
            }
        }
        return false;
    }

    /// Loose words become paragraphs, which end at a mark, at a block and at two line breaks in a row.
    private static List<Node> inParagraphs(List<Node> nodes) {
        var settled = new ArrayList<Node>();
        var run = new ArrayList<Node>();
        for (var node : nodes) {
            boolean secondBreak = isLineBreak(node) && endsInLineBreak(run);
            if (isInline(node) && !secondBreak) {
                run.add(node);
                continue;
            }
            addParagraph(run, settled);
            if (!isMark(node) && !secondBreak) {
                settled.add(node);
            }
        }
        addParagraph(run, settled);
        return settled;
    }

    private static void addParagraph(List<Node> run, List<Node> to) {
        if (run.stream().anyMatch(BodyTidying::isWords)) {
            to.add(new Element("p").appendChildren(trimmed(run)));
        }
        run.clear();
    }

    private static boolean isWords(Node node) {
        return switch (node) {
            case TextNode text -> !text.isBlank();
            case Element element ->
                HtmlRules.INLINE.contains(element.normalName())
                        && !element.normalName().equals("br");
            default -> false;
        };
    }

    private static boolean isInline(Node node) {
        return node instanceof TextNode
                || (node instanceof Element element && HtmlRules.INLINE.contains(element.normalName()));
    }

    private static boolean isLineBreak(Node node) {
        return node instanceof Element element && element.normalName().equals("br");
    }

    private static boolean endsInLineBreak(List<Node> run) {
        for (var node : run.reversed()) {
            if (!(node instanceof TextNode text && text.isBlank())) {
                return isLineBreak(node);
            }
        }
        return false;
    }

    /// The levels there are become h2, h3 and h4, and none is skipped on the way down. One without words is none.
    private static void orderHeadings(Element body) {
        body.select("h1, h2, h3, h4, h5, h6").stream()
                .filter(heading -> isBlank(heading.wholeText()))
                .forEach(picture -> picture.tagName("p"));
        var headings = body.select("h1, h2, h3, h4, h5, h6");
        var levels = new TreeSet<String>();
        headings.forEach(heading -> levels.add(heading.normalName()));
        int previous = FIRST_LEVEL - 1;
        for (var heading : headings) {
            int rank = levels.headSet(heading.normalName()).size();
            int level = Math.min(Math.min(FIRST_LEVEL + rank, LAST_LEVEL), previous + 1);
            heading.tagName("h" + level);
            previous = level;
        }
    }

    private static boolean isEmpty(Node node) {
        if (!(node instanceof Element element)) {
            return false;
        }
        return switch (element.normalName()) {
            case "br", "hr", "img", "td", "th", BodyTree.BREAK -> false;
            case "figure" -> element.selectFirst("img, table, blockquote, pre") == null;
            case "tr" -> element.childrenSize() == 0;
            case "table", "thead", "tbody", "tfoot" -> element.selectFirst("td, th") == null;
            default -> element.selectFirst("img, hr") == null && isBlank(element.wholeText());
        };
    }

    private static boolean isBlank(String text) {
        return text.chars().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x200B);
    }

    private static boolean isBlankText(Node node) {
        return node instanceof TextNode text && text.isBlank();
    }

    private static boolean isMark(Node node) {
        return node instanceof Element element && element.normalName().equals(BodyTree.BREAK);
    }

    /// Without line breaks at its start and end.
    private static List<Node> trimmed(List<Node> nodes) {
        int start = 0;
        int end = nodes.size();
        while (start < end && isMargin(nodes.get(start))) {
            start++;
        }
        while (start < end && isMargin(nodes.get(end - 1))) {
            end--;
        }
        boolean anyBreak = nodes.subList(0, start).stream().anyMatch(BodyTidying::isLineBreak)
                || nodes.subList(end, nodes.size()).stream().anyMatch(BodyTidying::isLineBreak);
        return anyBreak ? List.copyOf(nodes.subList(start, end)) : nodes;
    }

    private static boolean isMargin(Node node) {
        return isBlankText(node) || isLineBreak(node);
    }
}
