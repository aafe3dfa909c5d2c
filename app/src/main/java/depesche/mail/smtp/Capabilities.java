package depesche.mail.smtp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a server offers in its answer to EHLO.
///
/// @param size most bytes of a message; 0: no limit told
/// @param logins mechanisms of AUTH in upper case
record Capabilities(
        boolean pipelining, boolean sizeDeclaration, long size, boolean utf8, boolean startTls, List<String> logins) {

    Capabilities {
        logins = List.copyOf(logins);
    }

    /// A server that knows only HELO.
    static Capabilities none() {
        return new Capabilities(false, false, 0, false, false, List.of());
    }

    static Capabilities of(String ehlo) {
        var lines =
                ehlo.toUpperCase(Locale.ROOT).lines().skip(1).map(String::strip).toList();
        return new Capabilities(
                lines.contains("PIPELINING"),
                lines.stream().anyMatch(line -> line.equals("SIZE") || line.startsWith("SIZE ")),
                size(lines),
                lines.contains("SMTPUTF8") && lines.contains("8BITMIME"),
                lines.contains("STARTTLS"),
                lines.stream()
                        .filter(line -> line.startsWith("AUTH ") || line.startsWith("AUTH="))
                        .flatMap(line -> Arrays.stream(line.substring(5).strip().split("\\s+")))
                        .toList());
    }

    private static long size(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("SIZE \\d{1,15}"))
                .mapToLong(line -> Long.parseLong(line.substring(5)))
                .findFirst()
                .orElse(0);
    }
}
