package depesche.site;

import depesche.follow.Cadence;
import depesche.follow.Follow;
import depesche.follow.QuietHours;
import depesche.follow.ReaderOverview;
import depesche.follow.ReaderOverview.FollowedTopic;
import depesche.follow.ReaderWish;
import depesche.follow.Subject;
import depesche.web.Form;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A filled-in [WishForm], read: what could be read, and keys of the sentences for what could not.
record WishReading(ReaderWish wish, ZoneId zone, Map<Subject, Cadence> cadences, List<String> faults) {

    WishReading {
        cadences = Map.copyOf(cadences);
        faults = List.copyOf(faults);
    }

    /// What the reader wishes now.
    static WishReading of(ReaderOverview overview) {
        Map<Subject, Cadence> cadences = new LinkedHashMap<>();
        overview.allFollows().forEach(it -> cadences.put(it.subject(), it.cadence()));
        return new WishReading(overview.wish(), overview.reader().timeZone(), cadences, List.of());
    }

    static WishReading of(Form form, ReaderOverview overview, Instant now) {
        List<String> faults = new ArrayList<>();
        ZoneId zone = zone(form, overview, faults);
        return new WishReading(
                wish(form, overview.wish(), zone, now, faults), zone, cadences(form, overview, faults), faults);
    }

    private static ZoneId zone(Form form, ReaderOverview overview, List<String> faults) {
        String name = form.field("zone").orElse("").strip();
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            faults.add("wish.fault.zone");
            return overview.reader().timeZone();
        }
        return ZoneId.of(name);
    }

    private static ReaderWish wish(Form form, ReaderWish before, ZoneId zone, Instant now, List<String> faults) {
        Optional<Integer> from = number(form, "quiet-from", 0, 23, faults);
        Optional<Integer> to = number(form, "quiet-to", 0, 23, faults);
        boolean isQuiet = from.isPresent() && to.isPresent();
        if (from.isPresent() != to.isPresent() || isQuiet && from.equals(to)) {
            faults.add("wish.fault.quiet");
            isQuiet = false;
        }
        return new ReaderWish(
                number(form, "hour", 0, 23, faults).orElse(before.digestHour()),
                number(form, "day", 1, 7, faults).map(DayOfWeek::of).orElse(before.digestDay()),
                isQuiet ? Optional.of(new QuietHours(from.orElseThrow(), to.orElseThrow())) : Optional.empty(),
                form.field("breaking-in-quiet").isPresent(),
                pause(form, before, zone, now, faults),
                number(form, "most", 1, ReaderWish.MOST_MOST_A_DAY, faults),
                form.field("updates").isPresent());
    }

    /// Until the beginning of a day, of the reader's own.
    private static Optional<Instant> pause(
            Form form, ReaderWish before, ZoneId zone, Instant now, List<String> faults) {
        return switch (form.field("pause").orElse("")) {
            case "" -> Optional.empty();
            case "keep" -> before.pausedUntil();
            case "always" -> Optional.of(ReaderWish.UNTIL_UNDONE);
            case String _ ->
                number(form, "pause", 1, 366, faults)
                        .map(days -> LocalDate.ofInstant(now, zone)
                                .plusDays(days)
                                .atStartOfDay(zone)
                                .toInstant());
        };
    }

    private static Optional<Integer> number(Form form, String name, int least, int most, List<String> faults) {
        String text = form.field(name).orElse("").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Optional.of(Integer.parseInt(text));
        }
        faults.add("fault.other");
        return Optional.empty();
    }

    private static Map<Subject, Cadence> cadences(Form form, ReaderOverview overview, List<String> faults) {
        Map<Subject, Cadence> cadences = new LinkedHashMap<>();
        fields(overview).forEach((field, followed) -> {
            Cadence now = followed.cadence();
            String word = form.field(field).orElse(now.word());
            Optional<Cadence> cadence = Cadence.parse(word);
            if (cadence.isEmpty()) {
                faults.add("fault.cadence");
            }
            cadences.put(followed.subject(), cadence.orElse(now));
        });
        return cadences;
    }

    private static Map<String, Follow> fields(ReaderOverview overview) {
        Map<String, Follow> fields = new LinkedHashMap<>();
        overview.follows().forEach(followed -> fields.put(field(followed), followed.follow()));
        overview.named().forEach(followed -> fields.put(field(followed.follow()), followed.follow()));
        overview.searches().forEach(followed -> fields.put(field(followed.follow()), followed.follow()));
        return fields;
    }

    /// The name of the field for a follow.
    static String field(FollowedTopic followed) {
        return "cadence-" + followed.topic().slug();
    }

    /// No slug has a colon.
    static String field(Follow follow) {
        return "cadence-" + follow.subject().kind().stored() + ":"
                + follow.subject().id();
    }
}
