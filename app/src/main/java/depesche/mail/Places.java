package depesche.mail;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// The places for lines from this node to its mail server: never more lines are open than there are places, whoever
/// opens them. Whoever carries alerts stays for long, and gives up a place as soon as somebody waits who passes by.
public final class Places {

    /// Nobody who stays loses anything by waiting: a moment, so that it can hear of an end meanwhile.
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final int number;
    private final Semaphore free;
    private final AtomicInteger passersBy = new AtomicInteger();

    public Places(int number) {
        this.number = number;
        this.free = new Semaphore(number, true);
    }

    /// For whoever keeps a line as long as there are mails, and asks [MailRoute#isAwaited] between two of them.
    public MailRoute staying(MailRoute route) {
        return new Staying(route);
    }

    /// For whoever has a mail or a few, and waits at most so long for a place.
    public MailRoute passing(MailRoute route, Duration patience) {
        return () -> {
            passersBy.incrementAndGet();
            boolean isIn;
            try {
                isIn = enter(patience);
            } finally {
                passersBy.decrementAndGet();
            }
            return isIn ? opened(route) : new Opening.Full(number);
        };
    }

    private final class Staying implements MailRoute {

        private final MailRoute route;

        Staying(MailRoute route) {
            this.route = route;
        }

        @Override
        public Opening open() {
            return enter(A_MOMENT) ? opened(route) : new Opening.Full(number);
        }

        /// A place that was given up for somebody is theirs, and no second one is needed.
        @Override
        public boolean isAwaited() {
            return passersBy.get() > free.availablePermits();
        }
    }

    private boolean enter(Duration patience) {
        try {
            return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Opening opened(MailRoute route) {
        boolean isOpened = false;
        try {
            Opening opening = route.open();
            isOpened = opening instanceof Opening.Opened;
            return opening instanceof Opening.Opened(MailLine line) ? new Opening.Opened(new Held(line)) : opening;
        } finally {
            if (!isOpened) {
                free.release();
            }
        }
    }

    /// A line that has its place until it is closed.
    private final class Held implements MailLine {

        private final MailLine line;
        private final AtomicBoolean isLeft = new AtomicBoolean();

        Held(MailLine line) {
            this.line = line;
        }

        @Override
        public void begin(Envelope envelope) {
            line.begin(envelope);
        }

        @Override
        public Handover finish(byte[] message) {
            return line.finish(message);
        }

        @Override
        public Handover finish(byte[] message, Envelope next) {
            return line.finish(message, next);
        }

        @Override
        public boolean isOpen() {
            return line.isOpen();
        }

        @Override
        public void close() {
            try {
                line.close();
            } finally {
                if (!isLeft.getAndSet(true)) {
                    free.release();
                }
            }
        }
    }
}
