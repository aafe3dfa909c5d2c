package depesche.command;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./depesche makeready`: what `scripts/makeready` runs after a build, first to fill a made-up newsroom and then to
/// have
/// it started and read. It is no command of those who run a newsroom, so the help does not name it.
@Command(
        name = "makeready",
        description = "Run a made-up newsroom once through, so that Java may note what a start needs.",
        hidden = true,
        mixinStandardHelpOptions = true)
final class MakereadyCommand implements Callable<Integer> {

    private final Door door;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Its data folder.")
    private String data = "";

    @Option(names = "--fill", description = "Make the newsroom anew, and no more.")
    private boolean fills;

    MakereadyCommand(Door door) {
        this.door = door;
    }

    @Override
    public Integer call() {
        Map<String, String> flags = new HashMap<>();
        flags.put("depesche.data", data);
        flags.put("depesche.host", "127.0.0.1");
        flags.put("depesche.port", "0");
        flags.put("depesche.base-url", "http://makeready.example");
        flags.put("makeready", fills ? "fill" : "read");
        if (fills) {
            flags.put("fresh", "true");
        }
        return door.demo(flags);
    }
}
