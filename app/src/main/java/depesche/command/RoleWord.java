package depesche.command;

import depesche.account.Role;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// A role as it is typed.
final class RoleWord {

    private RoleWord() {}

    static Role of(String word, CommandSpec spec) {
        return Role.of(word.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "No such role: " + word + " (reporter, editor, chief or admin)"));
    }
}
