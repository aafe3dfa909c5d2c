package depesche.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainServeTest {

    @Test
    void readsWhatTheParserReads() {
        assertThat(flags("serve")).contains(Map.of());
        assertThat(flags("serve --port 8081")).contains(Map.of("depesche.port", "8081"));
        assertThat(flags("serve --data /var/paper --port 0"))
                .contains(Map.of("depesche.data", "/var/paper", "depesche.port", "0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "demo --port 1",
                "serve --help",
                "serve --port",
                "serve --port=8081",
                "serve --port 8081 --port 8082",
                "serve --port -1",
                "serve --port 123456",
                "serve --port eight",
                "serve --data --port",
                "serve --data @file",
                "serve --data \"quoted\"",
                "serve --nothing 1",
                "serve 1",
            })
    void leavesAllElseToTheParser(String words) {
        assertThat(flags(words)).isEmpty();
    }

    @Test
    void isRefusedByTheParserWhereItIsWrong() {
        assertThat(Commands.execute(new ClosedDoor() {}, "serve", "--port", "eight"))
                .isEqualTo(2);
        assertThat(Commands.execute(new ClosedDoor() {}, "serv")).isEqualTo(2);
        assertThat(Commands.execute(new ClosedDoor() {})).isEqualTo(2);
    }

    private static Optional<Map<String, String>> flags(String words) {
        return PlainServe.flags(List.of(words.split(" ")).toArray(String[]::new));
    }
}
