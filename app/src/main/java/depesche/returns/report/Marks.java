package depesche.returns.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Where a returned mail may name the delivery that it is about: what looks like one of our tokens. Whether it is one
/// only their maker can tell.
///
/// @param addressed in the addresses to which the report went
/// @param returned in the message that it returns, or that it answers
public record Marks(Set<String> addressed, Set<String> returned) {

    private static final Pattern TOKEN = Pattern.compile("(?<![A-Za-z0-9])([A-Za-z2-7]{32})(?=@|=|%40)");
    private static final List<String> TO = List.of(
            "X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "X-RCPT-TO", "Apparently-To", "To");
    private static final List<String> ABOUT = List.of("In-Reply-To", "References", "X-Original-Message-ID");
    private static final int MOST = 20;
    private static final int MOST_CHARACTERS = 200_000;

    public Marks {
        addressed = Set.copyOf(addressed);
        returned = Set.copyOf(returned);
    }

    static Marks of(MailParts parts) {
        Set<String> addressed = inHeaders(parts, TO);
        Set<String> returned = inHeaders(parts, ABOUT);
        for (var leaf : parts.leaves()) {
            if (!leaf.contentType().startsWith("image/")) {
                returned.addAll(in(leaf.text()));
            }
        }
        return new Marks(addressed, returned);
    }

    public boolean isEmpty() {
        return addressed.isEmpty() && returned.isEmpty();
    }

    private static Set<String> inHeaders(MailParts parts, List<String> names) {
        Set<String> found = new LinkedHashSet<>();
        parts.message().headers().stream()
                .filter(field -> names.stream().anyMatch(field.name()::equalsIgnoreCase))
                .forEach(field -> found.addAll(in(field.value())));
        return found;
    }

    /// What looks like a token in a text, such as an address to which a mail was sent.
    public static Set<String> in(String text) {
        Set<String> found = new LinkedHashSet<>();
        var matcher = TOKEN.matcher(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
        while (matcher.find() && found.size() < MOST) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
