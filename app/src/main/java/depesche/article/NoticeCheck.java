package depesche.article;

import depesche.text.PlainLine;
import depesche.text.SafeHtml;
import depesche.text.Sanitizer;
import depesche.web.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks through what is to be said of an article: cleans every text and names every fault.
final class NoticeCheck {

    private static final int LONGEST_NOTE = 3_000;
    private static final int LONGEST_HEADLINE = 300;
    private static final int LONGEST_BODY = 200_000;

    private final List<Fault> faults = new ArrayList<>();

    List<Fault> faults() {
        return faults;
    }

    /// With what is wrong in the article's text too.
    void add(List<Fault> others) {
        faults.addAll(others);
    }

    /// One paragraph; empty if there is nothing in it.
    Optional<String> note(String field, String text) {
        return line(field, text, LONGEST_NOTE);
    }

    Optional<String> needed(String field, String text) {
        Optional<String> clean = note(field, text);
        if (clean.isEmpty() && faults.isEmpty()) {
            missing(field);
        }
        return clean;
    }

    /// To be used only if there are no faults afterwards.
    Notice.Reply reply(Amendment.Reply asked) {
        Optional<String> headline = line("headline", asked.headline(), LONGEST_HEADLINE);
        Optional<String> of = line("of", asked.of(), LONGEST_HEADLINE);
        SafeHtml body = Sanitizer.clean(asked.body().length() > LONGEST_BODY ? "" : asked.body());
        if (asked.body().length() > LONGEST_BODY) {
            faults.add(new Fault("body", "too-long", "body has more than " + LONGEST_BODY + " characters"));
        } else if (body.isEmpty()) {
            missing("body");
        }
        if (headline.isEmpty()) {
            missing("headline");
        }
        if (of.isEmpty()) {
            missing("of");
        }
        return new Notice.Reply(headline.orElse(""), body, of.orElse(""));
    }

    private void missing(String field) {
        faults.add(new Fault(field, "missing", field + " is missing or empty"));
    }

    private Optional<String> line(String field, String text, int longest) {
        String clean = PlainLine.of(text).value();
        if (clean.length() > longest) {
            faults.add(new Fault(field, "too-long", field + " has more than " + longest + " characters"));
        }
        return Optional.of(clean).filter(it -> !it.isEmpty());
    }
}
