package depesche.delivery;

import depesche.db.ConnectionPool;
import depesche.mail.Envelope;
import depesche.mail.Handover;
import depesche.mail.MailLine;
import depesche.mail.MailRoute;
import depesche.mail.Opening;
import depesche.mail.smtp.SmtpClient;
import depesche.testing.SmtpSink;
import depesche.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;

/// A node that can be killed as a program is: from one moment on it sends no dot, hears no answer, and reaches no
/// database. Started again it bears the same name.
final class MortalNode implements AutoCloseable {

    static final int CONNECTIONS = 4;

    private final Lantern lantern;
    private final TestDatabase db;
    private final SmtpSink sink;
    private final String name;
    private final List<Thread> buried = new ArrayList<>();
    private Life life;

    private MortalNode(Lantern lantern, TestDatabase db, SmtpSink sink, String name) {
        this.lantern = lantern;
        this.db = db;
        this.sink = sink;
        this.name = name;
        this.life = begin();
    }

    static MortalNode start(Lantern lantern, TestDatabase db, SmtpSink sink, String name) {
        return new MortalNode(lantern, db, sink, name);
    }

    /// From its start to its death.
    private record Life(ConnectionPool pool, Route route, Delivering delivering) {}

    private Life begin() {
        var pool = ConnectionPool.open(db.address());
        var route = new Route(new SmtpClient(sink.server(), "lantern.example"));
        return new Life(pool, route, lantern.node(name, pool.database(), route, CONNECTIONS));
    }

    /// Dies, its way to the database first, and is started again at once.
    void killAndStartAgain() {
        Life dead = life;
        dead.pool().close();
        life = begin();
        dead.route().isDead = true;
        buried.add(Thread.ofVirtual().start(dead.delivering()::close));
    }

    @Override
    public void close() {
        life.delivering().close();
        life.pool().close();
        try {
            for (Thread grave : buried) {
                grave.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Route implements MailRoute {

        private final MailRoute living;
        private volatile boolean isDead;

        Route(MailRoute living) {
            this.living = living;
        }

        @Override
        public Opening open() {
            return isDead ? new Opening.Unreachable("dead") : of(living.open());
        }

        private Opening of(Opening opening) {
            return opening instanceof Opening.Opened(MailLine line) ? new Opening.Opened(new Line(line)) : opening;
        }

        private final class Line implements MailLine {

            private final MailLine line;

            Line(MailLine line) {
                this.line = line;
            }

            @Override
            public void begin(Envelope envelope) {
                line.begin(envelope);
            }

            @Override
            public Handover finish(byte[] message) {
                return isDead ? unsaid() : heard(line.finish(message));
            }

            @Override
            public Handover finish(byte[] message, Envelope next) {
                return isDead ? unsaid() : heard(line.finish(message, next));
            }

            private static Handover unsaid() {
                return new Handover.Lost(Handover.Moment.BEFORE_DOT, "dead");
            }

            private Handover heard(Handover answer) {
                return isDead ? new Handover.Lost(Handover.Moment.AFTER_DOT, "dead") : answer;
            }

            @Override
            public boolean isOpen() {
                return !isDead && line.isOpen();
            }

            @Override
            public void close() {
                line.close();
            }
        }
    }
}
