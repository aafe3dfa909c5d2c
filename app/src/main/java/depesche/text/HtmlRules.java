package depesche.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which elements and attributes an article's body may have.
final class HtmlRules {

    static final Set<String> INLINE =
            Set.of("a", "em", "strong", "sub", "sup", "s", "code", "abbr", "cite", "q", "br", "img");

    static final Set<String> BLOCK = Set.of(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "blockquote",
            "pre",
            "hr",
            "figure",
            "figcaption",
            "table",
            "caption",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "th",
            "td");

    /// What holds nothing but items.
    static final Set<String> LISTS = Set.of("ul", "ol", "dl");

    static final Set<String> ITEMS = Set.of("li", "dt", "dd");

    static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

    /// Blocks that hold words and no other blocks.
    static final Set<String> WORDS_ONLY = Set.of("p", "pre", "h1", "h2", "h3", "h4", "h5", "h6");

    /// Gone with all they hold: programs, foreign content, forms, things that load.
    static final Set<String> DROPPED = Set.of(
            "script",
            "style",
            "template",
            "noscript",
            "noembed",
            "noframes",
            "iframe",
            "frame",
            "frameset",
            "object",
            "embed",
            "applet",
            "param",
            "svg",
            "math",
            "canvas",
            "audio",
            "video",
            "source",
            "track",
            "map",
            "area",
            "select",
            "option",
            "optgroup",
            "datalist",
            "button",
            "input",
            "textarea",
            "output",
            "progress",
            "meter",
            "head",
            "title",
            "base",
            "link",
            "meta",
            "xmp",
            "plaintext",
            "listing",
            "portal",
            "slot",
            "image");

    /// Their content stays, apart from what stands before and after.
    static final Set<String> UNWRAPPED_BLOCK = Set.of(
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "nav",
            "address",
            "center",
            "form",
            "fieldset",
            "legend",
            "details",
            "summary",
            "dialog",
            "hgroup",
            "search",
            "marquee",
            "body",
            "html");

    static final Map<String, String> RENAMED = Map.of(
            "b", "strong", "i", "em", "strike", "s", "del", "s", "tt", "code", "kbd", "code", "samp", "code", "dir",
            "ul", "menu", "ul");

    /// Elements that are nothing outside their parent.
    static final Map<String, Set<String>> PARENTS = Map.of(
            "li", Set.of("ul", "ol"),
            "dt", Set.of("dl"),
            "dd", Set.of("dl"),
            "figcaption", Set.of("figure"),
            "caption", Set.of("table"),
            "thead", Set.of("table"),
            "tbody", Set.of("table"),
            "tfoot", Set.of("table"),
            "tr", Set.of("thead", "tbody", "tfoot"),
            "td", Set.of("tr"));

    private static final Pattern OWN_PICTURE = Pattern.compile("/pictures/[A-Za-z0-9][A-Za-z0-9_/-]*(\\.[a-z]{2,5})?");
    private static final Pattern WEB = Pattern.compile("https?://[^/?#\\\\].*", Pattern.CASE_INSENSITIVE);
    private static final Pattern MAIL = Pattern.compile("mailto:[^@?]+@[^@?]+(\\?.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final Pattern SPAN = Pattern.compile("[1-9][0-9]?");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    private static final int MAX_ADDRESS = 2000;

    private HtmlRules() {}

    static boolean isKept(String element) {
        return INLINE.contains(element) || BLOCK.contains(element);
    }

    /// The value to keep, or empty where the attribute has no place there.
    static Optional<String> attribute(String element, String name, String value) {
        return switch (name) {
            case "lang" -> matching(value, LANGUAGE);
            case "dir" -> Optional.of(value.toLowerCase(Locale.ROOT)).filter(Set.of("ltr", "rtl", "auto")::contains);
            default ->
                switch (element + " " + name) {
                    case "a href" -> link(value);
                    case "a hreflang" -> matching(value, LANGUAGE);
                    case "img src" -> matching(value, OWN_PICTURE);
                    case "img alt", "abbr title" ->
                        Optional.of(PlainLine.of(value).value());
                    case "img width", "img height", "ol start" -> matching(value, NUMBER);
                    case "ol reversed" -> Optional.of("");
                    case "td colspan", "td rowspan", "th colspan", "th rowspan" -> matching(value, SPAN);
                    case "th scope" ->
                        Optional.of(value.toLowerCase(Locale.ROOT))
                                .filter(Set.of("row", "col", "rowgroup", "colgroup")::contains);
                    default -> Optional.empty();
                };
        };
    }

    /// As a browser reads an address: without spaces around it, without tabs and line breaks in it.
    private static Optional<String> link(String value) {
        var address = Characters.clean(value).replaceAll("[\\t\\n]", "").strip().replace(" ", "%20");
        boolean allowed =
                WEB.matcher(address).matches() || MAIL.matcher(address).matches();
        return Optional.of(address).filter(_ -> allowed && address.length() <= MAX_ADDRESS);
    }

    private static Optional<String> matching(String value, Pattern pattern) {
        return Optional.of(value).filter(text -> pattern.matcher(text).matches());
    }
}
