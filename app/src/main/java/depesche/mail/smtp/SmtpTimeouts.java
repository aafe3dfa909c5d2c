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

    /// The same for every step.
    static SmtpTimeouts all(Duration limit) {
        return new SmtpTimeouts(limit, limit, limit, limit, limit, limit, limit);
    }
}
