package depesche.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/// The folder of a newsroom, held by one program at a time. The lock is the operating system's: it is
/// gone with the process, however that ends.
final class DataFolder implements AutoCloseable {

    private static final String LOCK = "depesche.lock";
    private static final String NODE = "node";

    private final Path path;
    private final Holder holder;
    private final FileChannel channel;

    private DataFolder(Path path, Holder holder, FileChannel channel) {
        this.path = path;
        this.holder = holder;
        this.channel = channel;
    }

    /// Empty while another program, or another part of this one, holds the folder.
    static Optional<DataFolder> hold(Path path, Purpose purpose) {
        try {
            Files.createDirectories(path);
            // Opening and closing the lock's file once more in this process would drop the lock.
            boolean isOurs = Holder.of(path).filter(Holder::isOurselves).isPresent();
            return isOurs ? Optional.empty() : lock(path, purpose);
        } catch (AccessDeniedException notOurs) {
            throw new DatabaseDidNotStart(
                    "%s is not ours to write. Run this as the user who runs Depesche, or choose another folder with --data."
                            .formatted(notOurs.getFile()),
                    notOurs);
        } catch (IOException broken) {
            throw new DatabaseDidNotStart("The data folder %s cannot be used: %s".formatted(path, broken), broken);
        }
    }

    private static Optional<DataFolder> lock(Path path, Purpose purpose) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            return Optional.empty();
        }
        var holder = Holder.ourselves(purpose);
        holder.writeTo(path);
        return Optional.of(new DataFolder(path, holder, channel));
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    /// Tells commands where the database answers.
    void announce(PostgresAddress address) {
        holder.answeringAt(address).writeTo(path);
    }

    /// A name that no other node has, and that this folder's keeps.
    String node() {
        Path file = path.resolve(NODE);
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException broken) {
            throw new DatabaseDidNotStart("%s cannot be read: %s".formatted(file, broken), broken);
        }
    }

    @Override
    public void close() {
        try {
            Holder.forget(path);
            channel.close();
        } catch (IOException broken) {
            throw new DatabaseDidNotStart("%s cannot be left: %s".formatted(path, broken), broken);
        }
    }
}
