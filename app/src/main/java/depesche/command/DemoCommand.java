package depesche.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./depesche demo`: a made-up newsroom on a data folder of its own, shown at work.
@Command(
        name = "demo",
        description = "Run a made-up newsroom, publish an article and show its alerts going out.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private final Door door;

    @Option(names = "--port", paramLabel = "N", description = "Where it listens (default: 8080).")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "Its data folder (default: ./demo-data).")
    private String data = "demo-data";

    @Option(names = "--fresh", description = "Begin anew: everything in its data folder is deleted first.")
    private boolean fresh;

    DemoCommand(Door door) {
        this.door = door;
    }

    @Override
    public Integer call() {
        Map<String, String> flags = new HashMap<>(Map.of("depesche.data", data));
        port.ifPresent(number -> flags.put("depesche.port", number.toString()));
        if (fresh) {
            flags.put("fresh", "true");
        }
        return door.demo(flags);
    }
}
