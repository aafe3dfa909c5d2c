package depesche.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// All that is needed to launch PostgreSQL on a cluster, again and again.
record PostgresLauncher(PostgresUser user, Path programs, Path cluster, Path log) {

    private static final int LAST_LINES = 5;

    /// Unpacks, makes the cluster and the folder for the log where they are missing.
    static PostgresLauncher prepare(Path folder, PostgresBinaries binaries, PostgresCluster cluster) {
        try {
            Path log = Files.createDirectories(folder.resolve("log"));
            Path programs = binaries.unpacked();
            var user = PostgresUser.of(cluster.folder());
            user.own(log);
            user.own(programs);
            cluster.makeIfMissing(programs, user);
            user.own(cluster.folder());
            return new PostgresLauncher(user, programs, cluster.folder(), log);
        } catch (IOException broken) {
            throw new DatabaseDidNotStart("%s cannot be prepared: %s".formatted(folder, broken), broken);
        }
    }

    Postmaster launch(int port) {
        FormerPostmaster.clear(cluster);
        return Postmaster.launch(command(port), log.resolve("start.log").toFile(), cluster, port);
    }

    private List<String> command(int port) {
        var command = new ArrayList<>(user.prefix("INT"));
        command.addAll(List.of(programs.resolve("bin/postgres").toString(), "-D", cluster.toString()));
        for (String setting : List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "logging_collector=on",
                "log_directory=" + log,
                "log_filename=postgres-%a.log",
                "log_rotation_age=1d",
                "log_truncate_on_rotation=on")) {
            command.addAll(List.of("-c", setting));
        }
        return command;
    }

    /// The end of the newest log, for the operator.
    String lastWords() {
        try (var logs = Files.list(log)) {
            Path newest = logs.max(
                            Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElse(log);
            List<String> lines = Files.readAllLines(newest);
            return lines.stream().skip(Math.max(0, lines.size() - LAST_LINES)).collect(Collectors.joining(" / "));
        } catch (IOException unreadable) {
            return "unreadable";
        }
    }
}
