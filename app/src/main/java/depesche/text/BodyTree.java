package depesche.text;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Copies the allowed parts of a parsed text into a new tree. Recursive: the parser has bounded the depth.
final class BodyTree {

    /// Stands where a block was unwrapped, until [BodyTidying] makes paragraphs or line breaks of it.
    static final String BREAK = "break";

    void copy(List<Node> from, Element to) {
        for (var node : from) {
            switch (node) {
                case TextNode text -> copyText(text, to);
                case Element element -> copyElement(element, to);
                default -> {}
            }
        }
    }

    private static void copyText(TextNode text, Element to) {
        var clean = Characters.clean(text.getWholeText());
        if (!isList(to) || !clean.isBlank()) {
            placeIn(to).appendChild(new TextNode(clean));
        }
    }

    private void copyElement(Element element, Element to) {
        var given = element.normalName();
        var name = HtmlRules.RENAMED.getOrDefault(given, given);
        if (HtmlRules.DROPPED.contains(name)) {
            return;
        }
        if (!HtmlRules.isKept(name)) {
            unwrap(element, to, HtmlRules.UNWRAPPED_BLOCK.contains(name));
        } else if (!isAtHome(name, to) || !mayStand(name, to)) {
            unwrap(element, to, true);
        } else if (isWordsAroundBlocks(element)) {
            copy(insideBlocks(element), to);
        } else {
            keep(element, name, to);
        }
    }

    private void keep(Element element, String name, Element to) {
        var kept = new Element(name);
        for (var attribute : element.attributes()) {
            HtmlRules.attribute(name, attribute.getKey(), attribute.getValue())
                    .ifPresent(value -> kept.attr(attribute.getKey(), value));
        }
        switch (name) {
            case "a" -> keepLink(element, kept, to);
            case "img" -> keepPicture(kept, to);
            default -> {
                (HtmlRules.ITEMS.contains(name) ? to : placeIn(to)).appendChild(kept);
                copy(element.childNodes(), kept);
            }
        }
    }

    private void keepLink(Element element, Element kept, Element to) {
        if (kept.hasAttr("href")) {
            kept.attr("rel", "noopener");
            placeIn(to).appendChild(kept);
            copy(element.childNodes(), kept);
        } else {
            copy(element.childNodes(), to);
        }
    }

    private static void keepPicture(Element kept, Element to) {
        if (kept.hasAttr("src")) {
            placeIn(to).appendChild(kept.attr("alt", kept.attr("alt")));
        }
    }

    private void unwrap(Element element, Element to, boolean isBlock) {
        if (!isBlock || isList(to)) {
            copy(element.childNodes(), to);
            return;
        }
        to.appendElement(BREAK);
        copy(element.childNodes(), to);
        to.appendElement(BREAK);
    }

    private static boolean isAtHome(String name, Element to) {
        var parents = HtmlRules.PARENTS.get(name.equals("th") ? "td" : name);
        return parents == null || parents.contains(to.normalName());
    }

    /// Headings and set text hold words alone, terms and heads of columns no headings, and captions no tables.
    private static boolean mayStand(String name, Element to) {
        return !(HtmlRules.BLOCK.contains(name) && HtmlRules.WORDS_ONLY.contains(to.normalName()))
                && !(HtmlRules.HEADINGS.contains(name) && to.closest("dt, th") != null)
                && !(name.equals("table") && to.closest("caption") != null);
    }

    private static boolean isWordsAroundBlocks(Element element) {
        var name = element.normalName();
        return HtmlRules.INLINE.contains(HtmlRules.RENAMED.getOrDefault(name, name)) && holdsBlock(element);
    }

    private static boolean holdsBlock(Element element) {
        return element.stream().skip(1).anyMatch(BodyTree::isBlock);
    }

    private static boolean isBlock(Element element) {
        var name = element.normalName();
        return HtmlRules.BLOCK.contains(HtmlRules.RENAMED.getOrDefault(name, name));
    }

    /// What is in an element for words that has blocks in it: the element goes into each of them, and around the words
    /// beside them. So an emphasis or a link over several paragraphs stays one, and the paragraphs stay too.
    private static List<Node> insideBlocks(Element inline) {
        var nodes = new ArrayList<Node>();
        for (var child : List.copyOf(inline.childNodes())) {
            child.remove();
            if (child instanceof Element inner && isWordsAroundBlocks(inner)) {
                nodes.addAll(insideBlocks(inline.shallowClone().appendChildren(insideBlocks(inner))));
            } else if (child instanceof Element block && (isBlock(block) || holdsBlock(block))) {
                var around = inline.shallowClone().appendChildren(List.copyOf(block.childNodes()));
                nodes.add(around.childNodeSize() == 0 ? block : block.appendChild(around));
            } else if (child instanceof TextNode text && text.isBlank()) {
                nodes.add(text);
            } else {
                nodes.add(inline.shallowClone().appendChild(child));
            }
        }
        return nodes;
    }

    /// In a list only its items hold anything.
    private static Element placeIn(Element to) {
        if (!isList(to)) {
            return to;
        }
        var last = to.lastElementChild();
        return last != null ? last : to.appendElement(to.normalName().equals("dl") ? "dd" : "li");
    }

    private static boolean isList(Element element) {
        return HtmlRules.LISTS.contains(element.normalName());
    }
}
