package depesche.search;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.Amendment;
import depesche.article.Article;
import depesche.article.Submission;
import depesche.db.Notices;
import depesche.testing.TestPaper;
import depesche.testing.Waiting;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RespellingTest {

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    @TempDir
    static Path data;

    private static SearchIndex index;
    private static Notices notices;
    private static Finding finding;

    @BeforeAll
    static void open() {
        paper.topic("hafen", "Hafen", "Harbour", "");
        paper.topic("wetter", "Wetter", "Weather", "");
        index = new SearchIndex(paper.database(), data);
        notices = new Notices(paper.postgres());
        finding = new Finding(paper.database(), index, paper.clock);
        index.listen(notices);
        index.start();
        notices.start();
    }

    @AfterAll
    static void close() {
        notices.close();
        index.close();
    }

    @Test
    void aMisspeltWordIsOfferedAsArticlesWriteIt() {
        found("Der Bundestag wählt den Präsidenten", "<p>Im Bundestag sprach der Präsident.</p>", "de");

        assertThat(respelt("Buindestag")).contains("Bundestag");
        assertThat(respelt("nundestag")).contains("Bundestag");
        assertThat(respelt("BUNDESTGA")).contains("Bundestag");
        assertThat(respelt("Präsdient")).contains("Präsident");
        assertThat(respelt("Prasdient")).contains("Präsident");
    }

    @Test
    void allElseOfTheSearchStandsAsItStood() {
        found("Die Bürgerschaft berät", "<p>Der Haushalt der Bürgerschaft wächst.</p>", "de");

        assertThat(respelt("Bürgerschft, -Regen  Haushlat topic:hafen language:de from:2020-01-01"))
                .contains("Bürgerschaft, -Regen  Haushalt topic:hafen language:de from:2020-01-01");
        assertThat(respelt("\"die Bürgershcaft berät\" -\"drei Uhr\" -Haushlat"))
                .contains("\"die Bürgerschaft berät\" -\"drei Uhr\" -Haushlat");
        assertThat(respelt("„die Bürgershcaft berät")).contains("„die Bürgerschaft berät");
        assertThat(respelt("-Bürgershcaft berät")).isEmpty();
    }

    @Test
    void whatFindsNothingMoreIsNotOffered() {
        found("Wahrzeichen der Insel", "<p>Möwen an dem Wahrzeichen.</p>", "de");

        assertThat(respelt("Wahrzeihcen")).contains("Wahrzeichen");
        assertThat(respelt("Wahrzeihcen topic:wetter")).isEmpty();
        assertThat(respelt("Wahrzeihcen -Insel")).isEmpty();
        assertThat(respelt("Wahrzeihcen to:2020-01-01")).isEmpty();
        assertThat(respelt("Wahrzeihcen language:en")).isEmpty();
        assertThat(respelt("Möwen Wahrzeihcen")).isEmpty();
        assertThat(respelt("\"Wahrzeihcen der Möwen\"")).isEmpty();
    }

    @Test
    void aWordThatIsFoundIsLeftAsItIs() {
        found("Häuser und Schiffe", "<p>Der Kartoffelsalat kostete 1234 Euro, die Häuser mehr.</p>", "de");

        for (String text : List.of(
                "Haus",
                "Haeuser",
                "häusern",
                "Salat",
                "Kartoffelsalate",
                "1235",
                "12345",
                "Eur",
                "",
                "-Häusr",
                "\"\"")) {
            assertThat(respelt(text)).as(text).isEmpty();
        }
    }

    @Test
    void aWordThatHardlyAnyArticleHasIsTakenForOneThatManyHave() {
        found("Fäherlinie", "<p>So schrieb es einer.</p>", "de");
        for (int i = 0; i < 9; i++) {
            publish("Fährlinie " + i, "<p>Ein Satz.</p>", "de");
        }
        found("Fährlinie neun", "<p>Ein Satz.</p>", "de");

        assertThat(respelt("Fäherlinie")).contains("Fährlinie");
        assertThat(respelt("Fährlinie")).isEmpty();
        found("Fäherlinie wieder", "<p>Noch einer.</p>", "de");
        assertThat(respelt("Fäherlinie")).isEmpty();
    }

    @Test
    void eachLanguageIsReadInItsOwnWay() {
        found("The Government resigned", "<p>The Government's ministers left.</p>", "en");
        found("Cumhurbaşkanı geldi", "<p>İstanbul'da Cumhurbaşkanı konuştu.</p>", "tr");
        found("Парламент собрался", "<p>Депутаты Парламента.</p>", "ru");
        found("Le Gouvernail", "<p>C'est l'Assemblée, une Assemblée.</p>", "fr");

        assertThat(respelt("goverment")).contains("Government");
        assertThat(respelt("Cumhurbşakanı")).contains("Cumhurbaşkanı");
        assertThat(respelt("istanbull")).contains("İstanbul'da");
        assertThat(respelt("парлмаент")).contains("Парламент");
        assertThat(respelt("assenblée language:fr")).contains("Assemblée language:fr");
    }

    @Test
    void aWordOfAKilledArticleIsNotOfferedEvenBeforeTheIndexHears(@TempDir Path elsewhere) {
        Article article = paper.publish(text("Rauschgifthändler Albrechtsen", "<p>Ein Satz.</p>", "de"));
        try (var deaf = new SearchIndex(paper.database(), elsewhere)) {
            var finding = new Finding(paper.database(), deaf, paper.clock);
            deaf.start();
            Waiting.until("the index is whole", deaf::isWhole);
            assertThat(finding.respelt("Albrechsten", asked("Albrechsten"))).contains("Albrechtsen");

            paper.kill(article);

            assertThat(finding.respelt("Albrechsten", asked("Albrechsten"))).isEmpty();
        }
        Waiting.until(
                "the kill is heard",
                () -> finding.newest(asked("Albrechtsen"), 1).isEmpty());
        assertThat(respelt("Albrechsten")).isEmpty();
    }

    @Test
    void aWordThatACorrectionTookAwayIsNotOffered(@TempDir Path elsewhere) {
        Article article = paper.publish(text("Kapitän Wilhelmsen gesucht", "<p>Ein Satz.</p>", "de"));
        try (var deaf = new SearchIndex(paper.database(), elsewhere)) {
            var finding = new Finding(paper.database(), deaf, paper.clock);
            deaf.start();
            Waiting.until("the index is whole", deaf::isWhole);
            assertThat(finding.respelt("Wilhelmesn", asked("Wilhelmesn"))).contains("Wilhelmsen");

            paper.amend(
                    article, new Amendment.Correction("Er war es nicht", text("Gesucht", "<p>Ein Satz.</p>", "de")));

            assertThat(finding.respelt("Wilhelmesn", asked("Wilhelmesn"))).isEmpty();
        }
    }

    @Test
    void whatIsNotPublishedIsNotOffered() {
        paper.draft(text("Unterseeboot", "<p>Ein Satz.</p>", "de"));
        found("Danach", "<p>Nichts weiter.</p>", "de");

        assertThat(respelt("Untersebeoot")).isEmpty();
        assertThat(new Finding(paper.database(), new SearchIndex(paper.database(), data), paper.clock)
                        .respelt("Danahc", asked("Danahc")))
                .isEmpty();
    }

    @Test
    void noWordOfAnArticleBecomesAFieldOrAnExclusion() {
        found("Suche", "<p>Gib topic:hafen oder -Regenschauer ein, \"Hagelschauer\".</p>", "de");

        assertThat(respelt("tooic:hafen")).isEmpty();
        assertThat(respelt("Regenschaeur")).contains("Regenschauer");
        assertThat(respelt("Hagelschaeur")).contains("Hagelschauer");
    }

    @Test
    void howeverLongTheSearchOnlyAFewWordsAreLookedFor() {
        var right = new StringBuilder();
        var wrong = new StringBuilder();
        for (char letter = 'a'; letter < 'a' + 26; letter++) {
            right.append("steuermann")
                    .append(letter)
                    .append(letter)
                    .append(letter)
                    .append(' ');
            wrong.append("stuermann")
                    .append(letter)
                    .append(letter)
                    .append(letter)
                    .append(' ');
        }
        found(right.substring(0, 90), "<p>" + right + "</p>", "de");

        String respelt = respelt(wrong.toString()).orElseThrow();

        assertThat(Arrays.stream(respelt.split(" ")).filter(word -> word.startsWith("steuer")))
                .hasSize(4);
        assertThat(respelt.split(" ")).hasSize(26);
    }

    @Test
    void whateverIsTypedIsAnswered() {
        found("Irgendetwas", "<p>Ein Satz.</p>", "de");
        var random = new Random(4);
        String signs = "irgendtwas \"„“-:*?~^()[]{}\\/+&|!<>'`ßİı你好مرحبا\u0000\u202E\uD83D\uDE00\uD800 topic: from:to:";
        for (int i = 0; i < 300; i++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(80), 0, signs.length()).forEach(at -> text.append(signs.charAt(at)));
            assertThat(respelt(text.toString()).map(String::length).orElse(0)).isLessThan(400);
        }
        for (String text : List.of("irgendetwaa".repeat(50_000), "irgendetwaa ".repeat(50_000), "你".repeat(5_000))) {
            assertThat(respelt(text).map(String::length).orElse(0)).isLessThanOrEqualTo(400);
        }
    }

    private static Optional<String> respelt(String text) {
        return finding.respelt(text, asked(text));
    }

    private static Asked asked(String words) {
        return Asked.of(words, ZoneOffset.UTC);
    }

    /// Publishes, and waits until it is found.
    private static void found(String headline, String body, String language) {
        long number = publish(headline, body, language);
        Waiting.until(
                headline, () -> finding.newest(asked("from:2020-01-01"), 100).contains(number));
    }

    private static long publish(String headline, String body, String language) {
        return paper.publish(text(headline, body, language)).id().value();
    }

    private static Submission text(String headline, String body, String language) {
        return new Submission(
                headline,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                body,
                Optional.of(language),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                List.of("hafen"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
