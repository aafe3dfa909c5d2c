package depesche.delivery.why;

import depesche.alert.AlertId;
import depesche.alert.Grounds;
import depesche.alert.Reason;
import depesche.delivery.ledger.History.Attempt;
import depesche.text.Messages;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// An explanation in sentences, for readers and the desk alike.
public final class WhyWords {

    private final Messages messages = Messages.of("why");
    private final Locale language;
    private final ZoneId zone;

    public WhyWords(Locale language, ZoneId zone) {
        this.language = Messages.spoken(language);
        this.zone = zone;
    }

    /// One sentence for each fact, in the order in which they happened.
    public List<String> sentences(Explanation explanation) {
        List<String> sentences = new ArrayList<>();
        explanation.follows().forEach(match -> sentences.add(follow(match)));
        explanation.silence().ifPresent(silence -> sentences.add(text("silence." + silence.word(), Map.of())));
        for (Explanation.Told told : explanation.alerts()) {
            String alert = text(
                    "alert." + told.alert().kind().word(),
                    Map.of("at", time(told.alert().createdAt())));
            told.silence()
                    .ifPresent(silence -> sentences.add(alert + " " + text("silence." + silence.word(), Map.of())));
            told.digest()
                    .ifPresent(digest ->
                            sentences.addAll(digest(alert, told.alert().id(), digest)));
            told.deliveries().forEach(delivered -> sentences.addAll(delivered(alert, delivered)));
        }
        return sentences;
    }

    private String follow(Grounds.Match match) {
        Map<String, Object> places = new HashMap<>();
        places.put(
                "topic",
                match.reason().isSearch()
                        ? match.reason().slug()
                        : match.reason().label().in(language));
        places.put("since", time(match.since()));
        places.put("cadence", text("cadence." + match.pace(), Map.of()));
        places.put("below", below(match.reason()));
        places.put("end", match.endedAt().map(this::time).orElse(""));
        String key = key(match.reason());
        String sentence = text(key, places);
        return match.endedAt().isEmpty() ? sentence : sentence + " " + text("follow.ended", places);
    }

    private static String key(Reason reason) {
        if (!reason.isTopic()) {
            return "follow." + reason.kind();
        }
        return reason.below().isEmpty() ? "follow" : "follow.below";
    }

    private String below(Reason reason) {
        return reason.below().stream().map(label -> label.in(language)).collect(Collectors.joining(", "));
    }

    private List<String> digest(String alert, AlertId item, Explanation.InDigest digest) {
        String purpose = digest.purpose().word();
        if (digest.window().isEmpty()) {
            return List.of(alert + " " + text("digest." + purpose, Map.of()) + " " + text("digest.open", Map.of()));
        }
        var window = digest.window().get();
        List<String> sentences = new ArrayList<>();
        sentences.add(alert + " " + text("digest." + purpose, Map.of()) + " "
                + text("digest.window", Map.of("from", time(window.opened()), "to", time(window.closed()))));
        window.deliveries()
                .forEach(delivered -> sentences.addAll(delivered(
                        text("alert.digest", Map.of("at", time(window.closed()))), delivered)));
        if (window.isOmitted(item)) {
            sentences.add(text("digest.omitted", Map.of()));
        }
        return sentences;
    }

    private List<String> delivered(String alert, Explanation.Delivered delivered) {
        String channel = text("channel." + delivered.channel(), Map.of());
        String due = delivered
                .dueAt()
                .map(at -> " " + text("quiet", Map.of("at", time(at))))
                .orElse("");
        if (delivered.attempts().isEmpty()) {
            return List.of(alert + due + " " + text("end.waiting", Map.of("channel", channel)));
        }
        List<String> sentences = new ArrayList<>();
        String before = alert + due + " ";
        for (Attempt attempt : delivered.attempts()) {
            sentences.add(before + attempt(channel, attempt));
            before = "";
        }
        return sentences;
    }

    private String attempt(String channel, Attempt attempt) {
        String said = Optional.of(attempt.words())
                .filter(words -> !words.isEmpty())
                .map(words -> " " + text("said", Map.of("words", code(attempt) + words)))
                .orElse("");
        return text(
                        "end." + attempt.end().word(),
                        Map.of("channel", channel, "at", time(attempt.at()), "revision", attempt.revision()))
                + said;
    }

    private static String code(Attempt attempt) {
        return attempt.code() == 0 ? "" : attempt.code() + " ";
    }

    private String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(language)
                .withZone(zone)
                .format(instant);
    }

    private String text(String key, Map<String, Object> places) {
        return messages.text(language, key, places);
    }
}
