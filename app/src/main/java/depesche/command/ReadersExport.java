package depesche.command;

import depesche.follow.FollowExport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./depesche readers export FILE`: all readers as an import takes them, a JSON line each.
@Command(name = "export", description = "Write all readers, a JSON line each.", mixinStandardHelpOptions = true)
final class ReadersExport implements Callable<Integer> {

    private static final int BUFFER = 1 << 16;

    private final Door door;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Parameters(
            paramLabel = "FILE",
            description = "Where to; a file of that name is replaced when the new one is whole.")
    private Path file;

    ReadersExport(Door door) {
        this.door = door;
        this.data = new DataOption();
    }

    @Override
    public Integer call() {
        if (Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), file + " is a folder; name a file in it");
        }
        return door.within(data.flags(), newsroom -> run(newsroom.followExport()));
    }

    private int run(FollowExport readers) {
        Path whole = file.toAbsolutePath();
        Path scratch = whole.resolveSibling(whole.getFileName() + ".part");
        PrintWriter out = spec.commandLine().getOut();
        try {
            Files.deleteIfExists(scratch);
            try {
                out.println(file + ": readers " + write(readers, scratch));
                Files.move(scratch, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(scratch);
            }
        } catch (IOException | UncheckedIOException unwritable) {
            throw new Failure("the readers cannot be written to " + file + ": " + unwritable.getMessage());
        }
        out.flush();
        return 0;
    }

    /// Addresses of readers are for nobody else on the machine.
    private static long write(FollowExport readers, Path scratch) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(scratch, options, ownerOnly);
                OutputStream lines = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            long written = readers.run(lines);
            lines.flush();
            channel.force(true);
            return written;
        }
    }
}
