package depesche.bench;

import depesche.mail.message.Dkim;
import depesche.mail.message.RsaDkimKey;
import depesche.mail.message.Hole;
import depesche.mail.message.Holes;
import depesche.mail.message.MailDraft;
import depesche.mail.message.MailHeader;
import depesche.mail.message.MailPress;
import depesche.mail.message.MailTemplate;
import java.time.Instant;
import java.util.List;
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

/// One message for one reader: the holes of a ready template filled, with and without the RSA-2048 signature. Making
/// the template, which is done once for all readers alike, is not in the measured part.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MailBenchmark {

    private final Dkim dkim = new Dkim("lantern.example", "depesche", RsaDkimKey.generate());
    private final MailTemplate signedTemplate = MailTemplate.of(draft(), dkim);
    private final MailTemplate plainTemplate = MailTemplate.of(draft());
    private final MailPress signing = MailPress.signing(dkim);
    private final MailPress unsigned = MailPress.unsigned();
    private final Holes holes = new Holes(
            "ida@readers.example", "0123456789abcdef@lantern.example", "", "unsubscribe-token-of-ida", "token-of-ida");

    @Benchmark
    public byte[] signed() {
        return signing.fill(signedTemplate, holes);
    }

    @Benchmark
    public byte[] unsigned() {
        return unsigned.fill(plainTemplate, holes);
    }

    private static MailDraft draft() {
        String link = "https://lantern.example/unsubscribe/" + Hole.UNSUBSCRIBE.marker();
        return new MailDraft(
                new MailHeader.Named("From", "The Lantern", "alerts@lantern.example"),
                "Der Turm sucht eine Stimme",
                Instant.parse("2026-03-01T08:00:00Z"),
                List.of(
                        new MailHeader.Plain("List-Unsubscribe", "<" + link + ">"),
                        new MailHeader.Plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")),
                "Der Turm sucht eine Stimme\n\n" + link + "\n",
                Piece.html() + "<p><a href=\"" + link + "\">Abmelden</a></p>");
    }
}
