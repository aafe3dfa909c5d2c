package depesche.delivery.email;

import depesche.alert.Alert;
import depesche.alert.Announcement;
import depesche.alert.Reason;
import depesche.article.Notice;
import depesche.mail.message.Hole;
import depesche.text.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything the mail of an alert shows, ready to print: `alert-mail.jte` and `alert-mail-text.jte`.
///
/// Mirrors a message.
///
/// @param said what is said where something is told again; empty lines for what is new
/// @param facts who wrote it, how long it takes to read: a line each
/// @param reasons the reader's follows that were the reason
public record AlertMail(
        String language,
        String siteName,
        Said said,
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

    /// Why an article is told again, before anything else.
    ///
    /// @param kind in one word: a correction, an update
    /// @param intro in one sentence
    /// @param note in the newsroom's words; may be empty
    public record Said(String kind, String intro, String note) {
        static final Said NOTHING = new Said("", "", "");
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
                said(announcement, language, messages),
                text.language().toLanguageTag(),
                text.kicker().orElse(""),
                text.headline(),
                text.teaser(),
                facts(text, language, messages),
                reasons.stream()
                        .map(reason -> reason(reason, language, messages))
                        .toList(),
                links(announcement.path(), sender),
                words(announcement, reasons, language, messages));
    }

    private static Said said(Announcement announcement, Locale language, Messages messages) {
        if (announcement.kind().isNews()) {
            return Said.NOTHING;
        }
        String kind = announcement.kind().word();
        Optional<Notice.Reply> reply = announcement.notice().flatMap(Notice::reply);
        return new Said(
                messages.text(language, "kind." + kind),
                messages.text(
                        language,
                        "intro." + kind,
                        Map.of("of", reply.map(Notice.Reply::of).orElse(""))),
                announcement
                        .notice()
                        .flatMap(Notice::note)
                        .or(() -> reply.map(Notice.Reply::headline))
                        .orElse(""));
    }

    static List<String> facts(Announcement.Text text, Locale language, Messages messages) {
        if (text.headline().isEmpty()) {
            return List.of();
        }
        Stream<String> byline = text.bylines().isEmpty()
                ? Stream.empty()
                : Stream.of(messages.text(language, "byline", Map.of("names", String.join(", ", text.bylines()))));
        return Stream.concat(
                        byline, Stream.of(messages.text(language, "reading", Map.of("minutes", text.readingMinutes()))))
                .toList();
    }

    static String reason(Reason reason, Locale language, Messages messages) {
        String name = reason.label().in(language);
        if (!reason.isTopic()) {
            return messages.text(language, "reason." + reason.kind(), Map.of("name", name));
        }
        if (reason.below().isEmpty()) {
            return name;
        }
        var below = reason.below().stream().map(label -> label.in(language)).toList();
        return messages.text(language, "reason.below", Map.of("topic", name, "below", String.join(", ", below)));
    }

    static Links links(String path, Sender sender) {
        return new Links(
                sender.url("/"),
                sender.url(path),
                sender.url("/unsubscribe/" + Hole.UNSUBSCRIBE.marker()),
                sender.url("/me/" + Hole.ME.marker()),
                sender.url("/imprint"));
    }

    private static Words words(Announcement announcement, List<Reason> reasons, Locale language, Messages messages) {
        String read = announcement.kind() == Alert.Kind.WITHDRAWAL ? "read.withdrawn" : "read";
        return words(read, because(announcement, reasons), language, messages);
    }

    static Words words(String read, String because, Locale language, Messages messages) {
        return new Words(
                messages.text(language, read),
                messages.text(language, because),
                messages.text(language, "unsubscribe"),
                messages.text(language, "me"),
                messages.text(language, "imprint"));
    }

    private static String because(Announcement announcement, List<Reason> reasons) {
        if (announcement.kind().isNews()) {
            return because(reasons);
        }
        if (reasons.isEmpty()) {
            return "because.told";
        }
        return reasons.stream().allMatch(Reason::isTopic) ? "because.told.follows" : "because.told.searches";
    }

    /// The sentence for what is new, by what is followed.
    static String because(List<Reason> reasons) {
        if (reasons.stream().allMatch(Reason::isTopic)) {
            return "because";
        }
        if (!reasons.stream().allMatch(reason -> reason.isTopic() || reason.isSearch())) {
            return "because.any";
        }
        return reasons.stream().allMatch(Reason::isSearch) ? "because.searches" : "because.topics.searches";
    }
}
