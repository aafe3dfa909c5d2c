package depesche.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.returns.Returns;
import depesche.testing.TestNewsroom;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine;

/// `./depesche bounce`: one JSON line for whatever is piped in.
class BounceCommandTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final String BOUNCE = """
            From: MAILER-DAEMON@mx.reader.example
            To: bounces+%s@lantern.example
            Subject: failure notice

            Hi. This is the qmail-send program at mx.reader.example.

            <emil@reader.example>:
            Sorry, no mailbox here by that name. (#5.1.1)
            """;

    private final StringWriter out = new StringWriter();

    @Test
    void itSaysKindAndRecipientsInOneLine() throws IOException {
        int code = run(BOUNCE.formatted("a".repeat(32)).getBytes(StandardCharsets.UTF_8));

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(code).isZero();
        assertThat(out.toString().strip()).doesNotContain("\n");
        assertThat(json.path("kind").asText()).isEqualTo("bounce");
        assertThat(json.at("/recipients/0/address").asText()).isEqualTo("emil@reader.example");
        assertThat(json.at("/recipients/0/status").asText()).isEqualTo("5.1.1");
        assertThat(json.at("/recipients/0/hard").asBoolean()).isTrue();
        assertThat(json.at("/recipients/0/reason").asText()).isEqualTo("mailbox");
        assertThat(json.has("delivery")).isFalse();
        assertThat(json.path("act").asText()).isEqualTo("nothing");
        assertThat(json.path("why").asText()).contains("no token of ours");
    }

    @Test
    void whatConcernsNobodyNeedsNoNewsroom() {
        int code = execute(
                flags -> {
                    throw new AssertionError("opened with " + flags);
                },
                BOUNCE.replace("+%s", "").getBytes(StandardCharsets.UTF_8));

        assertThat(code).isZero();
        assertThat(out.toString()).contains("\"kind\":\"bounce\"");
    }

    @Test
    void anEmptyInputIsAFailureThatSaysSo() {
        assertThat(run(new byte[0])).isEqualTo(1);
        assertThat(out.toString()).contains("standard input is empty");
    }

    @Test
    void bytesOfNoMeaningAndEndlessOnesAreSomethingElse() {
        var bytes = new byte[12 * 1024 * 1024];
        new Random(3).nextBytes(bytes);

        assertThat(run(bytes)).isZero();
        assertThat(out.toString()).contains("\"kind\":\"other\"");
    }

    private int run(byte[] mail) {
        return execute(_ -> newsroom.rooms().returns().returns(), mail);
    }

    private int execute(Function<Map<String, String>, Returns> opening, byte[] mail) {
        InputStream input = new ByteArrayInputStream(mail);
        var line = new CommandLine(new BounceCommand(door(opening), input));
        line.setOut(new PrintWriter(out));
        line.setExecutionExceptionHandler((failure, _, _) -> {
            out.write(String.valueOf(failure.getMessage()));
            return 1;
        });
        return line.execute();
    }

    private static Door door(Function<Map<String, String>, Returns> opening) {
        return new ClosedDoor() {
            @Override
            public int returns(Map<String, String> flags, Function<Returns, Integer> work) {
                return work.apply(opening.apply(flags));
            }
        };
    }
}
