package depesche.command;

import depesche.follow.FollowImport;
import depesche.follow.ImportFormat;
import depesche.follow.ImportTally;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./depesche readers import FILE`: confirmed readers, a line each: JSON, or a table.
@Command(name = "import", description = "Take in confirmed readers, a line each.", mixinStandardHelpOptions = true)
final class ReadersImport implements Callable<Integer> {

    private final Door door;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--format", paramLabel = "FORMAT", description = "auto (default), ndjson or csv")
    private String format = "auto";

    ReadersImport(Door door) {
        this.door = door;
        this.data = new DataOption();
    }

    @Override
    public Integer call() {
        if (ImportFormat.of(format).isEmpty() && !format.equals("auto")) {
            throw new ParameterException(
                    spec.commandLine(), "The format " + format + " is not built yet; there are auto, ndjson and csv");
        }
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no " + file);
        }
        return door.within(data.flags(), newsroom -> run(newsroom.followImport()));
    }

    private int run(FollowImport readers) {
        PrintWriter out = spec.commandLine().getOut();
        try (InputStream lines = new BufferedInputStream(Files.newInputStream(file))) {
            ImportFormat kind = ImportFormat.of(format).orElseGet(() -> ImportFormat.detected(lines));
            ImportTally tally =
                    readers.run(lines, kind, line -> out.println("line " + line.line() + ": " + line.why()));
            out.println("created %d updated %d unchanged %d refused %d"
                    .formatted(tally.created(), tally.updated(), tally.unchanged(), tally.refused()));
            out.flush();
            return 0;
        } catch (IOException unreadable) {
            throw new Failure(file + " cannot be read: " + unreadable.getMessage());
        }
    }
}
