package depesche.search;

import depesche.language.Analysis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/// Marks in an article's text the words for which it was found: those that the analysis of its language makes into
/// terms of the query.
final class Marking {

    private static final int LONGEST_FRAGMENT = 220;
    private static final int BEFORE = 60;
    private static final int MOST_FRAGMENTS = 2;

    /// So much of a body is looked through.
    private static final int LOOKED_THROUGH = 30_000;

    private final String tongue;
    private final Set<String> terms;

    private Marking(String tongue, Set<String> terms) {
        this.tongue = tongue;
        this.terms = Set.copyOf(terms);
    }

    /// @param query with the terms of all languages
    static Marking of(Query query, String tongue) {
        var all = new HashSet<Term>();
        query.visit(QueryVisitor.termCollector(all));
        var terms = new HashSet<String>();
        all.stream().filter(term -> term.field().endsWith("." + tongue)).forEach(term -> terms.add(term.text()));
        return new Marking(tongue, terms);
    }

    /// A word that was found, by its place in the text.
    private record Hit(int start, int end, String term) {}

    /// The best place of a paragraph.
    private record Window(String paragraph, List<Hit> hits, Hit first, long worth) {}

    Marked whole(String text) {
        return marked(text, hits(text), 0, text.length());
    }

    /// The best places of the paragraphs, in their order. What a text says twice is shown once.
    List<Marked> fragments(List<String> paragraphs) {
        Set<Window> windows = new LinkedHashSet<>();
        beginning(paragraphs).forEach(paragraph -> addBest(windows, paragraph));
        List<Window> best = windows.stream()
                .sorted(Comparator.comparingLong(Window::worth).reversed())
                .limit(MOST_FRAGMENTS)
                .toList();
        return windows.stream().filter(best::contains).map(this::fragment).toList();
    }

    /// As much of these as is looked through.
    static List<String> beginning(List<String> paragraphs) {
        List<String> beginning = new ArrayList<>();
        int seen = 0;
        for (String paragraph : paragraphs) {
            if (seen < LOOKED_THROUGH) {
                beginning.add(paragraph.substring(0, Math.min(paragraph.length(), LOOKED_THROUGH - seen)));
            }
            seen += paragraph.length();
        }
        return beginning;
    }

    private void addBest(Set<Window> windows, String paragraph) {
        List<Hit> hits = hits(paragraph);
        hits.stream()
                .map(hit -> new Window(paragraph, hits, hit, worth(hits, hit)))
                .max(Comparator.comparingLong(Window::worth)
                        .thenComparingInt(window -> -window.first().start()))
                .ifPresent(windows::add);
    }

    /// Different words count more than one word often.
    private static long worth(List<Hit> hits, Hit first) {
        List<String> within = hits.stream()
                .filter(hit -> hit.start() >= first.start())
                .filter(hit -> hit.end() <= first.start() + LONGEST_FRAGMENT - BEFORE)
                .map(Hit::term)
                .toList();
        return 100L * within.stream().distinct().count() + within.size();
    }

    private Marked fragment(Window window) {
        String text = window.paragraph();
        int start = wordStart(text, window.first().start() - BEFORE);
        int end = wordEnd(text, start + LONGEST_FRAGMENT);
        return marked(text, window.hits(), start, end);
    }

    private static int wordStart(String text, int about) {
        if (about <= 0) {
            return 0;
        }
        int space = text.indexOf(' ', about);
        return space < 0 || space - about > BEFORE / 2 ? boundary(text, about) : space + 1;
    }

    private static int wordEnd(String text, int about) {
        if (about >= text.length()) {
            return text.length();
        }
        int space = text.lastIndexOf(' ', about);
        return about - space > BEFORE ? boundary(text, about) : space;
    }

    /// Never between the halves of a character.
    private static int boundary(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static Marked marked(String text, List<Hit> hits, int start, int end) {
        List<Marked.Piece> pieces = new ArrayList<>();
        int at = start;
        var plain = new StringBuilder(start > 0 ? "… " : "");
        for (Hit hit : hits) {
            if (hit.start() >= at && hit.end() <= end) {
                plain.append(text, at, hit.start());
                add(pieces, plain.toString(), false);
                plain.setLength(0);
                add(pieces, text.substring(hit.start(), hit.end()), true);
                at = hit.end();
            }
        }
        plain.append(text, at, end).append(end < text.length() ? " …" : "");
        add(pieces, plain.toString(), false);
        return new Marked(pieces);
    }

    private static void add(List<Marked.Piece> pieces, String text, boolean isHit) {
        if (!text.isEmpty()) {
            pieces.add(new Marked.Piece(text, isHit));
        }
    }

    private List<Hit> hits(String text) {
        List<Hit> hits = new ArrayList<>();
        if (terms.isEmpty() || text.isEmpty()) {
            return hits;
        }
        try (TokenStream stream = Analysis.of(tongue).indexing().tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                boolean isNew = hits.isEmpty() || hits.getLast().end() <= offset.startOffset();
                if (isNew && terms.contains(term.toString())) {
                    hits.add(new Hit(offset.startOffset(), offset.endOffset(), term.toString()));
                }
            }
            stream.end();
        } catch (IOException broken) {
            throw new UncheckedIOException("reading a string", broken);
        }
        return hits;
    }
}
