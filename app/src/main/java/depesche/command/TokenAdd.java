package depesche.command;

import depesche.text.PlainLine;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./depesche token add NAME --role ROLE`: prints the token once, alone on the last line.
@Command(
        name = "add",
        description = "Make an API token; prints it once, alone on the last line.",
        mixinStandardHelpOptions = true)
final class TokenAdd implements Callable<Integer> {

    private final Door door;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Parameters(paramLabel = "NAME")
    private String name;

    @Option(names = "--role", required = true, paramLabel = "ROLE", description = "reporter, editor, chief or admin")
    private String role;

    TokenAdd(Door door) {
        this.door = door;
        this.data = new DataOption();
    }

    @Override
    public Integer call() {
        var asked = RoleWord.of(role, spec);
        String called = PlainLine.of(name).value();
        if (called.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "The name is empty");
        }
        return door.within(data.flags(), newsroom -> {
            String secret = newsroom.tokens()
                    .add(called, asked)
                    .orElseThrow(() -> new Failure("a token named " + called + " is there already; take another name"));
            PrintWriter out = spec.commandLine().getOut();
            out.println(secret);
            out.flush();
            return 0;
        });
    }
}
