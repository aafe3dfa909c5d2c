package depesche.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// As whom PostgreSQL's programs run. They refuse to run as root; so root starts them in a user
/// namespace where its own number has no name and no rights (`unshare -U`), or, where that is forbidden,
/// under the number of whoever owns the folder.
sealed interface PostgresUser {

    /// We are an ordinary user, and so is PostgreSQL.
    record Ourselves() implements PostgresUser {}

    /// We are root; PostgreSQL has our files, but none of our rights.
    record NamelessRoot() implements PostgresUser {}

    /// We are root; PostgreSQL is somebody else.
    record Other(int uid) implements PostgresUser {}

    int ROOT = 0;
    int NOBODY = 65534;

    /// @param cluster the folder with the database, which need not exist yet
    static PostgresUser of(Path cluster) {
        if (!isRoot()) {
            return new Ourselves();
        }
        int owner = Files.exists(cluster) ? owner(cluster) : ROOT;
        if (owner != ROOT) {
            return new Other(owner);
        }
        return Tools.succeeds("unshare", "-U", "true") ? new NamelessRoot() : new Other(NOBODY);
    }

    /// The words to put before a command: who it is, a session of its own (Ctrl-C in a terminal is for us,
    /// not for PostgreSQL), and the signal it gets when the thread that started it has died.
    default List<String> prefix(String signalAtOurDeath) {
        var words = new ArrayList<String>();
        switch (this) {
            case Ourselves _ -> {}
            case NamelessRoot _ -> words.addAll(List.of("unshare", "-U"));
            case Other(int uid) ->
                words.addAll(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"));
        }
        if (Tools.areThere("setsid")) {
            words.add("setsid");
        }
        if (Tools.areThere("setpriv")) {
            words.addAll(List.of("setpriv", "--pdeathsig", signalAtOurDeath));
        }
        return words;
    }

    /// Gives a folder of ours to the one who has to work in it.
    default void own(Path folder) {
        switch (this) {
            case Ourselves _, NamelessRoot _ -> {}
            case Other(int uid) -> {
                if (owner(folder) != uid) {
                    Folders.give(folder, uid);
                }
            }
        }
    }

    private static boolean isRoot() {
        return Files.exists(Path.of("/proc/self"))
                ? owner(Path.of("/proc/self")) == ROOT
                : "root".equals(System.getProperty("user.name"));
    }

    private static int owner(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:uid");
        } catch (IOException broken) {
            throw new DatabaseDidNotStart("The owner of %s cannot be read.".formatted(path), broken);
        }
    }
}
