package depesche.site;

import depesche.masthead.Masthead;
import depesche.text.Messages;
import depesche.web.PageStyle;
import gg.jte.TemplateOutput;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// What every page of this paper has in common: its name, its address, its language and clock, its words.
final class Paper {

    private static final DateTimeFormatter GERMAN_DAY = DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.GERMAN);
    private static final DateTimeFormatter ENGLISH_DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private static final String STYLE = "<style>" + PageStyle.css() + "</style>";

    private final URI base;
    private final Supplier<Masthead> head;
    private final StaticFiles files;
    private final Messages messages = Messages.of("site");

    /// @param head what stands at the head of the paper now
    Paper(URI base, Supplier<Masthead> head, StaticFiles files) {
        this.base = base;
        this.head = head;
        this.files = files;
    }

    Masthead head() {
        return head.get();
    }

    String name() {
        return head().name();
    }

    Locale language() {
        return head().language();
    }

    ZoneId zone() {
        return head().timeZone();
    }

    StaticFiles files() {
        return files;
    }

    /// The words around what is written in this language: its own where we have them, else the paper's.
    Words words(Locale article) {
        boolean isSpoken = Messages.LANGUAGES.contains(Locale.of(article.getLanguage()));
        return new Words(messages, Messages.spoken(isSpoken ? article : language()));
    }

    Words words() {
        return words(language());
    }

    /// The absolute address of a path.
    String url(String path) {
        String start = base.toString();
        return (start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path;
    }

    TimeView time(Instant instant, Words in) {
        var here = instant.atZone(zone());
        String day = (in.language().equals("de") ? GERMAN_DAY : ENGLISH_DAY).format(here);
        return new TimeView(
                here.toLocalDate().toString(),
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(here.withNano(0)),
                day,
                in.of("at", Map.of("date", day, "time", CLOCK.format(here))));
    }

    /// A page's frame, in the words of its language.
    Frame frame(Words in, String title, String description, String path, List<Link> topics) {
        Masthead now = head();
        return new Frame(
                in,
                now.name(),
                !now.texts().about().isEmpty(),
                title,
                description,
                url(path),
                topics,
                Paper::style,
                Frame.feeds(in, ""));
    }

    private static void style(TemplateOutput output) {
        output.writeContent(STYLE);
    }

    /// A moment as a page shows it.
    ///
    /// @param date for machines, in the paper's zone
    /// @param datetime for machines, with the offset of the paper's zone
    public record TimeView(String date, String datetime, String day, String text) {}
}
