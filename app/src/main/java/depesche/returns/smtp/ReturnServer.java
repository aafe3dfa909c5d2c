package depesche.returns.smtp;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Listens for returned mail; each client is a virtual thread.
public final class ReturnServer implements AutoCloseable {

    /// What every conversation shares.
    ///
    /// @param host how we call ourselves
    public record Setup(String host, ReturnAddresses addresses, ReturnLimits limits, Incoming incoming) {}

    private static final Logger LOG = System.getLogger(ReturnServer.class.getName());
    /// Reading a mail takes some megabytes.
    private static final int READ_AT_ONCE = 4;

    private static final int BACKLOG = 50;
    /// What a client still sends is read, else it would lose our last answer with the connection.
    private static final int LAST_WORDS_BYTES = 64 * 1024;

    private static final int LAST_WORDS_MILLIS = 2_000;
    private static final byte[] FULL = "421 4.3.2 too many connections\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Setup setup;
    private final InetSocketAddress address;
    private final Semaphore places;
    private final Semaphore readers = new Semaphore(READ_AT_ONCE);
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final ServerSocket listening;

    public ReturnServer(Setup setup, String host, int port) {
        this.setup = new Setup(setup.host(), setup.addresses(), setup.limits(), (mail, recipient) -> {
            readers.acquireUninterruptibly();
            try {
                setup.incoming().take(mail, recipient);
            } finally {
                readers.release();
            }
        });
        this.address = new InetSocketAddress(host, port);
        this.places = new Semaphore(setup.limits().connections());
        this.listening = unbound();
    }

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Fails at once where the port is taken.
    public void start() {
        try {
            listening.setReuseAddress(true);
            listening.bind(address, BACKLOG);
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot listen for returned mail on " + address, taken);
        }
        LOG.log(Level.INFO, "returns.listening at=" + listening.getLocalSocketAddress());
        Thread.ofVirtual().name("returns").start(this::accept);
    }

    /// The port that was taken; also where any was asked for.
    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().name("return").start(() -> serve(client));
            } catch (SocketException closed) {
                LOG.log(Level.DEBUG, "returns.closed " + closed.getMessage());
            } catch (IOException broken) {
                LOG.log(Level.WARNING, "returns.accept-failed " + broken.getMessage());
            }
        }
    }

    private void serve(Socket client) {
        clients.add(client);
        try (client) {
            if (places.tryAcquire()) {
                try {
                    converse(client);
                } finally {
                    places.release();
                }
            } else {
                client.getOutputStream().write(FULL);
            }
        } catch (IOException gone) {
            InetAddress from = client.getInetAddress();
            LOG.log(Level.DEBUG, "returns.client-gone from=" + from + " " + gone.getMessage());
        } finally {
            clients.remove(client);
        }
    }

    private void converse(Socket client) throws IOException {
        var out = new BufferedOutputStream(client.getOutputStream());
        new Conversation(new StrictLines(client, client.getInputStream(), setup.limits()), out, setup).hold();
        client.shutdownOutput();
        client.setSoTimeout(LAST_WORDS_MILLIS);
        client.getInputStream().skipNBytes(LAST_WORDS_BYTES);
    }

    /// What was not answered yet the clients keep, and send again.
    @Override
    public void close() {
        try {
            listening.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
