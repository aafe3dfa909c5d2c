package load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What processes hold, by the kernel's account, in MiB.
final class Memory {

    private Memory() {}

    /// @param kind `Rss`, or `Pss`: what is shared counts in parts
    static long of(long pid, String kind) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith(kind + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum() / 1024;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// A process and all below it.
    static long ofTree(long pid, String kind) {
        var root = ProcessHandle.of(pid).orElseThrow();
        return of(pid, kind)
                + root.descendants().mapToLong(child -> ofLiving(child.pid(), kind)).sum();
    }

    private static long ofLiving(long pid, String kind) {
        return Files.exists(Path.of("/proc/" + pid)) ? of(pid, kind) : 0;
    }
}
