package depesche.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A real nameserver with a zone in the test's hand: over UDP, and over TCP for what is longer than 512 bytes. It can
/// fall silent, and say that it cannot.
public final class DnsServer implements AutoCloseable {

    private static final int LONGEST_OVER_UDP = 512;
    private static final int NAME_ERROR = 3;
    private static final int SERVER_FAILURE = 2;
    private static final int ALIAS = 5;
    private static final int TRUNCATED = 0x0200;
    private static final int ANSWER = 0x8480;
    private static final Map<String, Integer> TYPES =
            Map.of("A", 1, "CNAME", 5, "PTR", 12, "MX", 15, "TXT", 16, "AAAA", 28);

    private record Entry(String name, int type, byte[] value) {}

    private record Question(int id, String name, int type, byte[] asked) {}

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final List<Entry> zone = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final Map<String, Boolean> failing = new ConcurrentHashMap<>();
    private volatile boolean silent;

    private DnsServer(DatagramSocket udp, ServerSocket tcp) {
        this.udp = udp;
        this.tcp = tcp;
    }

    public static DnsServer start() {
        try {
            var tcp = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            var server = new DnsServer(new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress()), tcp);
            Thread.ofPlatform().daemon().name("dns-udp").start(server::answerOverUdp);
            Thread.ofPlatform().daemon().name("dns-tcp").start(server::answerOverTcp);
            return server;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), udp.getLocalPort());
    }

    /// As the setting has it.
    public String setting() {
        return "127.0.0.1:" + udp.getLocalPort();
    }

    /// Each question as it came: `TXT lantern.example`.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /// @param strings of one record, each of at most 255 characters
    public DnsServer txt(String name, String... strings) {
        var value = new ByteArrayOutputStream();
        for (String string : strings) {
            value.write(string.length());
            value.writeBytes(string.getBytes(StandardCharsets.ISO_8859_1));
        }
        return add(name, "TXT", value.toByteArray());
    }

    /// A record of any length, in strings of 255 characters.
    public DnsServer longTxt(String name, String text) {
        var strings = new ArrayList<String>();
        for (int from = 0; from < text.length(); from += 255) {
            strings.add(text.substring(from, Math.min(text.length(), from + 255)));
        }
        return txt(name, strings.toArray(String[]::new));
    }

    public DnsServer mx(String name, int preference, String host) {
        byte[] encoded = encoded(host);
        return add(
                name,
                "MX",
                ByteBuffer.allocate(2 + encoded.length)
                        .putShort((short) preference)
                        .put(encoded)
                        .array());
    }

    public DnsServer address(String name, String literal) {
        byte[] bytes = InetAddress.ofLiteral(literal).getAddress();
        return add(name, bytes.length == 4 ? "A" : "AAAA", bytes);
    }

    /// @param name such as `5.113.0.203.in-addr.arpa`
    public DnsServer ptr(String name, String host) {
        return add(name, "PTR", encoded(host));
    }

    private DnsServer add(String name, String type, byte[] value) {
        zone.add(new Entry(name.toLowerCase(Locale.ROOT), TYPES.get(type), value));
        return this;
    }

    /// What is asked of the name is answered by another's records too, as a nameserver does that knows both.
    public DnsServer cname(String name, String target) {
        aliases.put(name, target);
        return add(name, "CNAME", encoded(target));
    }

    /// Forgets everything of the name.
    public DnsServer without(String name) {
        zone.removeIf(entry -> entry.name().equals(name));
        return this;
    }

    /// Says for this name that it cannot (SERVFAIL).
    public DnsServer fail(String name) {
        failing.put(name, true);
        return this;
    }

    public DnsServer fallSilent() {
        silent = true;
        return this;
    }

    private void answerOverUdp() {
        var packet = new DatagramPacket(new byte[1500], 1500);
        while (!udp.isClosed()) {
            try {
                packet.setLength(1500);
                udp.receive(packet);
                if (!silent) {
                    byte[] answer = cut(answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength())));
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException _) {
                // Closed, or a question that nobody waits for any more.
            }
        }
    }

    private void answerOverTcp() {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                var in = new DataInputStream(socket.getInputStream());
                byte[] answer = answer(ByteBuffer.wrap(in.readNBytes(in.readUnsignedShort())));
                var out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
                out.flush();
            } catch (IOException _) {
                // Closed, or a client that went away.
            }
        }
    }

    /// Too long for UDP: the question, and that there is more to it.
    private static byte[] cut(byte[] answer) {
        if (answer.length <= LONGEST_OVER_UDP) {
            return answer;
        }
        int end = 12;
        while (answer[end] != 0) {
            end += answer[end] + 1;
        }
        var head = ByteBuffer.wrap(Arrays.copyOf(answer, end + 5));
        return head.putShort(2, (short) (ANSWER | TRUNCATED))
                .putShort(6, (short) 0)
                .array();
    }

    private byte[] answer(ByteBuffer message) {
        Question question = question(message);
        TYPES.forEach((word, type) -> {
            if (type == question.type()) {
                asked.add(word + " " + question.name());
            }
        });
        String owner = aliases.getOrDefault(question.name(), question.name());
        List<Entry> ofName = zone.stream()
                .filter(entry -> entry.name().equals(question.name()))
                .toList();
        List<Entry> found = zone.stream()
                .filter(entry -> entry.name().equals(question.name()) && entry.type() == ALIAS
                        || entry.name().equals(owner) && entry.type() == question.type())
                .toList();
        boolean isThere =
                !ofName.isEmpty() || zone.stream().anyMatch(it -> it.name().endsWith("." + question.name()));
        int code = failing.containsKey(question.name()) ? SERVER_FAILURE : isThere ? 0 : NAME_ERROR;
        var out = ByteBuffer.allocate(8_000);
        out.putShort((short) question.id()).putShort((short) (ANSWER | code));
        out.putShort((short) 1).putShort((short) found.size()).putInt(0);
        out.put(question.asked());
        for (Entry entry : found) {
            out.put(encoded(entry.name())).putShort((short) entry.type()).putShort((short) 1);
            out.putInt(60).putShort((short) entry.value().length).put(entry.value());
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static Question question(ByteBuffer message) {
        int id = message.getShort();
        message.position(12);
        var labels = new ArrayList<String>();
        for (int length = message.get(); length > 0; length = message.get()) {
            byte[] label = new byte[length];
            message.get(label);
            labels.add(new String(label, StandardCharsets.ISO_8859_1));
        }
        int type = message.getShort();
        message.getShort();
        byte[] asked = Arrays.copyOfRange(message.array(), message.arrayOffset() + 12, message.position());
        return new Question(id, String.join(".", labels).toLowerCase(Locale.ROOT), type, asked);
    }

    private static byte[] encoded(String name) {
        var out = new ByteArrayOutputStream();
        Stream.of(name.split("\\.")).filter(label -> !label.isEmpty()).forEach(label -> {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
        });
        out.write(0);
        return out.toByteArray();
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
