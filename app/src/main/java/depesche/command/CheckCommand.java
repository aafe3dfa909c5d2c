package depesche.command;

import depesche.preflight.house.Finding;
import depesche.preflight.house.Finding.Level;
import depesche.preflight.house.HousePreflight;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./depesche check`: a line for each thing that was looked at, as soon as it is known.
@Command(
        name = "check",
        description = "Look through database, disk, mail server, DNS, clock and base address; name what is wrong.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private final Door door;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    CheckCommand(Door door) {
        this.door = door;
        this.data = new DataOption();
    }

    @Override
    public Integer call() {
        return door.check(data.flags(), this::run);
    }

    private int run(HousePreflight preflight) {
        List<Finding> found = preflight.run(this::tell);
        String failed = found.stream()
                .filter(finding -> finding.level() == Level.FAIL)
                .map(Finding::subject)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!failed.isEmpty()) {
            throw new Failure("not ready: " + failed + "; the lines that begin with fail say why and what to do");
        }
        return 0;
    }

    private void tell(Finding finding) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("%-4s  %-12s  %s".formatted(finding.level().word(), finding.subject(), finding.words()));
        finding.records().forEach(record -> out.println("      " + record));
        out.flush();
    }
}
