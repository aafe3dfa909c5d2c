package depesche.command;

import depesche.backup.Backup;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./depesche backup FILE`: everything in one file, beside a running server or without one.
@Command(name = "backup", description = "Write everything into one file.", mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

    private final Door door;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Parameters(
            paramLabel = "FILE",
            description = "Where to; a file of that name is replaced when the new one is whole.")
    private Path file;

    BackupCommand(Door door) {
        this.door = door;
        this.data = new DataOption();
    }

    @Override
    public Integer call() {
        if (Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), file + " is a folder; name a file in it");
        }
        return door.within(data.flags(), newsroom -> run(newsroom.backup()));
    }

    private int run(Backup backup) {
        var bar = new Bar("backup");
        try {
            Backup.Written written = backup.write(file, bar::at);
            PrintWriter out = spec.commandLine().getOut();
            out.println("%s: %d rows of %d tables, %d bytes"
                    .formatted(file, written.rows(), written.tables(), written.bytes()));
            out.flush();
            return 0;
        } catch (UncheckedIOException unwritable) {
            throw new Failure("the backup cannot be written to " + file + ": " + unwritable.getMessage());
        } finally {
            bar.end();
        }
    }
}
