package depesche.command;

import depesche.backup.BackupFile;
import depesche.backup.Restore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./depesche restore FILE`: a backup into an empty newsroom, which then holds all sends.
@Command(
        name = "restore",
        description = "Put a backup into an empty newsroom. Nothing is sent until resume says how to go on.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    private final Door door;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Parameters(paramLabel = "FILE", description = "What backup has written.")
    private Path file;

    RestoreCommand(Door door) {
        this.door = door;
        this.data = new DataOption();
    }

    @Override
    public Integer call() {
        var checking = new Bar("check");
        BackupFile.Opened opened = BackupFile.open(file, checking::at);
        checking.end();
        return switch (opened) {
            case BackupFile.Opened.Refused(String sentence) -> throw new Failure(sentence);
            case BackupFile.Opened.Whole(BackupFile backup) -> {
                try (backup) {
                    yield door.alone(data.flags(), restore -> run(restore, backup));
                }
            }
        };
    }

    private int run(Restore restore, BackupFile backup) {
        var bar = new Bar("restore");
        Restore.Result result = restore.run(backup, bar::at);
        bar.end();
        return switch (result) {
            case Restore.Result.Refused(String sentence) -> throw new Failure(sentence);
            case Restore.Result.Restored(int tables, long rows, var takenAt) -> {
                PrintWriter out = spec.commandLine().getOut();
                out.println("restored as of " + takenAt + ": " + rows + " rows of " + tables + " tables");
                out.println(
                        "all sends are held until ./depesche resume --send or --skip, or the desk, says how to go on");
                out.flush();
                yield 0;
            }
        };
    }
}
