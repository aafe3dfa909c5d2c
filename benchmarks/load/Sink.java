package load;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Postfix's smtp-sink: takes every message and throws it away.
final class Sink {

    private Sink() {}

    static Shell.Running start(int port, Path folder) {
        List<String> command = new ArrayList<>(List.of("smtp-sink"));
        if (System.getProperty("user.name").equals("root")) {
            Collections.addAll(command, "-u", "nobody");
        }
        Collections.addAll(command, "-m", "512", "127.0.0.1:" + port, "1024");
        var running = Shell.start(folder.resolve("sink.log"), command.toArray(String[]::new));
        for (int i = 0; i < 50 && !answers(port); i++) {
            Served.pause(100);
        }
        return running;
    }

    private static boolean answers(int port) {
        try (var _ = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
