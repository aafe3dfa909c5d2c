package depesche.returns.report;

import depesche.mail.message.MimePart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A mail taken apart for reading, whatever its line ends and however it is damaged. Only the first megabyte is
/// looked at: what a report says stands before the message that it returns.
record MailParts(MimePart message, List<MimePart> leaves) {

    private static final Pattern TYPE = Pattern.compile("[a-z0-9]+/[a-z0-9.+-]+");
    private static final int MOST_LEAVES = 200;
    private static final Set<String> ORIGINALS = Set.of(
            "message/rfc822", "message/global", "message/partial", "text/rfc822-headers", "message/global-headers");
    private static final Set<String> STATUS = Set.of("message/delivery-status", "message/global-delivery-status");

    static MailParts of(byte[] mail) {
        int length = Math.min(mail.length, ReturnedMail.MOST_BYTES);
        String text = new String(mail, 0, length, StandardCharsets.ISO_8859_1);
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').replaceFirst("^(?:From [^\n]*\n|\n+)", "");
        MimePart message = MimePart.read(lines.getBytes(StandardCharsets.ISO_8859_1));
        List<MimePart> leaves = new ArrayList<>();
        collect(message, leaves);
        return new MailParts(message, List.copyOf(leaves));
    }

    static MailParts ofText(String mail) {
        return of(mail.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void collect(MimePart part, List<MimePart> leaves) {
        if (part.parts().isEmpty() && leaves.size() < MOST_LEAVES) {
            leaves.add(part);
        }
        part.parts().forEach(inner -> collect(inner, leaves));
    }

    Optional<String> header(String name) {
        return message.header(name);
    }

    String headerOrEmpty(String name) {
        return message.header(name).orElse("");
    }

    /// The machine-readable part of a delivery status notification.
    Optional<String> deliveryStatus() {
        return first(STATUS::contains);
    }

    Optional<String> feedback() {
        return first("message/feedback-report"::equals);
    }

    boolean hasDisposition() {
        return leaves.stream().anyMatch(leaf -> type(leaf).equals("message/disposition-notification"));
    }

    /// The message that is returned, or its headers.
    Optional<String> original() {
        return first(ORIGINALS::contains);
    }

    /// What is written for people, without markup; of several parts all.
    String notice() {
        String plain = joined(type -> type.startsWith("multipart/")
                || type.startsWith("text/") && !type.equals("text/html") && !type.equals("text/rfc822-headers"));
        return plain.isBlank() ? Html.text(joined("text/html"::equals)) : plain;
    }

    private String joined(Predicate<String> wanted) {
        var all = new StringBuilder();
        leaves.stream()
                .filter(leaf -> wanted.test(type(leaf)))
                .forEach(leaf -> all.append(leaf.text()).append('\n'));
        return all.toString();
    }

    private Optional<String> first(Predicate<String> type) {
        return leaves.stream()
                .filter(leaf -> type.test(type(leaf)))
                .map(MimePart::text)
                .findFirst();
    }

    /// Up to the first character that no type has: some forget the semicolon.
    private static String type(MimePart leaf) {
        var type = TYPE.matcher(leaf.contentType());
        return type.lookingAt() ? type.group() : "text/plain";
    }
}
