package depesche.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Makes a well-formed text of an allowed one: paragraphs of loose words, headings in order, nothing empty.
final class BodyTidying {

    private static final Set<String> FLOW = Set.of("body", "blockquote");
    private static final Set<String> MAY_BE_EMPTY = Set.of("br", "hr", "img", "td", "th", "body");
    private static final int FIRST_LEVEL = 2;
    private static final int LAST_LEVEL = 4;

    private BodyTidying() {}

    static void tidy(Element body) {
        List.copyOf(body.getAllElements()).forEach(BodyTidying::settleBreaks);
        orderHeadings(body);
        trimPreformatted(body);
        dropEmpty(body);
    }

    private static void settleBreaks(Element element) {
        if (FLOW.contains(element.normalName())) {
            wrapLooseText(element);
        } else {
            for (var child : List.copyOf(element.children())) {
                if (child.normalName().equals(BodyTree.BREAK)) {
                    settleBreak(child);
                }
            }
        }
    }

    /// Between words a line break; next to a block or an end nothing.
    private static void settleBreak(Element mark) {
        if (isWords(mark.previousSibling()) && hasWordsAfter(mark)) {
            mark.replaceWith(new Element("br"));
        } else {
            mark.remove();
        }
    }

    private static boolean hasWordsAfter(Node mark) {
        var next = mark.nextSibling();
        while (next instanceof TextNode text && text.isBlank()) {
            next = next.nextSibling();
        }
        return isWords(next);
    }

    private static boolean isWords(@Nullable Node node) {
        return switch (node) {
            case TextNode text -> !text.isBlank();
            case Element element ->
                HtmlRules.INLINE.contains(element.normalName())
                        && !element.normalName().equals("br");
            case null, default -> false;
        };
    }

    private static void wrapLooseText(Element flow) {
        var run = new ArrayList<Node>();
        for (var child : List.copyOf(flow.childNodes())) {
            if (isInline(child) && !(isLineBreak(child) && endsInLineBreak(run))) {
                run.add(child);
            } else {
                wrap(run, child);
                run.clear();
                if (isInline(child) || ((Element) child).normalName().equals(BodyTree.BREAK)) {
                    child.remove();
                }
            }
        }
        if (!run.isEmpty()) {
            var end = flow.appendElement(BodyTree.BREAK);
            wrap(run, end);
            end.remove();
        }
    }

    private static void wrap(List<Node> run, Node before) {
        boolean hasWords = run.stream().anyMatch(BodyTidying::isWords);
        if (!hasWords) {
            run.forEach(Node::remove);
            return;
        }
        var paragraph = new Element("p");
        before.before(paragraph);
        run.forEach(paragraph::appendChild);
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

    /// The levels there are become h2, h3 and h4, and none is skipped on the way down.
    private static void orderHeadings(Element body) {
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

    /// A parser drops one line break at the start of `pre`; ours must not depend on it.
    private static void trimPreformatted(Element body) {
        for (var pre : body.select("pre")) {
            if (pre.firstChild() instanceof TextNode text) {
                text.text(text.getWholeText().replaceAll("^\\n+", ""));
            }
        }
    }

    private static void dropEmpty(Element body) {
        for (var element : body.getAllElements().reversed()) {
            trimLineBreaks(element);
            if (!MAY_BE_EMPTY.contains(element.normalName()) && isEmpty(element)) {
                element.remove();
            }
        }
    }

    private static boolean isEmpty(Element element) {
        return switch (element.normalName()) {
            case "figure" -> element.selectFirst("img, table, blockquote, pre") == null;
            case "tr" -> element.childrenSize() == 0;
            case "table", "thead", "tbody", "tfoot" -> element.selectFirst("td, th") == null;
            default -> element.selectFirst("img, hr") == null && isBlank(element.wholeText());
        };
    }

    private static boolean isBlank(String text) {
        return text.chars().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x200B);
    }

    private static void trimLineBreaks(Element element) {
        if (HtmlRules.BLOCK.contains(element.normalName())) {
            dropLeading(element.childNodes());
            dropLeading(element.childNodes().reversed());
        }
    }

    private static void dropLeading(List<Node> nodes) {
        for (var node : List.copyOf(nodes)) {
            boolean blank = node instanceof TextNode text && text.isBlank();
            if (!blank && !isLineBreak(node)) {
                return;
            }
            if (!blank) {
                node.remove();
            }
        }
    }
}
