package depesche.testing;

import depesche.mail.Handover.Step;
import depesche.testing.SmtpSink.Offer;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.SmtpSink.Received;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One connection to the sink: a strict reading of RFC 5321, with the reactions a test asked for.
final class SmtpSinkTalk {

    private static final int MAX_LINE = 1_000;
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final Duration FOREVER = Duration.ofDays(1);

    private final SmtpSink sink;
    private final byte[] line = new byte[64 * 1024];
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private @Nullable String sender;
    private final List<String> recipients = new ArrayList<>();
    private boolean utf8;
    private boolean encrypted;
    private boolean loggedIn;

    SmtpSinkTalk(SmtpSink sink, Socket socket) throws IOException {
        this.sink = sink;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 32 * 1024);
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    void run() throws IOException {
        say(sink.greeting());
        for (var line = readLine(); line != null; line = readLine()) {
            var command = new String(line, StandardCharsets.UTF_8);
            sink.heard(command);
            if (!sink.offers(Offer.PIPELINING) && in.available() > 0) {
                sink.fault("pipelined without being offered: " + command);
            }
            if (!obey(command)) {
                out.flush();
                return;
            }
        }
    }

    private boolean obey(String command) throws IOException {
        var verb = command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "EHLO" -> say(offers());
            case "HELO" -> say("250 sink.example");
            case "MAIL" -> mail(command);
            case "RCPT" -> rcpt(command);
            case "DATA" -> data();
            case "RSET" -> reset() && say("250 2.0.0 forgotten");
            case "NOOP" -> say("250 2.0.0 nothing done");
            case "STARTTLS" -> startTls();
            case "AUTH" -> auth(command);
            case "QUIT" -> {
                say("221 2.0.0 bye");
                yield false;
            }
            default -> {
                sink.fault("unknown command: " + command);
                yield say("500 5.5.2 unknown");
            }
        };
    }

    private boolean mail(String command) throws IOException {
        if (sender != null) {
            return wrong("503 5.5.1 nested MAIL", command);
        }
        if (sink.login().isPresent() && !loggedIn) {
            return say("530 5.7.0 log in first");
        }
        var address = path(command, "MAIL FROM:");
        checkParameters(command);
        return react(Step.MAIL, address, () -> {
            sender = address;
            return say("250 2.1.0 ok");
        });
    }

    private boolean rcpt(String command) throws IOException {
        if (sender == null) {
            return say("503 5.5.1 MAIL first");
        }
        var address = path(command, "RCPT TO:");
        if (!utf8 && !address.chars().allMatch(c -> c < 0x7f)) {
            sink.fault("UTF-8 without SMTPUTF8: " + command);
        }
        return react(Step.RCPT, address, () -> {
            recipients.add(address);
            return say("250 2.1.5 ok");
        });
    }

    private boolean data() throws IOException {
        if (recipients.isEmpty()) {
            if (sender == null || !sink.startsDataWithoutRecipient()) {
                return say("554 5.5.1 no valid recipients");
            }
            say("354 go ahead, in vain");
            if (readMessage().length > 0) {
                sink.fault("a message without recipients");
            }
            return reset() && say("554 5.5.1 no valid recipients");
        }
        return react(Step.DATA, recipients.getFirst(), this::message);
    }

    private boolean message() throws IOException {
        if (in.available() > 0) {
            sink.fault("something sent behind DATA before its answer");
        }
        say("354 go ahead");
        var bytes = readMessage();
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            sink.fault("an empty message to " + recipients);
        }
        boolean isDropped = false;
        for (var recipient : recipients) {
            var mail = new Received(String.valueOf(sender), recipient, text, encrypted);
            sink.keep(mail);
            isDropped |= sink.drops(mail);
        }
        var first = recipients.getFirst();
        reset();
        if (isDropped) {
            return false;
        }
        return react(Step.DOT, first, () -> say("250 2.0.0 taken"));
    }

    private boolean react(Step step, String address, Usual usual) throws IOException {
        var reaction = sink.reaction(step, address);
        if (reaction.isEmpty()) {
            return usual.act();
        }
        return switch (reaction.get()) {
            case Reaction.Say(var reply) -> say(reply) && !reply.startsWith("421");
            case Reaction.HangUp() -> false;
            case Reaction.Silence() -> silence();
            case Reaction.AwaitMore() -> {
                out.flush();
                in.mark(1);
                yield in.read() >= 0 && again() && usual.act();
            }
            case Reaction.Wait(var signal) -> {
                out.flush();
                await(signal, FOREVER);
                yield usual.act();
            }
            case Reaction.Late(var by) -> {
                out.flush();
                await(NEVER, by);
                yield usual.act();
            }
        };
    }

    private boolean again() throws IOException {
        in.reset();
        return true;
    }

    private boolean silence() throws IOException {
        out.flush();
        while (in.read() >= 0) {
            // Listens and says nothing.
        }
        return false;
    }

    private boolean reset() {
        sender = null;
        recipients.clear();
        utf8 = false;
        return true;
    }

    private boolean startTls() throws IOException {
        var context = sink.tls();
        if (context.isEmpty() || encrypted) {
            return say("454 4.7.0 not now");
        }
        // Looked at before the answer: after it a quick client's handshake may be there already.
        if (in.available() > 0) {
            sink.fault("plain text behind STARTTLS");
        }
        say("220 2.0.0 go ahead" + sink.afterStartTls());
        out.flush();
        var secured = (SSLSocket) context.get().getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        socket = secured;
        in = new BufferedInputStream(secured.getInputStream(), 32 * 1024);
        out = new BufferedOutputStream(secured.getOutputStream());
        encrypted = true;
        return reset();
    }

    private boolean auth(String command) throws IOException {
        var words = command.split(" ");
        var login = sink.login().orElseThrow();
        String given;
        if (words[1].equals("PLAIN")) {
            given = decoded(words[2]);
        } else {
            say("334 " + Base64.getEncoder().encodeToString("Username:".getBytes(StandardCharsets.UTF_8)));
            var user = decoded(nextLine());
            say("334 " + Base64.getEncoder().encodeToString("Password:".getBytes(StandardCharsets.UTF_8)));
            given = "\0" + user + "\0" + decoded(nextLine());
        }
        loggedIn = given.equals("\0" + login.user() + "\0" + login.password());
        return say(loggedIn ? "235 2.7.0 welcome" : "535 5.7.8 wrong name or password");
    }

    private String offers() {
        var lines = new ArrayList<>(List.of("sink.example"));
        for (var offer : Offer.values()) {
            if (sink.offers(offer) && !(offer == Offer.STARTTLS && encrypted)) {
                lines.add(
                        switch (offer) {
                            case PIPELINING -> "PIPELINING";
                            case SIZE -> "SIZE 1000000";
                            case EIGHT_BIT_MIME -> "8BITMIME";
                            case SMTP_UTF8 -> "SMTPUTF8";
                            case ENHANCED_STATUS_CODES -> "ENHANCEDSTATUSCODES";
                            case STARTTLS -> "STARTTLS";
                            case AUTH -> sink.authMechanisms();
                        });
            }
        }
        return "250-" + String.join("\r\n250-", lines.subList(0, lines.size() - 1)) + "\r\n250 " + lines.getLast();
    }

    private void checkParameters(String command) {
        utf8 = command.contains(" SMTPUTF8");
        if (utf8 && !sink.offers(Offer.SMTP_UTF8)) {
            sink.fault("SMTPUTF8 without being offered: " + command);
        }
        if (command.contains(" SIZE=") && !sink.offers(Offer.SIZE)) {
            sink.fault("SIZE without being offered: " + command);
        }
    }

    private boolean wrong(String reply, String command) throws IOException {
        sink.fault(reply + ": " + command);
        return say(reply);
    }

    private static String path(String command, String start) throws IOException {
        int end = command.indexOf('>');
        if (!command.startsWith(start + "<") || end < 0) {
            throw new IOException("not a path: " + command);
        }
        return command.substring(start.length() + 1, end);
    }

    /// Answers in one piece when nothing more has come: what a pipelining client hopes for.
    private boolean say(String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        if (in.available() == 0) {
            out.flush();
        }
        return true;
    }

    private byte[] readMessage() throws IOException {
        out.flush();
        var message = new ByteArrayOutputStream(16 * 1024);
        for (var line = readLine(); line != null; line = readLine()) {
            if (line.length == 1 && line[0] == '.') {
                return message.toByteArray();
            }
            int from = line.length > 0 && line[0] == '.' ? 1 : 0;
            message.write(line, from, line.length - from);
            message.write('\r');
            message.write('\n');
        }
        throw new IOException("the client left before the dot");
    }

    private String nextLine() throws IOException {
        var line = readLine();
        return line == null ? "" : new String(line, StandardCharsets.UTF_8);
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private byte @Nullable [] readLine() throws IOException {
        int length = 0;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                boolean whole = length > 0 && line[length - 1] == '\r';
                if (!whole || length - 1 > MAX_LINE - 2) {
                    sink.fault(whole ? "line of " + length + " bytes" : "bare line feed");
                }
                return Arrays.copyOf(line, whole ? length - 1 : length);
            }
            if (c == 0 || (c == '\r' && length > 0 && line[length - 1] == '\r')) {
                sink.fault("a control character in a line");
            }
            line[length++] = (byte) c;
        }
        return null;
    }

    private static void await(CountDownLatch signal, Duration most) {
        try {
            boolean _ = signal.await(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Usual {
        boolean act() throws IOException;
    }
}
