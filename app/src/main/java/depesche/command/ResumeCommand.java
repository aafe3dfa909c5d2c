package depesche.command;

import depesche.backup.Resuming;
import depesche.backup.Resuming.Choice;
import depesche.backup.Resuming.Held;
import depesche.epoch.Hold;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./depesche resume --send|--skip`: how a newsroom that holds all sends goes on. Says first what that means.
@Command(
        name = "resume",
        description = "Go on after a restore: with what was due, or without it.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

    private final Door door;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(names = "--send", description = "What was due is sent.")
    private boolean sends;

    @Option(names = "--skip", description = "What was due is not sent.")
    private boolean skips;

    ResumeCommand(Door door) {
        this.door = door;
        this.data = new DataOption();
    }

    @Override
    public Integer call() {
        if (sends && skips) {
            throw new ParameterException(spec.commandLine(), "--send and --skip exclude one another");
        }
        return door.within(data.flags(), newsroom -> run(newsroom.resuming()));
    }

    private int run(Resuming resuming) {
        Optional<Held> held = resuming.held();
        if (held.isEmpty()) {
            say("nothing is held; sends go on as usual");
            return 0;
        }
        say(words(held.get()));
        if (!sends && !skips) {
            throw new ParameterException(spec.commandLine(), "Say --send or --skip for what was due");
        }
        resuming.resume(held.get().hold(), sends ? Choice.SEND : Choice.SKIP);
        say(
                sends
                        ? "sends go on, with what was due"
                        : "sends go on, without what was due up to "
                                + held.get().hold().since());
        return 0;
    }

    private void say(String sentence) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(sentence);
        out.flush();
    }

    private static String words(Held held) {
        Hold hold = held.hold();
        String known = hold.asOf().map(Instant::toString).orElse("an unknown time");
        String why = switch (hold.why()) {
            case RESTORED -> "restored from a backup of " + known;
            case ELSEWHERE ->
                "the database is not the one that the data folder saw last, or an older state of it, of " + known;
            case SILENT -> "nobody has worked on this database since " + known;
        };
        return """
                held since %s: %s
                due by then, as far as is known: %d alerts with %d messages to go, %d articles to publish with an alert, \
                %d confirmations, and digests whose hour has passed
                what was sent after %s is not known here: with --send it goes out a second time; with --skip nothing \
                that was due goes out any more""".formatted(
                hold.since(), why, held.alerts(), held.messages(), held.articles(), held.confirmations(), known);
    }
}
