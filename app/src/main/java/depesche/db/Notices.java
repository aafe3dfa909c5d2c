package depesche.db;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// What nodes tell one another through PostgreSQL, heard within milliseconds of the commit (LISTEN,
/// NOTIFY). A notice may be lost with the connection, so it only ever says "look": whoever listens also
/// has a way to catch up from the tables, which is run each time the connection stands anew.
public final class Notices implements AutoCloseable {

    private static final Logger LOG = System.getLogger("depesche.db");
    private static final Duration PING = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private record Listener(String channel, Consumer<String> heard, Runnable catchUp) {}

    private final PostgresAddress address;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("notices").daemon().unstarted(this::live);

    private volatile @Nullable Connection current;
    private Duration pause = SHORTEST_PAUSE;
    private volatile boolean isHearing = true;

    public Notices(PostgresAddress address) {
        this.address = address;
    }

    /// Tells all nodes, this one too, when the transaction commits. Equal notices of one transaction are
    /// heard once.
    public static void tell(Handle tx, String channel, String notice) {
        tx.createQuery("select pg_notify(:channel, :notice)")
                .bind("channel", channel)
                .bind("notice", notice)
                .mapTo(String.class)
                .one();
    }

    /// Before [#start].
    ///
    /// @param heard gets each notice of the channel; one at a time over all listeners, so it is quick
    /// @param catchUp runs when the channel is open, and again after each interruption
    public void listen(String channel, Consumer<String> heard, Runnable catchUp) {
        listeners.add(new Listener(channel, heard, catchUp));
    }

    public void start() {
        thread.start();
    }

    /// Whether the connection was lost, or was never had, and does not stand yet anew: the database is away.
    public boolean isInterrupted() {
        return !isHearing;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            Connection last = current;
            if (last != null) {
                last.abort(Runnable::run);
            }
            thread.join();
        } catch (SQLException goneAlready) {
            LOG.log(Level.DEBUG, "notices.closed", goneAlready);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// A listener that fails is given a new start like a broken connection: it catches up.
    private void live() {
        try {
            do {
                try (Connection connection = connect()) {
                    current = connection;
                    hear(connection);
                } catch (SQLException | RuntimeException broken) {
                    logFirst(broken);
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            } while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// An outage is told once, not at each try.
    private void logFirst(Exception broken) {
        if (isHearing && closing.getCount() > 0) {
            LOG.log(Level.WARNING, "notices.interrupted", broken);
        }
        isHearing = false;
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.putAll(PostgresDriver.properties());
        properties.setProperty("socketTimeout", Long.toString(2 * PING.toSeconds()));
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        return DriverManager.getConnection(address.url(), properties);
    }

    private void hear(Connection connection) throws SQLException {
        for (Listener listener : listeners) {
            run(connection, "listen \"" + listener.channel() + "\"");
        }
        listeners.forEach(listener -> listener.catchUp().run());
        pause = SHORTEST_PAUSE;
        isHearing = true;
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (closing.getCount() > 0) {
            PGNotification[] notices = postgres.getNotifications((int) PING.toMillis());
            if (notices.length == 0) {
                run(connection, "select 1");
            }
            for (PGNotification notice : notices) {
                dispatch(notice);
            }
        }
    }

    private void dispatch(PGNotification notice) {
        for (Listener listener : listeners) {
            if (listener.channel().equals(notice.getName())) {
                listener.heard().accept(notice.getParameter());
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
