package depesche.command;

import depesche.follow.FollowImport;
import depesche.follow.ImportTally;
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

/// `./depesche readers import FILE`: confirmed readers, a line each.
@Command(name = "import", description = "Take in confirmed readers, a JSON line each.", mixinStandardHelpOptions = true)
final class ReadersImport implements Callable<Integer> {

    private final Door door;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--format", paramLabel = "FORMAT", description = "auto (default) or ndjson")
    private String format = "auto";

    ReadersImport(Door door) {
        this.door = door;
        this.data = new DataOption();
    }

    @Override
    public Integer call() {
        if (!format.equals("auto") && !format.equals("ndjson")) {
            throw new ParameterException(
                    spec.commandLine(), "The format " + format + " is not built yet; there are auto and ndjson");
        }
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no " + file);
        }
        return door.within(data.flags(), newsroom -> run(newsroom.followImport()));
    }

    private int run(FollowImport readers) {
        PrintWriter out = spec.commandLine().getOut();
        try (InputStream lines = Files.newInputStream(file)) {
            ImportTally tally = readers.run(lines, line -> out.println("line " + line.line() + ": " + line.why()));
            out.println("created %d updated %d unchanged %d refused %d"
                    .formatted(tally.created(), tally.updated(), tally.unchanged(), tally.refused()));
            out.flush();
            return 0;
        } catch (IOException unreadable) {
            throw new Failure(file + " cannot be read: " + unreadable.getMessage());
        }
    }
}
