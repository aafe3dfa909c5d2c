package depesche.command;

import depesche.ingest.FileImport;
import depesche.ingest.Format;
import depesche.ingest.ImportEntry;
import depesche.ingest.ImportFile;
import depesche.ingest.ImportOrder;
import depesche.ingest.ImportOrder.After;
import depesche.web.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./depesche import PATH…`: takes in articles of others, each file once.
@Command(name = "import", description = "Take in articles from files.", mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    private final Door door;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, or folders with files of the format.")
    private List<Path> paths = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "auto (default), dpa or markdown")
    private String format = "auto";

    @Option(names = "--source", paramLabel = "NAME", description = "The wire they come from (default: the format).")
    private Optional<String> source = Optional.empty();

    @Option(names = "--publish", description = "Publish what is complete.")
    private boolean publishes;

    @Option(names = "--alert", description = "With --publish: tell the followers.")
    private boolean alerts;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean isDryRun;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write one entry for each item.")
    private Optional<Path> report = Optional.empty();

    ImportCommand(Door door) {
        this.door = door;
        this.data = new DataOption();
    }

    @Override
    public Integer call() {
        ImportOrder order = order();
        return door.within(data.flags(), newsroom -> run(newsroom.fileImport(), order));
    }

    private ImportOrder order() {
        Format asked = Format.of(format)
                .orElseThrow(
                        () -> wrong("The format " + format + " is not built yet; there are auto, dpa and markdown"));
        if (alerts && !publishes) {
            throw wrong("--alert goes with --publish");
        }
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw wrong("There is no " + path);
            }
        }
        return new ImportOrder(paths, asked, source.orElse(asked.word()), after());
    }

    private After after() {
        if (isDryRun) {
            return After.DRY_RUN;
        }
        if (!publishes) {
            return After.SAVE;
        }
        return alerts ? After.PUBLISH_AND_ALERT : After.PUBLISH;
    }

    private int run(FileImport fileImport, ImportOrder order) {
        List<ImportFile> files = FileImport.files(order);
        List<ImportEntry> entries = new ArrayList<>();
        var bar = ProgressBar.onTerminal("import", files.size());
        fileImport.run(order, files, entry -> {
            entries.add(entry);
            bar.step();
        });
        bar.end();
        report.ifPresent(file -> write(file, entries));
        PrintWriter out = spec.commandLine().getOut();
        out.println("created %d updated %d unchanged %d refused %d"
                .formatted(
                        count(entries, "created"),
                        count(entries, "updated"),
                        count(entries, "unchanged"),
                        count(entries, "refused")));
        out.flush();
        return 0;
    }

    private static long count(List<ImportEntry> entries, String word) {
        return entries.stream()
                .filter(entry -> entry.taken().word().equals(word))
                .count();
    }

    private static void write(Path file, List<ImportEntry> entries) {
        try {
            Files.write(file, Json.write(entries.stream().map(ImportEntry::json).toList()));
        } catch (IOException unwritable) {
            throw new Failure("the report cannot be written to " + file + ": " + unwritable.getMessage());
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
