package depesche.returns.smtp;

import java.time.Duration;

/// How much of one client, and of all, the receiver takes.
///
/// @param mailBytes what is refused when it is longer
/// @param keptBytes as much of a mail as is held in memory and read
/// @param idle longest wait for the next line
/// @param whole longest conversation
public record ReturnLimits(
        int connections,
        int mailBytes,
        int keptBytes,
        int recipients,
        int commands,
        int faults,
        Duration idle,
        Duration whole) {

    private static final int MEGABYTE = 1024 * 1024;

    /// RFC 5321 §4.5.3: at least 100 recipients, five minutes for a command.
    public static ReturnLimits usual() {
        return new ReturnLimits(
                50, 10 * MEGABYTE, MEGABYTE, 100, 1_000, 20, Duration.ofMinutes(5), Duration.ofMinutes(20));
    }
}
