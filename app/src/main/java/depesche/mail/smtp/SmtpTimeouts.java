package depesche.mail.smtp;

import java.time.Duration;
import java.util.stream.Stream;

/// How long a server may take for each step (RFC 5321 §4.5.3.2).
record SmtpTimeouts(
        Duration connect,
        Duration greeting,
        Duration mail,
        Duration rcpt,
        Duration data,
        Duration block,
        Duration dot) {

    /// What the standard asks for.
    static SmtpTimeouts standard() {
        return new SmtpTimeouts(
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(3),
                Duration.ofMinutes(10));
    }

    Duration shortest() {
        return Stream.of(greeting, mail, rcpt, data, block, dot)
                .min(Duration::compareTo)
                .orElseThrow();
    }

    /// These, but none longer than this.
    SmtpTimeouts atMost(Duration longest) {
        return new SmtpTimeouts(
                least(connect, longest),
                least(greeting, longest),
                least(mail, longest),
                least(rcpt, longest),
                least(data, longest),
                least(block, longest),
                least(dot, longest));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// The same for every step.
    static SmtpTimeouts all(Duration limit) {
        return new SmtpTimeouts(limit, limit, limit, limit, limit, limit, limit);
    }
}
