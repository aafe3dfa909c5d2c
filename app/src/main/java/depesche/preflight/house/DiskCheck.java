package depesche.preflight.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Whether there is room where the data folder lies.
final class DiskCheck implements Check {

    /// Below these many bytes free.
    record Limits(long failing, long warning) {

        static final Limits USUAL = new Limits(512L << 20, 5L << 30);
    }

    private static final String SUBJECT = "disk";
    private static final double GIGABYTE = 1L << 30;

    private final Path folder;
    private final Limits limits;

    DiskCheck(Path folder, Limits limits) {
        this.folder = folder.toAbsolutePath().normalize();
        this.limits = limits;
    }

    @Override
    public List<Finding> look() {
        Path there = nearest(folder);
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            return List.of(told(there, free));
        } catch (IOException broken) {
            return List.of(Finding.fail(SUBJECT, there + " cannot be looked at: " + broken.getMessage()));
        }
    }

    private Finding told(Path there, long free) {
        String words = String.format(Locale.ROOT, "%.1f GB free at %s", free / GIGABYTE, there);
        if (!Files.isWritable(there)) {
            return Finding.fail(SUBJECT, there + " is not ours to write");
        }
        if (free < limits.failing()) {
            return Finding.fail(SUBJECT, "nearly full: " + words + ". Without room the newsroom stops");
        }
        return free < limits.warning() ? Finding.warn(SUBJECT, "getting full: " + words) : Finding.ok(SUBJECT, words);
    }

    /// The folder, or what of its path there is already.
    private static Path nearest(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
