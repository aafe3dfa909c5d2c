package depesche.site;

import depesche.author.Author;
import depesche.author.Byline;
import java.text.ListFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The byline as a page shows it: as it was written, each name a link to the author's page.
public record BylineView(List<Part> parts) {

    /// @param href empty where it leads nowhere
    public record Part(String text, String href) {}

    public BylineView {
        parts = List.copyOf(parts);
    }

    /// @param authors by the names in it
    static BylineView of(List<String> bylines, Map<String, Author> authors, Words words) {
        if (bylines.isEmpty()) {
            return new BylineView(List.of());
        }
        List<String> bare = bylines.stream().map(Byline::withoutBy).toList();
        var list = ListFormat.getInstance(words.locale(), ListFormat.Type.STANDARD, ListFormat.Style.FULL);
        String text = words.of("byline", "names", list.format(bare));
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (String name :
                bare.stream().flatMap(it -> Byline.names(it).stream()).toList()) {
            int at = text.indexOf(name, from);
            Optional<Author> author = Optional.ofNullable(authors.get(name));
            if (at >= 0 && author.isPresent()) {
                add(parts, text.substring(from, at), "");
                add(parts, name, author.get().path());
                from = at + name.length();
            }
        }
        add(parts, text.substring(from), "");
        return new BylineView(parts);
    }

    private static void add(List<Part> parts, String text, String href) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, href));
        }
    }
}
