package depesche.testing;

import depesche.config.MailSettings.Login;
import depesche.config.MailSettings.MailServer;
import depesche.config.MailSettings.Tls;
import depesche.mail.Handover.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javax.net.ssl.SSLContext;

/// A real SMTP listener that keeps envelope and message, and misbehaves where told: refuses, defers, hangs up,
/// falls silent. It is strict: what breaks the rules of SMTP is noted in [#faults()].
///
/// As a program of its own (`SmtpSink FILE PORT [DROP]`) it appends each recipient and Message-ID to the file when the
/// final dot has come, before it answers: what stands there was surely handed over. With DROP, of so many messages it
/// drops the connection after one instead of answering, and appends the same once more behind `dropped`; and a new most
/// of connections open at once behind `open`.
public final class SmtpSink implements AutoCloseable {

    private static final Executor A_MOMENT_LATER = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    /// What a server may offer after EHLO.
    public enum Offer {
        PIPELINING,
        SIZE,
        EIGHT_BIT_MIME,
        SMTP_UTF8,
        ENHANCED_STATUS_CODES,
        STARTTLS,
        AUTH
    }

    /// A message with its envelope, its dots unstuffed.
    public record Received(String sender, String recipient, String message, boolean encrypted) {

        public String header(String name) {
            var head = message.substring(0, message.indexOf("\r\n\r\n")).replaceAll("\r\n(?=[ \t])", "");
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .findFirst()
                    .map(line -> line.substring(name.length() + 1).strip())
                    .orElse("");
        }
    }

    /// What the sink does instead of its usual answer.
    public sealed interface Reaction {
        /// Says this; lines are joined by CRLF.
        record Say(String reply) implements Reaction {}

        record HangUp() implements Reaction {}

        /// Says nothing until it is closed.
        record Silence() implements Reaction {}

        /// Answers as usual, but not before the client has sent more.
        record AwaitMore() implements Reaction {}

        /// Waits for the signal, then answers as usual.
        record Wait(CountDownLatch signal) implements Reaction {}

        /// Takes its time, then answers as usual.
        record Late(Duration by) implements Reaction {}
    }

    private record Rule(Step step, String address, AtomicInteger times, Reaction reaction) {

        boolean concerns(String who) {
            return address.equals("*")
                    || (address.startsWith("*@") ? who.endsWith(address.substring(1)) : address.equals(who));
        }
    }

    private final ServerSocket listener;
    private final Consumer<Received> onDot;
    private final Thread acceptor =
            Thread.ofPlatform().daemon().name("smtp-sink").unstarted(this::accept);
    private final Set<Offer> offers = EnumSet.complementOf(EnumSet.of(Offer.STARTTLS, Offer.AUTH));
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<String> talk = Collections.synchronizedList(new ArrayList<>());
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String greeting = "220 sink.example ESMTP";
    private final AtomicInteger dots = new AtomicInteger();
    private volatile IntConsumer onMostOpen = _ -> {};
    private volatile Consumer<Received> onDrop = _ -> {};
    private volatile int dropEvery;
    private volatile int muted;
    private volatile boolean dataWithoutRecipient;
    private volatile Optional<SSLContext> tls = Optional.empty();
    private volatile Optional<Login> login = Optional.empty();
    private volatile String afterStartTls = "";
    private volatile String authMechanisms = "AUTH PLAIN LOGIN";
    private volatile boolean forgetful;

    private SmtpSink(ServerSocket listener, Consumer<Received> onDot) {
        this.listener = listener;
        this.onDot = onDot;
    }

    /// Listens on a free port of the loopback address.
    public static SmtpSink start() {
        return start(0, _ -> {});
    }

    private static SmtpSink start(int port, Consumer<Received> onDot) {
        try {
            var listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
            var sink = new SmtpSink(listener, onDot);
            sink.acceptor.start();
            return sink;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Starts it as a program of its own, which says `listening on PORT` and lives until it is destroyed.
    ///
    /// @param port 0 for any
    public static Process process(Path file, int port) {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            SmtpSink.class.getName(),
                            file.toString(),
                            Integer.toString(port))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static void main(String[] arguments) throws Exception {
        try (var file = FileChannel.open(
                Path.of(arguments[0]),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
            var sink = start(Integer.parseInt(arguments[1]), mail -> append(file, line(mail)));
            sink.forget();
            if (arguments.length > 2) {
                sink.onMostOpen = most -> append(file, "open " + most);
                sink.dropEvery = Integer.parseInt(arguments[2]);
                sink.onDrop = mail -> append(file, "dropped " + line(mail));
            }
            System.out.println("listening on " + sink.port());
            new CountDownLatch(1).await();
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Settings that lead here, without TLS and login.
    public MailServer server() {
        return new MailServer("127.0.0.1", port(), Optional.empty(), Tls.NEVER);
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public List<Received> receivedBy(String recipient) {
        return received().stream()
                .filter(mail -> mail.recipient().equals(recipient))
                .toList();
    }

    /// What the client did against the rules.
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /// Commands as they came, over all connections.
    public List<String> talk() {
        return List.copyOf(talk);
    }

    public int connections() {
        return connections.get();
    }

    public int mostOpenAtOnce() {
        return mostOpen.get();
    }

    public SmtpSink offer(Offer... more) {
        offers.addAll(List.of(more));
        return this;
    }

    public SmtpSink without(Offer... fewer) {
        List.of(fewer).forEach(offers::remove);
        return this;
    }

    /// Takes the first so many connections and never says a word on them.
    public SmtpSink mute(int connections) {
        this.muted = connections;
        return this;
    }

    public SmtpSink greet(String greeting) {
        this.greeting = greeting;
        return this;
    }

    public SmtpSink speakTls(SSLContext context) {
        tls = Optional.of(context);
        return offer(Offer.STARTTLS);
    }

    /// Sends this in clear behind the answer to STARTTLS, as an attacker on the line would.
    public SmtpSink injectAfterStartTls(String text) {
        afterStartTls = text;
        return this;
    }

    public SmtpSink requireLogin(String user, String password) {
        login = Optional.of(new Login(user, password));
        return offer(Offer.AUTH);
    }

    public SmtpSink offerLoginBy(String mechanism) {
        authMechanisms = "AUTH " + mechanism;
        return this;
    }

    /// Answers DATA with 354 even when it took no recipient (RFC 2920 §3.1 allows it).
    public SmtpSink startDataWithoutRecipient() {
        dataWithoutRecipient = true;
        return this;
    }

    /// Refuses or defers the recipient for good: `refuse("emil@reader.example", "550 5.1.1 no such mailbox")`.
    public SmtpSink refuse(String recipient, String reply) {
        return react(Step.RCPT, recipient, Integer.MAX_VALUE, new Reaction.Say(reply));
    }

    /// Does something else at a step; at MAIL the address is the sender's, later the recipient's.
    ///
    /// @param address an address, `*@domain.example`, or `*` for any
    public SmtpSink react(Step step, String address, int times, Reaction reaction) {
        rules.add(new Rule(step, address, new AtomicInteger(times), reaction));
        return this;
    }

    public SmtpSink behave() {
        rules.clear();
        return this;
    }

    @Override
    public void close() {
        shut(listener::close);
        joinAcceptor();
        open.forEach(socket -> shut(socket::close));
    }

    Optional<Reaction> reaction(Step step, String address) {
        return rules.stream()
                .filter(rule -> rule.step() == step)
                .filter(rule -> rule.concerns(address))
                .filter(rule -> rule.times().getAndDecrement() > 0)
                .map(Rule::reaction)
                .findFirst();
    }

    boolean offers(Offer offer) {
        return offers.contains(offer);
    }

    String greeting() {
        return greeting;
    }

    boolean startsDataWithoutRecipient() {
        return dataWithoutRecipient;
    }

    Optional<SSLContext> tls() {
        return tls;
    }

    Optional<Login> login() {
        return login;
    }

    String authMechanisms() {
        return authMechanisms;
    }

    String afterStartTls() {
        return afterStartTls;
    }

    void heard(String command) {
        if (!forgetful) {
            talk.add(command);
        }
    }

    void fault(String fault) {
        faults.add(fault);
    }

    void keep(Received mail) {
        onDot.accept(mail);
        if (!forgetful) {
            received.add(mail);
        }
    }

    /// Whether the connection of this message is dropped instead of an answer.
    boolean drops(Received mail) {
        boolean isTurn = dropEvery > 0 && dots.incrementAndGet() % dropEvery == 0;
        if (isTurn) {
            onDrop.accept(mail);
        }
        return isTurn;
    }

    /// Keeps nothing in memory: for long runs.
    public SmtpSink forget() {
        forgetful = true;
        return this;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                // Closed, or a client that went away while it was taken on.
            }
        }
    }

    /// Until it has ended, the system may still take a connection for it.
    private void joinAcceptor() {
        try {
            acceptor.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket socket) {
        boolean isMute = connections.incrementAndGet() <= muted;
        open.add(socket);
        noteOpen();
        try (socket) {
            talk(socket, isMute);
        } catch (IOException _) {
            // The client went away.
        }
    }

    /// Counted out before it is closed: whoever sees it closed may come again at once.
    private void talk(Socket socket, boolean isMute) throws IOException {
        try {
            if (isMute) {
                socket.getInputStream().readAllBytes();
            } else {
                new SmtpSinkTalk(this, socket).run();
            }
        } finally {
            open.remove(socket);
        }
    }

    /// That a client has left is seen a moment after it came again: open at once are those that still are a little
    /// later.
    private void noteOpen() {
        if (open.size() <= mostOpen.get()) {
            return;
        }
        Set<Socket> together = Set.copyOf(open);
        A_MOMENT_LATER.execute(() -> {
            int now = (int) together.stream().filter(open::contains).count();
            if (mostOpen.getAndAccumulate(now, Math::max) < now) {
                onMostOpen.accept(now);
            }
        });
    }

    private static String line(Received mail) {
        return mail.recipient() + " " + mail.header("Message-ID");
    }

    private static void append(FileChannel file, String line) {
        try {
            file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void shut(Closing closing) {
        try {
            closing.close();
        } catch (IOException _) {
            // It is closed either way.
        }
    }

    private interface Closing {
        void close() throws IOException;
    }
}
