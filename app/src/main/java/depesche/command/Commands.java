package depesche.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// All commands. Exit codes: 0 done; 1 failed, with one line on stderr that says why and what to do; 2 wrong usage.
public final class Commands {

    private Commands() {}

    public static int execute(Door door, String... arguments) {
        Optional<Map<String, String>> serve = PlainServe.flags(arguments);
        if (serve.isPresent()) {
            return serve(door, serve.get());
        }
        CommandLine line = line(door, arguments.length > 0 ? arguments[0] : "");
        line.setExecutionExceptionHandler((failure, failed, _) -> tell(failure, failed.getErr()));
        return line.execute(arguments);
    }

    private static int serve(Door door, Map<String, String> flags) {
        try {
            return door.serve(flags);
        } catch (RuntimeException failure) {
            return tell(failure, new PrintWriter(System.err, true, System.err.charset()));
        }
    }

    /// All commands, or the one alone that is asked for: to describe the others takes longer than most of them run.
    private static CommandLine line(Door door, String asked) {
        Map<String, Supplier<Object>> all = all(door);
        Supplier<Object> one = all.get(asked);
        var line = group("depesche", "Publishes articles, and tells each follower once.");
        (one == null ? all.values() : List.of(one)).forEach(command -> line.addSubcommand(command.get()));
        return line;
    }

    private static SequencedMap<String, Supplier<Object>> all(Door door) {
        SequencedMap<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("demo", () -> new DemoCommand(door));
        all.put("makeready", () -> new MakereadyCommand(door));
        all.put("serve", () -> new ServeCommand(door));
        all.put("staff", () -> group("staff", "The people of the newsroom.", new StaffAdd(door)));
        all.put("token", () -> group("token", "API tokens.", new TokenAdd(door)));
        all.put("import", () -> new ImportCommand(door));
        all.put(
                "readers",
                () -> group("readers", "Readers in and out.", new ReadersImport(door), new ReadersExport(door)));
        all.put("topics", () -> group("topics", "Topics from a published vocabulary.", new TopicsLoad(door)));
        all.put("bounce", () -> new BounceCommand(door, System.in));
        all.put("backup", () -> new BackupCommand(door));
        all.put("restore", () -> new RestoreCommand(door));
        all.put("resume", () -> new ResumeCommand(door));
        all.put("check", () -> new CheckCommand(door));
        all.put("version", VersionCommand::new);
        return all;
    }

    private static CommandLine group(String name, String description, Object... commands) {
        CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
        spec.usageMessage().description(description);
        var line = new CommandLine(spec);
        for (Object command : commands) {
            line.addSubcommand(command);
        }
        return line;
    }

    private static int tell(Exception failure, PrintWriter err) {
        String message = failure.getMessage();
        err.println("depesche: "
                + (message == null
                        ? failure.toString()
                        : message.lines().findFirst().orElse("")));
        err.flush();
        return 1;
    }
}
