package depesche.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where the newsroom keeps its data: an option of every command.
final class DataOption {

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: ./data).")
    private Optional<String> data = Optional.empty();

    Map<String, String> flags() {
        Map<String, String> flags = new HashMap<>();
        data.ifPresent(folder -> flags.put("depesche.data", folder));
        return flags;
    }
}
