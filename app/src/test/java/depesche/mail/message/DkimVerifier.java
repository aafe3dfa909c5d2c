package depesche.mail.message;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Debian's dkimpy, a verifier that is no work of ours, as a process that answers `good` or `bad`.
public final class DkimVerifier implements AutoCloseable {

    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path PERL = Path.of("/usr/bin/perl");

    private final Process process;
    private final BufferedReader answers;

    private DkimVerifier(Process process, BufferedReader answers) {
        this.process = process;
        this.answers = answers;
    }

    /// dkimpy. Skips the test where it is missing.
    public static DkimVerifier of(Dkim dkim) {
        assumeTrue(says(PYTHON, "-c", "import dkim, nacl"), "skipped: apt-get install python3-dkim python3-nacl");
        return started(PYTHON, "verify-dkim.py", dkim);
    }

    /// Mail::DKIM, which shares no code with the other. Skips the test where it is missing.
    public static DkimVerifier secondOf(Dkim dkim) {
        assumeTrue(says(PERL, "-MMail::DKIM::Verifier", "-e", "1"), "skipped: apt-get install libmail-dkim-perl");
        return started(PERL, "verify-dkim.pl", dkim);
    }

    private static DkimVerifier started(Path language, String name, Dkim dkim) {
        try {
            var script = Path.of(
                    Objects.requireNonNull(DkimVerifier.class.getResource(name)).toURI());
            var process = new ProcessBuilder(
                            language.toString(),
                            script.toString(),
                            dkim.recordName(),
                            dkim.key().dnsRecord())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new DkimVerifier(
                    process,
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        } catch (IOException | URISyntaxException broken) {
            throw new IllegalStateException("cannot start the verifier", broken);
        }
    }

    public String verify(byte[] message) {
        try {
            var out = process.getOutputStream();
            out.write((message.length + "\n").getBytes(StandardCharsets.US_ASCII));
            out.write(message);
            out.flush();
            return Objects.requireNonNull(answers.readLine(), "the verifier has ended");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    /// Whether the language takes these words without a complaint.
    private static boolean says(Path language, String... words) {
        if (!Files.exists(language)) {
            return false;
        }
        try {
            var command = new ArrayList<>(List.of(words));
            command.addFirst(language.toString());
            var trial = new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).isBlank();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
