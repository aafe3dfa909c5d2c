package depesche.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// All commands. Exit codes: 0 done; 1 failed, with one line on stderr that says why and what to do; 2 wrong usage.
public final class Commands {

    private Commands() {}

    public static int execute(Door door, String... arguments) {
        CommandLine line = group(
                "depesche",
                "Publishes articles, and tells each follower once.",
                new DemoCommand(door),
                new MakereadyCommand(door),
                new ServeCommand(door),
                group("staff", "The people of the newsroom.", new StaffAdd(door)),
                group("token", "API tokens.", new TokenAdd(door)),
                new ImportCommand(door),
                group("readers", "Readers in and out.", new ReadersImport(door), new ReadersExport(door)),
                new BounceCommand(door, System.in),
                new BackupCommand(door),
                new RestoreCommand(door),
                new ResumeCommand(door),
                new CheckCommand(door),
                new VersionCommand());
        line.setExecutionExceptionHandler((failure, failed, _) -> tell(failure, failed.getErr()));
        return line.execute(arguments);
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
