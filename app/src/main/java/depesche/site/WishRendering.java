package depesche.site;

import depesche.follow.Cadence;
import depesche.follow.Follow;
import depesche.follow.QuietHours;
import depesche.follow.ReaderOverview;
import depesche.follow.ReaderWish;
import depesche.site.WishForm.Box;
import depesche.site.WishForm.Field;
import depesche.site.WishForm.Option;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes the form of a reader's wishes, and says in sentences what they come to.
final class WishRendering {

    private static final List<Integer> MOST = List.of(1, 2, 3, 5, 10, 20);
    private static final List<Integer> PAUSES = List.of(1, 7, 30);

    private WishRendering() {}

    static WishForm form(String token, ReaderOverview overview, WishReading read, Words words) {
        return new WishForm(
                "/me/" + token,
                paces(overview, read, words),
                times(read.wish(), read.zone(), words),
                new WishForm.Zone(
                        read.zone().getId(),
                        ZoneId.getAvailableZoneIds().stream()
                                .filter(id -> id.contains("/"))
                                .sorted()
                                .toList()),
                List.of(
                        new Box(
                                "breaking-in-quiet",
                                words.of("wish.breaking-in-quiet"),
                                read.wish().breakingInQuiet()),
                        new Box("updates", words.of("wish.updates"), read.wish().updates())),
                meaning(read, words),
                read.faults().stream().distinct().map(words::of).toList());
    }

    private static List<Field> paces(ReaderOverview overview, WishReading read, Words words) {
        return Stream.of(
                        overview.follows().stream()
                                .map(it -> new Field(
                                        WishReading.field(it),
                                        it.topic().label(words.locale()),
                                        pace(it.follow(), read, words))),
                        overview.named().stream()
                                .map(it -> new Field(
                                        WishReading.field(it.follow()),
                                        ReaderRendering.label(it.named(), words),
                                        pace(it.follow(), read, words))),
                        overview.searches().stream()
                                .map(it -> new Field(
                                        WishReading.field(it.follow()),
                                        words.of("me.search", "search", it.text()),
                                        pace(it.follow(), read, words))))
                .flatMap(fields -> fields)
                .toList();
    }

    private static List<Option> pace(Follow follow, WishReading read, Words words) {
        return cadences(Objects.requireNonNull(read.cadences().get(follow.subject())), words);
    }

    /// What one can choose where one follows.
    static List<Option> cadences(Cadence chosen, Words words) {
        return Stream.of(Cadence.INSTANT, Cadence.DAILY, Cadence.WEEKLY, Cadence.BREAKING)
                .map(each -> new Option(each.word(), words.of("cadence." + each.word()), each == chosen))
                .toList();
    }

    private static List<Field> times(ReaderWish wish, ZoneId zone, Words words) {
        return List.of(
                new Field("hour", words.of("wish.hour"), hours(Optional.of(wish.digestHour()), words)),
                new Field("day", words.of("wish.day"), days(wish.digestDay(), words)),
                new Field(
                        "quiet-from",
                        words.of("wish.quiet-from"),
                        orNone("wish.quiet.none", hours(wish.quiet().map(QuietHours::from), words), words)),
                new Field(
                        "quiet-to",
                        words.of("wish.quiet-to"),
                        orNone("wish.quiet.none", hours(wish.quiet().map(QuietHours::to), words), words)),
                new Field(
                        "most", words.of("wish.most"), orNone("wish.most.none", mosts(wish.mostADay(), words), words)),
                new Field(
                        "pause", words.of("wish.pause"), orNone("wish.pause.none", pauses(wish, zone, words), words)));
    }

    private static List<Option> hours(Optional<Integer> chosen, Words words) {
        return IntStream.range(0, 24)
                .mapToObj(hour -> new Option(
                        Integer.toString(hour),
                        words.of("wish.at", "hour", hour),
                        chosen.filter(it -> it == hour).isPresent()))
                .toList();
    }

    private static List<Option> days(DayOfWeek chosen, Words words) {
        return Stream.of(DayOfWeek.values())
                .map(day -> new Option(Integer.toString(day.getValue()), name(day, words), day == chosen))
                .toList();
    }

    private static String name(DayOfWeek day, Words words) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, words.locale());
    }

    private static List<Option> mosts(Optional<Integer> chosen, Words words) {
        return Stream.concat(MOST.stream(), chosen.stream())
                .distinct()
                .sorted()
                .map(most -> new Option(
                        Integer.toString(most),
                        words.of("wish.most.a-day", "most", most),
                        chosen.filter(most::equals).isPresent()))
                .toList();
    }

    private static List<Option> pauses(ReaderWish wish, ZoneId zone, Words words) {
        List<Option> options = new ArrayList<>();
        wish.pausedUntil()
                .filter(end -> !end.equals(ReaderWish.UNTIL_UNDONE))
                .ifPresent(end -> options.add(
                        new Option("keep", words.of("wish.pause.until", "day", day(end, zone, words)), true)));
        PAUSES.forEach(days ->
                options.add(new Option(Integer.toString(days), words.of("wish.pause.days", "days", days), false)));
        options.add(new Option(
                "always",
                words.of("wish.pause.always"),
                wish.pausedUntil().filter(ReaderWish.UNTIL_UNDONE::equals).isPresent()));
        return options;
    }

    private static List<Option> orNone(String key, List<Option> options, Words words) {
        boolean isNone = options.stream().noneMatch(Option::chosen);
        return Stream.concat(Stream.of(new Option("", words.of(key), isNone)), options.stream())
                .toList();
    }

    private static String day(Instant end, ZoneId zone, Words words) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(words.locale())
                .format(end.atZone(zone));
    }

    private static List<String> meaning(WishReading read, Words words) {
        return Stream.of(pause(read, words), digests(read, words), atOnce(read, words))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> pause(WishReading read, Words words) {
        return read.wish().pausedUntil().stream()
                .map(end -> end.equals(ReaderWish.UNTIL_UNDONE)
                        ? words.of("wish.means.pause.always")
                        : words.of("wish.means.pause", "day", day(end, read.zone(), words)))
                .toList();
    }

    private static List<String> digests(WishReading read, Words words) {
        ReaderWish wish = read.wish();
        String zone = read.zone().getId();
        List<String> sentences = new ArrayList<>();
        if (read.cadences().containsValue(Cadence.DAILY) || wish.mostADay().isPresent()) {
            sentences.add(words.of("wish.means.daily", Map.of("hour", wish.digestHour(), "zone", zone)));
        }
        if (read.cadences().containsValue(Cadence.WEEKLY)) {
            String day = name(wish.digestDay(), words);
            sentences.add(words.of("wish.means.weekly", Map.of("day", day, "hour", wish.digestHour(), "zone", zone)));
        }
        return sentences;
    }

    private static List<String> atOnce(WishReading read, Words words) {
        ReaderWish wish = read.wish();
        String zone = read.zone().getId();
        List<String> sentences = new ArrayList<>();
        if (read.cadences().containsValue(Cadence.BREAKING)) {
            sentences.add(words.of("wish.means.breaking"));
        }
        wish.mostADay().ifPresent(most -> sentences.add(words.of("wish.means.most", "most", most)));
        String quietly = wish.breakingInQuiet() ? "wish.means.quiet.breaking" : "wish.means.quiet";
        wish.quiet()
                .ifPresent(quiet ->
                        sentences.add(words.of(quietly, Map.of("from", quiet.from(), "to", quiet.to(), "zone", zone))));
        sentences.add(words.of(wish.updates() ? "wish.means.updates" : "wish.means.no-updates"));
        return sentences;
    }
}
