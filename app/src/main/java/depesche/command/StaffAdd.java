package depesche.command;

import depesche.account.Role;
import depesche.account.StaffMember;
import depesche.text.EmailAddress;
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

/// `./depesche staff add EMAIL --name NAME --role ROLE`: prints a one-time sign-in link.
@Command(
        name = "add",
        description = "Add a person, or give one a new name and role; prints a one-time sign-in link.",
        mixinStandardHelpOptions = true)
final class StaffAdd implements Callable<Integer> {

    private final Door door;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Parameters(paramLabel = "EMAIL")
    private String email;

    @Option(names = "--name", required = true, paramLabel = "NAME")
    private String name;

    @Option(names = "--role", required = true, paramLabel = "ROLE", description = "reporter, editor, chief or admin")
    private String role;

    StaffAdd(Door door) {
        this.door = door;
        this.data = new DataOption();
    }

    @Override
    public Integer call() {
        Role asked = RoleWord.of(role, spec);
        String address = switch (EmailAddress.parse(email)) {
            case EmailAddress.Valid(EmailAddress valid) -> valid.toString();
            case EmailAddress.Invalid invalid ->
                throw new ParameterException(
                        spec.commandLine(),
                        "Not an e-mail address: " + invalid.fault().words());
        };
        String called = PlainLine.of(name).value();
        if (called.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "The name is empty");
        }
        return door.within(data.flags(), newsroom -> {
            StaffMember member = newsroom.staff().add(address, called, asked);
            PrintWriter out = spec.commandLine().getOut();
            out.println(newsroom.settings().baseUrl() + "/desk/sign-in/"
                    + newsroom.signIn().link(member.id()));
            out.flush();
            return 0;
        });
    }
}
