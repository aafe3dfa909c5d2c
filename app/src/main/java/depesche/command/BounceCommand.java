package depesche.command;

import depesche.returns.Returns;
import depesche.returns.Taken;
import depesche.returns.report.ReturnedMail;
import depesche.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./depesche bounce < MAIL`: one returned mail from a mail server's pipe. Whoever pipes each of them wants it quick:
/// the newsroom is opened only for a mail that names a delivery.
@Command(
        name = "bounce",
        description = "Take in one returned mail from standard input.",
        mixinStandardHelpOptions = true)
final class BounceCommand implements Callable<Integer> {

    private final Door door;
    private final InputStream input;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(names = "--dry-run", description = "Only say what it is and what would be done.")
    private boolean isDryRun;

    BounceCommand(Door door, InputStream input) {
        this.door = door;
        this.input = input;
        this.data = new DataOption();
    }

    @Override
    public Integer call() {
        byte[] mail = mail();
        if (mail.length == 0) {
            throw new Failure("standard input is empty; pipe one returned mail into it");
        }
        var atOnce = Returns.atOnce(ReturnedMail.read(mail));
        if (atOnce.isPresent()) {
            return tell(atOnce.get());
        }
        return door.returns(data.flags(), returns -> tell(isDryRun ? returns.weigh(mail, "") : returns.take(mail, "")));
    }

    /// The start of it; the rest is read and left, so that nobody writes into a closed pipe.
    private byte[] mail() {
        try {
            byte[] mail = input.readNBytes(ReturnedMail.MOST_BYTES);
            input.transferTo(OutputStream.nullOutputStream());
            return mail;
        } catch (IOException broken) {
            throw new Failure("standard input cannot be read: " + broken.getMessage());
        }
    }

    private int tell(Taken taken) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(new String(Json.write(taken.json()), StandardCharsets.UTF_8));
        out.flush();
        return 0;
    }
}
