package depesche.site;

import depesche.bench.Piece;
import depesche.text.Hyphenation;
import depesche.text.Messages;
import depesche.text.Sanitizer;
import depesche.web.PageStyle;
import gg.jte.Content;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// An article's page made from its ready view. Reading the view from the database and hyphenating its text are not in
/// the measured part; nor is serving it, which costs no rendering as a rule: `make bench-pages`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ArticlePageBenchmark {

    private final Templates templates = new Templates();
    private final Words words = new Words(Messages.of("site"), Locale.GERMAN);
    private final Frame frame = new Frame(
            words,
            "The Lantern",
            "Der Turm sucht eine Stimme",
            "Hundertsechzig Jahre lang hat auf Greifsand immer jemand gewohnt.",
            "https://lantern.example/1/turm",
            List.of(new Link("/topics/hafen", "Hafen"), new Link("/topics/kultur", "Kultur")),
            output -> output.writeContent("<style>" + PageStyle.css() + "</style>"),
            Frame.feeds(words, ""));
    private final ArticlePage page = page();

    @Benchmark
    public String articlePage() {
        return templates.fill("article-page", frame, page);
    }

    private static ArticlePage page() {
        String body = Hyphenation.softHyphens(Sanitizer.clean(Piece.html()), Locale.GERMAN).value();
        Content content = output -> output.writeContent(body);
        return new ArticlePage(
                "de",
                "ltr",
                "Leuchtfeuer Greifsand",
                "Der Turm sucht eine Stimme",
                "Lesezeit: 4 min",
                "Hundertsechzig Jahre lang hat auf Greifsand immer jemand gewohnt.",
                List.of(new BylineView.Part("Von Tom Ahlers", "")),
                "Greifsand",
                new Paper.TimeView("2026-03-01T09:00:00+01:00", "1. März 2026", "1. März 2026, 09:00 Uhr"),
                Optional.empty(),
                Optional.empty(),
                List.of(new Link("/topics/kultur", "Kultur")),
                Optional.empty(),
                new FollowForm(
                        List.of(new FollowForm.Box("topic", "kultur", "Kultur", "/topics/kultur", "", false)), List.of(), List.of(), "", List.of()),
                content,
                List.of("Betriebsbuch des Leuchtfeuers Greifsand"),
                new NoticeView.Notices(List.of(), List.of()),
                List.of(),
                List.of(),
                output -> output.writeContent("{}"),
                new ArticlePage.Social(
                        "https://lantern.example/1/turm",
                        "de_DE",
                        "",
                        "",
                        List.of("Kultur"),
                        "https://lantern.example/oembed"));
    }
}
