package depesche.site;

import depesche.article.ArchiveKeys;
import depesche.article.Mark;
import depesche.topic.Topics;
import depesche.web.Page;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Makes the pages of the archive. A stretch before the first article or behind the last has none.
final class ArchiveRendering {

    private static final int PAGE_SIZE = 100;

    private final Paper paper;
    private final Templates templates;

    ArchiveRendering(Paper paper, Templates templates) {
        this.paper = paper;
        this.templates = templates;
    }

    /// What a page shows of a stretch: its parts or its articles, and where it goes on to both sides.
    private record Shown(
            ArchiveSpan span,
            List<ArchiveSpan> all,
            List<ArchiveSpan> filled,
            List<Headline> headlines,
            Optional<ArchiveSpan> earlier,
            Optional<ArchiveSpan> later) {

        boolean isOutside() {
            boolean isEmpty = filled.isEmpty() && headlines.isEmpty();
            return isEmpty && !span.isAll() && (earlier.isEmpty() || later.isEmpty());
        }
    }

    /// @param before where a full day goes on: below this article of it
    Optional<Page> page(Handle tx, ArchiveSpan span, Optional<Long> before) {
        Optional<Mark> mark = mark(tx, span, before);
        if (mark.isEmpty()) {
            return Optional.empty();
        }
        Shown shown = shown(tx, span, mark.get());
        return shown.isOutside() ? Optional.empty() : Optional.of(page(tx, shown, before));
    }

    private ArchiveDays days() {
        return new ArchiveDays(paper.zone());
    }

    private Shown shown(Handle tx, ArchiveSpan span, Mark mark) {
        List<ArchiveSpan> parts = parts(tx, span);
        return new Shown(
                span,
                parts,
                days().filled(tx, parts),
                span.isDay() ? Headlines.since(tx, days().start(span), mark, PAGE_SIZE + 1) : List.of(),
                days().before(tx, span.start()).map(span::with).filter(_ -> !span.isAll()),
                days().from(tx, span.end()).map(span::with).filter(_ -> !span.isAll()));
    }

    /// Of all years those from the first article's to the last's.
    private List<ArchiveSpan> parts(Handle tx, ArchiveSpan span) {
        if (!span.isAll()) {
            return span.parts(span.start(), span.end().minusDays(1));
        }
        Optional<LocalDate> first = days().from(tx, span.start());
        Optional<LocalDate> last = days().before(tx, span.end());
        return first.isPresent() && last.isPresent() ? span.parts(first.get(), last.get()) : List.of();
    }

    /// Where the list goes on; empty if that is no article of these days().
    private Optional<Mark> mark(Handle tx, ArchiveSpan span, Optional<Long> before) {
        return before.isEmpty()
                ? Optional.of(new Mark(days().end(span), 0))
                : Headlines.mark(tx, days().start(span), days().end(span), before.get());
    }

    private Page page(Handle tx, Shown shown, Optional<Long> before) {
        Words words = paper.words();
        List<Headline> some = shown.headlines().stream().limit(PAGE_SIZE).toList();
        ArchiveSpan span = shown.span();
        var page = new ArchivePage(
                label(span, words),
                span.above().stream().map(other -> link(other, words)).toList(),
                shown.filled().stream().map(part -> link(part, words)).toList(),
                TeaserView.of(tx, paper, words, some),
                words.of(span.isAll() ? "archive.nothing" : "archive.empty"),
                shown.earlier().map(other -> link(other, words)),
                shown.later().map(other -> link(other, words)),
                shown.headlines().size() > some.size()
                        ? Optional.of(span.path() + "?before=" + some.getLast().id())
                        : Optional.empty());
        String address = span.path() + before.map(id -> "?before=" + id).orElse("");
        Frame frame = paper.frame(
                words,
                page.headline(),
                words.of("archive.description", "span", page.headline()),
                address,
                new Sections(Topics.tree(tx), words).masthead());
        return Page.html(templates.fill("archive-page", frame, page), keys(shown));
    }

    private static Set<String> keys(Shown shown) {
        Set<String> keys = new HashSet<>(Set.of("site"));
        ArchiveSpan span = shown.span();
        shown.headlines().forEach(headline -> keys.add(headline.key()));
        Stream.of(shown.filled().stream(), shown.earlier().stream(), shown.later().stream())
                .flatMap(spans -> spans)
                .forEach(other -> keys.add(ArchiveKeys.filled(other.name())));
        shown.all().stream()
                .filter(part -> !shown.filled().contains(part))
                .forEach(part -> keys.addAll(ArchiveKeys.empty(part.start(), part.end())));
        if (span.isDay()) {
            keys.add(ArchiveKeys.day(span.start()));
        }
        keys.addAll(
                ArchiveKeys.empty(shown.earlier().map(ArchiveSpan::end).orElse(ArchiveSpan.ALL.start()), first(shown)));
        keys.addAll(ArchiveKeys.empty(
                last(shown), shown.later().map(ArchiveSpan::start).orElse(ArchiveSpan.ALL.end())));
        return keys;
    }

    /// Of the whole archive a page shows the years that it has, and passes over those before and behind them.
    private static LocalDate first(Shown shown) {
        boolean isBounded = shown.span().isAll() && !shown.all().isEmpty();
        return isBounded ? shown.all().getFirst().start() : shown.span().start();
    }

    private static LocalDate last(Shown shown) {
        boolean isBounded = shown.span().isAll();
        return !isBounded
                ? shown.span().end()
                : shown.all().isEmpty()
                        ? shown.span().start()
                        : shown.all().getLast().end();
    }

    private static Link link(ArchiveSpan span, Words words) {
        return new Link(span.path(), label(span, words));
    }

    private static String label(ArchiveSpan span, Words words) {
        String day = words.language().equals("de") ? "EEEE, d. MMMM uuuu" : "EEEE, d MMMM uuuu";
        return span.isAll()
                ? words.of("archive")
                : DateTimeFormatter.ofPattern(span.isDay() ? day : span.isYear() ? "uuuu" : "LLLL uuuu", words.locale())
                        .format(span.start());
    }
}
