package depesche.command;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./depesche serve`: the real thing.
@Command(name = "serve", description = "Run the newsroom until it is told to stop.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private final Door door;

    @Mixin
    private DataOption data;

    @Option(names = "--port", paramLabel = "N", description = "Where it listens (default: 8080).")
    private Optional<Integer> port = Optional.empty();

    ServeCommand(Door door) {
        this.door = door;
        this.data = new DataOption();
    }

    @Override
    public Integer call() {
        Map<String, String> flags = data.flags();
        port.ifPresent(number -> flags.put("depesche.port", number.toString()));
        return door.serve(flags);
    }
}
