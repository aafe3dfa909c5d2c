package depesche.delivery.email;

import depesche.alert.Announcement;
import depesche.alert.Reason;
import depesche.mail.message.Hole;
import depesche.text.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Everything the mail of an alert shows, ready to print: `alert-mail.jte` and `alert-mail-text.jte`.
///
/// @param facts who wrote it, how long it takes to read: a line each
/// @param reasons the reader's follows that were the reason
public record AlertMail(
        String language,
        String siteName,
        String articleLanguage,
        String kicker,
        String headline,
        String teaser,
        List<String> facts,
        List<String> reasons,
        Links links,
        Words words) {

    public AlertMail {
        facts = List.copyOf(facts);
        reasons = List.copyOf(reasons);
    }

    /// Absolute addresses; those of one reader hold the place for a token.
    public record Links(String site, String article, String unsubscribe, String me, String imprint) {}

    /// What stands around the article, in the reader's language.
    public record Words(String read, String because, String unsubscribe, String me, String imprint) {}

    static AlertMail of(
            Announcement announcement, List<Reason> reasons, Sender sender, Locale language, Messages messages) {
        var text = announcement.text();
        return new AlertMail(
                Messages.spoken(language).getLanguage(),
                sender.name(),
                text.language().toLanguageTag(),
                text.kicker().orElse(""),
                text.headline(),
                text.teaser(),
                facts(text, language, messages),
                reasons.stream()
                        .map(reason -> reason(reason, language, messages))
                        .toList(),
                links(announcement, sender),
                words(language, messages));
    }

    private static List<String> facts(Announcement.Text text, Locale language, Messages messages) {
        Stream<String> byline = text.bylines().isEmpty()
                ? Stream.empty()
                : Stream.of(messages.text(language, "byline", Map.of("names", String.join(", ", text.bylines()))));
        return Stream.concat(
                        byline, Stream.of(messages.text(language, "reading", Map.of("minutes", text.readingMinutes()))))
                .toList();
    }

    private static String reason(Reason reason, Locale language, Messages messages) {
        String topic = reason.label().in(language);
        if (reason.below().isEmpty()) {
            return topic;
        }
        var below = reason.below().stream().map(label -> label.in(language)).toList();
        return messages.text(language, "reason.below", Map.of("topic", topic, "below", String.join(", ", below)));
    }

    private static Links links(Announcement announcement, Sender sender) {
        return new Links(
                sender.url("/"),
                sender.url(announcement.path()),
                sender.url("/unsubscribe/" + Hole.UNSUBSCRIBE.marker()),
                sender.url("/me/" + Hole.ME.marker()),
                sender.url("/imprint"));
    }

    private static Words words(Locale language, Messages messages) {
        return new Words(
                messages.text(language, "read"),
                messages.text(language, "because"),
                messages.text(language, "unsubscribe"),
                messages.text(language, "me"),
                messages.text(language, "imprint"));
    }
}
