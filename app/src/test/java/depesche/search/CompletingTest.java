package depesche.search;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.Amendment;
import depesche.article.Article;
import depesche.article.Submission;
import depesche.search.Completion.Kind;
import depesche.testing.TestPaper;
import depesche.testing.Waiting;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The index here hears of nothing after it was built: what is not offered is kept back by the database.
class CompletingTest {

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    @BeforeAll
    static void paper() {
        paper.topic("wasser", "Wasser", "Water", "");
        paper.topic("hafen", "Häfen", "Harbours", "wasser");
        paper.topic("leer", "Leerstand", "Vacancy", "");
        publish("Hafenmeister zählt Möwen", "de", "Von Ida Größl und Tom O'Hara");
        publish("Möwen über der Straße", "de", "Ida Größl");
        publish("Quay closed for Ida", "en", "Ada Byron");
        publish("İstanbul'da ışıklar söndü", "tr", "Çağla Işık");
        publish("Ёлка стоит у причала", "ru", "Анна Чехова");
    }

    @Test
    void whatBeginsSoInAnyLettersOfDeEnTrAndRuIsOffered(@TempDir Path data) {
        reading(data, finding -> {
            assertThat(texts(finding, "MOW", Kind.WORD)).containsExactly("Möwen");
            assertThat(texts(finding, "moewe", Kind.WORD)).containsExactly("Möwen");
            assertThat(texts(finding, "strass", Kind.WORD)).containsExactly("Straße");
            assertThat(texts(finding, "straß", Kind.WORD)).containsExactly("Straße");
            assertThat(texts(finding, "qua", Kind.WORD)).containsExactly("Quay");
            assertThat(texts(finding, "istan", Kind.WORD)).containsExactly("İstanbul");
            assertThat(texts(finding, "İSTAN", Kind.WORD)).containsExactly("İstanbul");
            assertThat(texts(finding, "isik", Kind.WORD)).containsExactly("ışıklar");
            assertThat(texts(finding, "ЕЛ", Kind.WORD)).containsExactly("Ёлка");
            assertThat(texts(finding, "grossl", Kind.AUTHOR)).containsExactly("Ida Größl");
            assertThat(texts(finding, "isik", Kind.AUTHOR)).containsExactly("Çağla Işık");
            assertThat(texts(finding, "чех", Kind.AUTHOR)).containsExactly("Анна Чехова");
            assertThat(texts(finding, "haf", Kind.TOPIC)).containsExactly("Häfen");
            assertThat(texts(finding, "wat", Kind.TOPIC))
                    .as("by what lies below")
                    .containsExactly("Wasser");
            assertThat(texts(finding, "lee", Kind.TOPIC))
                    .as("without an article")
                    .isEmpty();
        });
    }

    @Test
    void eachIsASearchThatKeepsWhatStandsBefore(@TempDir Path data) {
        reading(data, finding -> {
            assertThat(searches(finding, "sturm -haf", Kind.TOPIC)).containsExactly("sturm -topic:hafen");
            assertThat(searches(finding, "\"am Kai\" ida gr", Kind.AUTHOR))
                    .containsExactly("\"am Kai\" author:\"Ida Größl\"");
            assertThat(searches(finding, "kai gr", Kind.AUTHOR)).containsExactly("kai author:\"Ida Größl\"");
            assertThat(searches(finding, "x author:\"Ida G", Kind.AUTHOR)).containsExactly("x author:\"Ida Größl\"");
            assertThat(searches(finding, "titel:mö", Kind.WORD)).containsExactly("titel:Möwen");
            assertThat(searches(finding, "hafenmeister mö", Kind.WORD)).containsExactly("hafenmeister Möwen");
            assertThat(searches(finding, "mö stra", Kind.HEADLINE)).containsExactly("\"Möwen über der Straße\"");
            assertThat(completions(finding, "thema:ida")).isEmpty();
            for (Completion completion : completions(finding, "ida")) {
                Asked asked = Asked.of(completion.search().orElseThrow(), ZoneOffset.UTC);
                assertThat(finding.newest(asked, 5)).as(completion.toString()).isNotEmpty();
            }
        });
    }

    @Test
    void nothingOfWhatIsKilledCorrectedOrNotYetPublishedIsOffered(@TempDir Path data) {
        paper.topic("geruecht", "Gerücht", "Rumour", "");
        paper.draft(text("Geheimrat plant", "de", "Emil Geheim", "geruecht"));
        Article killed = paper.publish(text("Verleumdung am Kai", "de", "Egon Verleumder", "geruecht"));
        Article corrected = paper.publish(text("Kapitän Falschmann", "de", "Ida Größl", "hafen"));
        reading(data, finding -> {
            assertThat(texts(finding, "verl", Kind.WORD)).containsExactly("Verleumdung");
            assertThat(texts(finding, "verl", Kind.AUTHOR)).containsExactly("Egon Verleumder");
            assertThat(texts(finding, "verl", Kind.HEADLINE)).containsExactly("Verleumdung am Kai");
            assertThat(texts(finding, "ger", Kind.TOPIC)).containsExactly("Gerücht");
            assertThat(texts(finding, "falschm", Kind.WORD)).containsExactly("Falschmann");

            paper.kill(killed);
            paper.amend(
                    corrected,
                    new Amendment.Correction("Der Name", text("Kapitän Richtig", "de", "Ida Größl", "hafen")));

            assertThat(completions(finding, "verl")).isEmpty();
            assertThat(completions(finding, "ger")).isEmpty();
            assertThat(completions(finding, "geh")).isEmpty();
            assertThat(completions(finding, "falschm")).isEmpty();
        });
    }

    @Test
    void whateverIsTypedIsAnsweredAndOnlyAFew(@TempDir Path data) {
        var random = new Random(7);
        String signs = "hafenidmö \"„“-:' *\u0000\uD83D\uDE00\uD800ßİ你 title:author:topic:";
        reading(data, finding -> {
            for (int i = 0; i < 1_000; i++) {
                var text = new StringBuilder();
                random.ints(random.nextInt(30), 0, signs.length()).forEach(at -> text.append(signs.charAt(at)));

                assertThat(completions(finding, text.toString())).hasSizeLessThanOrEqualTo(15);
            }
            for (String text : List.of("", " ", "h", "haf ", "\"haf", "haf\"", "from:20", "a:haf", "haf".repeat(40))) {
                assertThat(completions(finding, text)).as(text).isEmpty();
            }
        });
    }

    private static void reading(Path data, Consumer<Finding> look) {
        try (var deaf = new SearchIndex(paper.database(), data)) {
            deaf.start();
            Waiting.until("the index is whole", deaf::isWhole);
            look.accept(new Finding(paper.database(), deaf, paper.clock));
        }
    }

    private static List<Completion> completions(Finding finding, String typed) {
        return finding.completions(typed, Locale.GERMAN);
    }

    private static List<String> texts(Finding finding, String typed, Kind kind) {
        return completions(finding, typed).stream()
                .filter(it -> it.kind() == kind)
                .map(Completion::text)
                .toList();
    }

    private static List<String> searches(Finding finding, String typed, Kind kind) {
        return completions(finding, typed).stream()
                .filter(it -> it.kind() == kind)
                .flatMap(it -> it.search().stream())
                .toList();
    }

    private static void publish(String headline, String language, String byline) {
        paper.publish(text(headline, language, byline, "hafen"));
    }

    private static Submission text(String headline, String language, String byline, String topic) {
        return new Submission(
                headline,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "<p>Ein Satz.</p>",
                Optional.of(language),
                List.of(byline),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(topic),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
