package depesche.delivery.email;

import depesche.alert.Announcement;
import depesche.alert.Reason;
import depesche.digest.DigestCadence;
import depesche.text.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Everything the mail of a digest shows, ready to print: `digest-mail.jte` and `digest-mail-text.jte`.
///
/// @param sections one for each topic that was a reason; each article stands once, under the first of its topics
/// @param reasons the reader's follows that were the reason
public record DigestMail(
        String language,
        String siteName,
        String title,
        List<Section> sections,
        List<String> reasons,
        AlertMail.Links links,
        AlertMail.Words words) {

    public DigestMail {
        sections = List.copyOf(sections);
        reasons = List.copyOf(reasons);
    }

    /// The articles under one topic, the newest first.
    public record Section(String topic, List<Entry> entries) {
        public Section {
            entries = List.copyOf(entries);
        }
    }

    /// @param facts who wrote it, how long it takes to read
    public record Entry(String language, String kicker, String headline, String teaser, String facts, String href) {}

    static DigestMail of(DigestCadence cadence, List<Told> told, Sender sender, Locale language, Messages messages) {
        return new DigestMail(
                Messages.spoken(language).getLanguage(),
                sender.name(),
                subject(cadence, told.size(), language, messages),
                sections(told, sender, language, messages),
                reasons(told).stream()
                        .map(reason -> AlertMail.reason(reason, language, messages))
                        .toList(),
                AlertMail.links("/", sender),
                AlertMail.words("read", AlertMail.because(reasons(told)), language, messages));
    }

    static String subject(DigestCadence cadence, int articles, Locale language, Messages messages) {
        return messages.text(language, "digest." + cadence.word(), Map.of("articles", articles));
    }

    /// Each once, in the order in which they come.
    static List<Reason> reasons(List<Told> told) {
        var byList = new LinkedHashMap<String, Reason>();
        told.forEach(each -> each.reasons().forEach(reason -> byList.putIfAbsent(reason.list(), reason)));
        return List.copyOf(byList.values());
    }

    private static List<Section> sections(List<Told> told, Sender sender, Locale language, Messages messages) {
        var byTopic = new LinkedHashMap<String, List<Entry>>();
        for (Told each : told.reversed()) {
            String topic = each.reasons().getFirst().label().in(language);
            byTopic.computeIfAbsent(topic, _ -> new ArrayList<>())
                    .add(entry(each.announcement(), sender, language, messages));
        }
        return byTopic.entrySet().stream()
                .map(section -> new Section(section.getKey(), section.getValue()))
                .toList();
    }

    private static Entry entry(Announcement announcement, Sender sender, Locale language, Messages messages) {
        var text = announcement.text();
        return new Entry(
                text.language().toLanguageTag(),
                text.kicker().orElse(""),
                text.headline(),
                text.teaser(),
                String.join(" · ", AlertMail.facts(text, language, messages)),
                sender.url(announcement.path()));
    }
}
