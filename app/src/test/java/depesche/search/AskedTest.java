package depesche.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AskedTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void wordsPhrasesAndWhatIsLeftOutAreToldApart() {
        Asked asked = Asked.of("Sturm  \"am Kai\" „in der Nacht“ -Regen -\"drei Uhr\" Ost-West", BERLIN);

        assertThat(asked.words()).isEqualTo("Sturm Ost-West");
        assertThat(asked.phrases()).containsExactly("am Kai", "in der Nacht");
        assertThat(asked.without()).containsExactly("Regen", "drei Uhr");
    }

    @Test
    void fieldsAreReadAndWhatLooksLikeOneIsAWord() {
        Asked asked = Asked.of(
                "topic:hafen -topic:wetter language:de from:2026-03-01 to:2026-03-29 topic: 12:30 nobody:x", BERLIN);

        assertThat(asked.topics()).containsExactly("hafen");
        assertThat(asked.withoutTopics()).containsExactly("wetter");
        assertThat(asked.languages()).containsExactly(Locale.GERMAN);
        assertThat(asked.from()).contains(Instant.parse("2026-02-28T23:00:00Z"));
        assertThat(asked.until()).contains(Instant.parse("2026-03-29T22:00:00Z"));
        assertThat(asked.words()).isEqualTo("topic: 12:30 nobody:x");
    }

    @Test
    void titlesAndAuthorsAreReadInBothLanguagesWithAndWithoutQuotationMarks() {
        Asked asked = Asked.of(
                "title:Hafen Titel:„am Kai“ author:ida-klein AUTOR:\"Tom Berg\" -title:Regen -autor:«Ada Byron» Sturm",
                BERLIN);

        assertThat(asked.marks())
                .isEqualTo(new Marks(
                        Set.of(), List.of("Hafen"), List.of("am Kai"), Set.of("ida-klein", "Tom Berg"), Set.of()));
        assertThat(asked.withoutMarks())
                .isEqualTo(new Marks(Set.of(), List.of("Regen"), List.of(), Set.of("Ada Byron"), Set.of()));
        assertThat(asked.words()).isEqualTo("Sturm");
    }

    @Test
    void yearsAndMonthsAreDaysAndAMinusTurnsThemRound() {
        assertThat(Asked.of("von:2025 bis:2025-02", BERLIN))
                .extracting(Asked::from, Asked::until)
                .containsExactly(
                        Optional.of(Instant.parse("2024-12-31T23:00:00Z")),
                        Optional.of(Instant.parse("2025-02-28T23:00:00Z")));
        assertThat(Asked.of("-to:2024 -from:2025-07-02 from:2020 to:2026", BERLIN))
                .extracting(Asked::from, Asked::until)
                .containsExactly(
                        Optional.of(Instant.parse("2024-12-31T23:00:00Z")),
                        Optional.of(Instant.parse("2025-07-01T22:00:00Z")));
        assertThat(Typed.of("a -from:2025 b to:2026", BERLIN).inAnyYear()).isEqualTo("a b");
    }

    @Test
    void aFieldThatSaysNothingIsAFaultAndIsNotAsked() {
        Typed typed = Typed.of(
                "Sturm from:morgen -to:2026-02-30 language:klingonisch from:0000 bis:9999 von:26 titel:\"\"", BERLIN);

        assertThat(typed.faults())
                .containsExactly(
                        new SearchFault(SearchFault.Kind.NO_DAY, "from:morgen"),
                        new SearchFault(SearchFault.Kind.NO_DAY, "-to:2026-02-30"),
                        new SearchFault(SearchFault.Kind.NO_LANGUAGE, "language:klingonisch"),
                        new SearchFault(SearchFault.Kind.NO_DAY, "from:0000"),
                        new SearchFault(SearchFault.Kind.NO_DAY, "bis:9999"),
                        new SearchFault(SearchFault.Kind.NO_DAY, "von:26"));
        assertThat(typed.asked()).isEqualTo(Asked.of("Sturm", BERLIN));
        assertThat(Typed.of("title:a ".repeat(5) + "title:b ".repeat(5), BERLIN).faults())
                .isEmpty();
        assertThat(Typed.of("title:a title:b title:c title:d title:e title:f title:g title:h title:i", BERLIN)
                        .faults())
                .containsExactly(new SearchFault(SearchFault.Kind.TOO_MANY, "title:i"));
    }

    @Test
    void whoOnlyLeavesOutAsksForNothing() {
        for (String text : List.of("", "   ", "-", "\"\"", "-\"", "-Regen -topic:wetter", "\u0000\u0001", "\"   \"")) {
            assertThat(Asked.of(text, BERLIN).isEmpty()).as(text).isTrue();
        }
    }

    @Test
    void aQuoteThatIsNeverClosedReachesToTheEnd() {
        assertThat(Asked.of("Sturm \"am Kai", BERLIN).phrases()).containsExactly("am Kai");
    }

    @Test
    void whatIsTooMuchIsCut() {
        Asked asked = Asked.of("wort ".repeat(100_000) + "\"a\" ".repeat(1000), BERLIN);

        assertThat(asked.words().split(" ", -1).length).isLessThan(100);
        assertThat(Asked.of("\"a b\" ".repeat(50), BERLIN).phrases()).hasSizeLessThan(20);
        assertThat(Asked.of("topic:a".repeat(10) + " topic:b".repeat(40), BERLIN)
                        .topics())
                .hasSizeLessThan(20);
    }

    @Test
    void anySignsWhateverAreRead() {
        var random = new Random(17);
        String signs =
                "\"“”„«»-–−:+*?()[]{}^~\\/|&!.,;<>'`\u0000\u00AD\u200D\uD83D\uDE00\uD800äßıİ topiclanguagetitleauthorfromto0";
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(60), 0, signs.length()).forEach(at -> text.append(signs.charAt(at)));

            Asked asked = Asked.of(text.toString(), BERLIN);

            assertThat(asked.phrases()).as(text.toString()).noneMatch(String::isBlank);
            assertThat(asked.without()).as(text.toString()).noneMatch(String::isBlank);
        }
    }

    @Test
    void aSearchIsNarrowedByAFieldOfItsOwnAndWidenedByTakingItAway() {
        Typed typed = Typed.of("Sturm  \"am Kai\" -Regen Thema:Wetter from:2026-03-01 nachts", BERLIN);

        assertThat(typed.onTopic("hafen"))
                .contains("Sturm  \"am Kai\" -Regen Thema:Wetter from:2026-03-01 nachts topic:hafen");
        assertThat(typed.offTopic(Set.of("wetter"))).isEqualTo("Sturm  \"am Kai\" -Regen from:2026-03-01 nachts");
        assertThat(typed.offTopic(Set.of("hafen"))).isEqualTo(typed.line());
        assertThat(typed.inYear(2026, BERLIN))
                .contains("Sturm  \"am Kai\" -Regen Thema:Wetter nachts from:2026-03-01 to:2026-12-31");
        assertThat(typed.inYear(2027, BERLIN))
                .contains("Sturm  \"am Kai\" -Regen Thema:Wetter nachts from:2027-01-01 to:2027-12-31");
        assertThat(typed.inAnyYear()).isEqualTo("Sturm  \"am Kai\" -Regen Thema:Wetter nachts");
        assertThat(Typed.of("topic:hafen", BERLIN).offTopic(Set.of("hafen"))).isEmpty();
    }

    @Test
    void aFieldNeverEndsInsideOfQuotationMarks() {
        Asked narrowed =
                Asked.of(Typed.of("Sturm „am Kai", BERLIN).onTopic("hafen").orElseThrow(), BERLIN);

        assertThat(narrowed.topics()).containsExactly("hafen");
        assertThat(narrowed.phrases()).containsExactly("am Kai");
        assertThat(Typed.of("topic:a \"Kai", BERLIN).inYear(2026, BERLIN))
                .contains("topic:a \"Kai\" from:2026-01-01 to:2026-12-31");
    }

    @Test
    void whatWouldGrowTooLongCannotBeNarrowed() {
        assertThat(Typed.of("a".repeat(388), BERLIN).onTopic("hafen")).isPresent();
        assertThat(Typed.of("a".repeat(389), BERLIN).onTopic("hafen")).isEmpty();
        assertThat(Typed.of("topic:a ".repeat(16), BERLIN).onTopic("hafen")).isEmpty();
        assertThat(Typed.of("a", BERLIN).inYear(0, BERLIN)).isEmpty();
        assertThat(Typed.of("a", BERLIN).inYear(9999, BERLIN)).isEmpty();
    }
}
