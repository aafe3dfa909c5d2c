package depesche.returns.smtp;

import depesche.db.DatabaseUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// One client's talk with the receiver.
final class Conversation {

    private static final Logger LOG = System.getLogger(Conversation.class.getName());
    private static final int LONGEST_COMMAND = 2_048;
    private static final int END = -1;
    private static final String EXTENSIONS =
            "250-%s\r\n250-SIZE %d\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES";
    private static final Pattern FROM = Pattern.compile("(?i)FROM: ?<([^<>]{0,320})>((?: [^ ]+)*) *");
    private static final Pattern TO = Pattern.compile("(?i)TO: ?<([^<>]{1,320})>((?: [^ ]+)*) *");
    private static final Pattern SIZE = Pattern.compile("(?i) SIZE=(\\d{1,18})(?= |$)");

    private final StrictLines lines;
    private final OutputStream out;
    private final String host;
    private final ReturnAddresses addresses;
    private final ReturnLimits limits;
    private final Incoming incoming;

    private final Set<String> recipients = new LinkedHashSet<>();
    private boolean isGreeted;
    private boolean hasSender;
    private boolean isOver;
    private int faults;

    Conversation(StrictLines lines, OutputStream out, ReturnServer.Setup setup) {
        this.lines = lines;
        this.out = out;
        this.host = setup.host();
        this.addresses = setup.addresses();
        this.limits = setup.limits();
        this.incoming = setup.incoming();
    }

    /// Until the client quits, is thrown out, or goes.
    void hold() throws IOException {
        try {
            answer("220 " + host + " ESMTP for returned mail");
            for (int i = 0; i < limits.commands() && !isOver; i++) {
                converse();
            }
            if (!isOver) {
                answer("421 4.7.0 too many commands");
            }
        } catch (StrictLines.BareLineEnd smuggled) {
            answer("554 5.5.2 bare CR or LF; lines end with CR LF");
        } catch (SocketTimeoutException slow) {
            answer("421 4.4.2 too slow");
        } finally {
            out.flush();
        }
    }

    private void converse() throws IOException {
        var line = new ByteArrayOutputStream();
        int length = lines.read(line, LONGEST_COMMAND);
        if (length == END) {
            isOver = true;
        } else if (length > LONGEST_COMMAND) {
            refuse("500 5.5.2 line too long");
        } else {
            obey(line.toString(StandardCharsets.UTF_8));
        }
    }

    private void obey(String line) throws IOException {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        String rest = space < 0 ? "" : line.substring(space + 1);
        switch (verb) {
            case "EHLO" -> greet(rest, EXTENSIONS);
            case "HELO" -> greet(rest, "250 %s");
            case "MAIL" -> mail(rest);
            case "RCPT" -> recipient(rest);
            case "DATA" -> data(rest);
            case "RSET" -> {
                reset();
                answer("250 2.0.0 forgotten");
            }
            case "NOOP" -> answer("250 2.0.0 nothing done");
            case "VRFY" -> answer("252 2.1.5 try it");
            case "QUIT" -> {
                isOver = true;
                answer("221 2.0.0 goodbye");
            }
            case "EXPN", "HELP", "STARTTLS", "AUTH", "BDAT", "TURN", "ETRN" -> refuse("502 5.5.1 not here");
            default -> refuse("500 5.5.2 no such command");
        }
    }

    private void greet(String name, String words) throws IOException {
        if (name.isBlank()) {
            refuse("501 5.5.4 say who you are");
            return;
        }
        reset();
        isGreeted = true;
        answer(words.formatted(host, limits.mailBytes()));
    }

    private void mail(String rest) throws IOException {
        var from = FROM.matcher(rest);
        if (!isGreeted || hasSender) {
            refuse("503 5.5.1 not now");
        } else if (!from.matches()) {
            refuse("501 5.5.4 MAIL FROM:<address>");
        } else {
            var size = SIZE.matcher(from.group(2));
            if (size.find() && Long.parseLong(size.group(1)) > limits.mailBytes()) {
                refuse("552 5.3.4 more than " + limits.mailBytes() + " octets");
                return;
            }
            hasSender = true;
            answer("250 2.1.0 ok");
        }
    }

    private void recipient(String rest) throws IOException {
        var to = TO.matcher(rest);
        if (!hasSender) {
            refuse("503 5.5.1 MAIL first");
        } else if (!to.matches()) {
            refuse("501 5.5.4 RCPT TO:<address>");
        } else if (!addresses.takes(to.group(1))) {
            refuse("550 5.1.1 no such address here; nothing is relayed");
        } else if (recipients.size() >= limits.recipients()) {
            answer("452 4.5.3 too many recipients");
        } else {
            recipients.add(to.group(1));
            answer("250 2.1.5 ok");
        }
    }

    private void data(String rest) throws IOException {
        if (recipients.isEmpty()) {
            refuse("503 5.5.1 RCPT first");
        } else if (!rest.isBlank()) {
            refuse("501 5.5.4 DATA alone");
        } else {
            answer("354 end with a dot on a line");
            text();
        }
    }

    private void text() throws IOException {
        DottedText text = DottedText.read(lines, limits.keptBytes());
        if (text.isGone()) {
            isOver = true;
        } else if (text.octets() > limits.mailBytes()) {
            refuse("552 5.3.4 more than " + limits.mailBytes() + " octets");
        } else {
            takeIn(text.start());
        }
        reset();
    }

    private void takeIn(byte[] mail) throws IOException {
        try {
            recipients.forEach(recipient -> incoming.take(mail, recipient));
            answer("250 2.0.0 taken in");
        } catch (DatabaseUnavailable away) {
            LOG.log(Level.WARNING, "returns.database-away " + away.getMessage());
            answer("451 4.3.0 not now; try again");
        }
    }

    private void reset() {
        recipients.clear();
        hasSender = false;
    }

    private void refuse(String words) throws IOException {
        faults++;
        if (faults < limits.faults()) {
            answer(words);
        } else {
            isOver = true;
            answer("421 4.7.0 too many faults");
        }
    }

    /// Answers are held back while the client has sent more (PIPELINING, RFC 2920).
    private void answer(String words) throws IOException {
        out.write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
        if (!lines.hasMore()) {
            out.flush();
        }
    }
}
