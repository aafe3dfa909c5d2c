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
import java.util.Objects;

/// Debian's dkimpy, a verifier that is no work of ours, as a process that answers `good` or `bad`.
public final class DkimVerifier implements AutoCloseable {

    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private final Process process;
    private final BufferedReader answers;

    private DkimVerifier(Process process, BufferedReader answers) {
        this.process = process;
        this.answers = answers;
    }

    /// Skips the test where dkimpy is missing.
    public static DkimVerifier of(Dkim dkim) {
        try {
            assumeTrue(hasDkimpy(), "skipped: no dkimpy (apt-get install python3-dkim)");
            var script = Path.of(Objects.requireNonNull(DkimVerifier.class.getResource("verify-dkim.py"))
                    .toURI());
            var process = new ProcessBuilder(
                            PYTHON.toString(),
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

    private static boolean hasDkimpy() throws IOException {
        if (!Files.exists(PYTHON)) {
            return false;
        }
        var trial = new ProcessBuilder(PYTHON.toString(), "-c", "import dkim")
                .redirectErrorStream(true)
                .start();
        return new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).isBlank();
    }
}
