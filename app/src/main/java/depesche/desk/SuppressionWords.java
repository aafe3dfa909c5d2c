package depesche.desk;

import depesche.account.Suppression;
import depesche.account.SuppressionAct;
import depesche.channel.Ways;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Says what stands between the paper and a reader.
final class SuppressionWords {

    private final NewsroomTime time;

    SuppressionWords(NewsroomTime time) {
        this.time = time;
    }

    /// Since when, why, and with which words.
    String sentence(Suppression suppression, Words words) {
        return told(suppression.why().endsEveryChannel() ? "reader.closed" : "reader.suppressed", suppression, words);
    }

    /// What stands behind a closing by hand.
    String behind(Suppression suppression, Words words) {
        return told("closing.behind", suppression, words);
    }

    private String told(String key, Suppression suppression, Words words) {
        return words.of(
                        key,
                        Map.of(
                                "why", reason(suppression.why(), words),
                                "at", time.shown(suppression.at(), words).text(),
                                "note", suppression.note()))
                .strip();
    }

    private static String reason(Suppression.Why why, Words words) {
        return words.of("suppressed." + why.word());
    }

    String act(SuppressionAct act, Words words) {
        return words.of(
                        "closing.act." + act.kind().word(),
                        Map.of(
                                "name", act.by(),
                                "why", reason(act.why(), words),
                                "at", time.shown(act.at(), words).text(),
                                "note", act.note()))
                .strip();
    }

    /// A line for each of the ways.
    static List<String> ways(Ways ways, String address, Words words) {
        List<String> lines = new ArrayList<>();
        if (ways.mail()) {
            lines.add(words.of("closing.way.mail", "address", address));
        }
        if (ways.browsers() > 0) {
            lines.add(words.of("closing.way.push", "number", ways.browsers()));
        }
        ways.webhooks().forEach(host -> lines.add(words.of("closing.way.webhook", "host", host)));
        if (ways.feed()) {
            lines.add(words.of("closing.way.feed"));
        }
        return lines;
    }
}
