package depesche.feed;

/// Writes well-formed XML: every text is escaped, and what XML 1.0 cannot carry is left out.
final class Xml {

    private final StringBuilder out = new StringBuilder(1024);

    private Xml() {}

    static Xml document() {
        var xml = new Xml();
        xml.out.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        return xml;
    }

    /// Elements to be put into something else: read as HTML they are the same.
    static Xml fragment() {
        return new Xml();
    }

    /// Opens an element.
    ///
    /// @param attributes names and values in turn
    Xml open(String element, String... attributes) {
        start(element, attributes);
        out.append(">\n");
        return this;
    }

    Xml close(String element) {
        out.append("</").append(element).append(">\n");
        return this;
    }

    /// An element that holds a text.
    Xml text(String element, String text, String... attributes) {
        start(element, attributes);
        out.append('>');
        escape(text);
        out.append("</").append(element).append(">\n");
        return this;
    }

    /// An element that holds nothing.
    Xml empty(String element, String... attributes) {
        start(element, attributes);
        out.append("/>\n");
        return this;
    }

    private void start(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(sign -> {
            switch (sign) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> append(sign);
            }
        });
    }

    private void append(int sign) {
        if (isLegal(sign)) {
            out.appendCodePoint(sign);
        }
    }

    /// The production `Char` of XML 1.0, without the surrogates that stand alone.
    private static boolean isLegal(int sign) {
        return sign == '\t'
                || sign == '\n'
                || (sign >= 0x20 && sign <= 0xD7FF)
                || (sign >= 0xE000 && sign <= 0xFFFD)
                || sign >= 0x10000;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
