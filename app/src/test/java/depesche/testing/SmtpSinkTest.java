package depesche.testing;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.config.MailSettings.MailServer;
import depesche.config.MailSettings.Tls;
import depesche.mail.Envelope;
import depesche.mail.Handover;
import depesche.mail.MailLine;
import depesche.mail.Opening;
import depesche.mail.smtp.SmtpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpSinkTest {

    @TempDir
    Path folder;

    @Test
    void asAProgramItWritesEachRecipientDownBeforeItAnswersTheDot() throws IOException {
        var file = folder.resolve("received");
        var sink = SmtpSink.process(file, 0);
        try (var said = new BufferedReader(new InputStreamReader(sink.getInputStream(), StandardCharsets.UTF_8));
                var line = open(Integer.parseInt(said.readLine().replace("listening on ", "")))) {
            line.begin(new Envelope("", "ida@reader.example", 0));
            var first = line.finish(message(1), new Envelope("", "tom@reader.example", 0));

            assertThat(first).isInstanceOf(Handover.Accepted.class);
            assertThat(Files.readAllLines(file)).containsExactly("ida@reader.example <1@lantern.example>");

            line.finish(message(2));
            assertThat(Files.readAllLines(file)).endsWith("tom@reader.example <2@lantern.example>");
        } finally {
            sink.destroyForcibly();
        }
    }

    private static MailLine open(int port) {
        var server = new MailServer("127.0.0.1", port, Optional.empty(), Tls.NEVER);
        return ((Opening.Opened) new SmtpClient(server, "lantern.example").open()).line();
    }

    private static byte[] message(int number) {
        return ("Message-ID: <" + number + "@lantern.example>\r\n\r\ntext\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
