package depesche.masthead;

import depesche.text.Languages;
import depesche.text.Markdown;
import depesche.text.PlainLine;
import depesche.web.Fault;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads a draft, and finds every fault of it at once.
final class DraftCheck {

    static final int LONGEST_NAME = 80;
    static final int LONGEST_TEXT = 50_000;

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final List<Fault> faults = new ArrayList<>();

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /// To be used only if there are no faults.
    Masthead read(Draft draft, int version, Instant now, String by) {
        return new Masthead(
                version,
                name(draft.name()),
                language(draft.language()),
                zone(draft.timeZone()),
                new HouseTexts(
                        text("imprint", draft.texts().imprint()),
                        text("privacy", draft.texts().privacy()),
                        text("about", draft.texts().about())),
                now,
                by);
    }

    private String name(String typed) {
        String name = PlainLine.of(typed).value();
        if (name.codePoints().noneMatch(DraftCheck::isSeen)) {
            fault("name", "missing", "name is missing or empty");
        } else if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            fault("name", "too-long", "name has more than " + LONGEST_NAME + " characters");
        }
        return name;
    }

    /// A name of marks that nobody sees is none.
    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    private Locale language(String tag) {
        return Languages.parse(tag.strip()).orElseGet(() -> {
            fault("language", "unknown-language", "language is not one that we know, like de or en-GB");
            return Locale.ROOT;
        });
    }

    private ZoneId zone(String typed) {
        String id = typed.strip();
        if (!ZONES.contains(id)) {
            fault("timeZone", "unknown-time-zone", "timeZone is none that we know, such as Europe/Berlin");
            return ZoneId.of("UTC");
        }
        return ZoneId.of(id);
    }

    private HouseText text(String field, HouseText typed) {
        return new HouseText(text(field + ".de", typed.german()), text(field + ".en", typed.english()));
    }

    private String text(String field, String typed) {
        if (typed.length() > LONGEST_TEXT) {
            fault(field, "too-long", field + " has more than " + LONGEST_TEXT + " characters");
            return "";
        }
        String text = typed.replace("\0", "").replace("\r\n", "\n").strip();
        return Markdown.toHtml(text).isEmpty() ? "" : text;
    }

    private void fault(String field, String code, String message) {
        faults.add(new Fault(field, code, message));
    }
}
