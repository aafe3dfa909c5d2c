package depesche.command;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestNewsroom;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `readers import` and `readers export`, beside a running newsroom.
class ReadersCommandsTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void whatWasTakenInComesOutAndIsForNobodyElseToRead() throws IOException {
        newsroom.call("POST", "/topics", "{\"slug\":\"hafen\",\"labels\":{\"de\":\"Hafen\"}}");
        Path in = Files.writeString(folder.resolve("in.ndjson"), """
                {"email":"ida@reader.example","language":"de","timeZone":"Europe/Berlin",\
                "follows":[{"topic":"hafen","cadence":"daily"}],"consent":{"at":"2026-01-05T10:00:00Z","source":"form"}}
                """);
        Path export = folder.resolve("out.ndjson");

        assertThat(execute(new ReadersImport(door()), in.toString())).isZero();
        assertThat(execute(new ReadersExport(door()), export.toString())).isZero();

        assertThat(export).hasSameTextualContentAs(in);
        assertThat(out.toString()).contains("created 1 updated 0 unchanged 0 refused 0", "out.ndjson: readers 1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(export)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("out.ndjson.part")).doesNotExist();
    }

    @Test
    void whereNothingCanBeWrittenIsSaid() {
        assertThat(execute(new ReadersExport(door()), folder.toString())).isEqualTo(2);
        assertThat(execute(new ReadersExport(door()), folder.resolve("no/such").toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("the readers cannot be written to");
    }

    private int execute(Object command, String... arguments) {
        var line = new CommandLine(command);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        line.setExecutionExceptionHandler((failure, _, _) -> {
            out.write(String.valueOf(failure.getMessage()));
            return 1;
        });
        return line.execute(arguments);
    }

    private static Door door() {
        return new ClosedDoor() {
            @Override
            public int within(Map<String, String> flags, Function<OpenNewsroom, Integer> work) {
                return work.apply(newsroom.rooms().forCommands());
            }
        };
    }
}
