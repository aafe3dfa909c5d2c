package depesche.search.saved;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.language.Analysis;
import depesche.search.saved.NormalDemand.Fault;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "Hafen   HAMBURG # hafen hamburg",
                "„Neuer Hafen“ –Oper # \"neuer hafen\" -oper",
                "hafen ODER kai # hafen or kai",
                "or hafen or # hafen",
                "hafen | kai # hafen or kai",
                "hafen -\"alte oper\" topic:Kultur # hafen -\"alte oper\" topic:kultur",
                "\"nie zu Ende # \"nie zu ende\"",
                "hafen ... - , \"\" # hafen",
                "https://evil.example/x?y=1 # https evil example x y 1",
                "a@b.example # a b example",
                "hafen Thema:Kultur Sprache:de_AT language:EN # hafen topic:kultur language:de at language:en",
                "-language:de-at hafen # -language:de-at hafen",
                "Titel:Hafen title:„Neuer  Kai“ -title:oper # title:hafen title:\"neuer kai\" -title:oper",
                "AUTOR:\"José D'Arc\" or author:tom-berg # author:jose-d-arc or author:tom-berg",
                "\"from here\" title: hafen # \"from here\" title: hafen",
                "10:30 hafen # 10 30 hafen"
            })
    void equalSearchesHaveOneText(String typed, String value) {
        assertThat(text(typed).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY",
        "'... -', EMPTY",
        "'-hafen', ONLY_EXCLUSIONS",
        "'hafen from:2026-01-31', DAYS",
        "'hafen -bis:2026', DAYS",
        "'hafen von:morgen', DAYS",
        "'hafen language:klingonisch', NO_LANGUAGE",
        "'-title:hafen -author:ida', ONLY_EXCLUSIONS",
        "'title:hafen -title:hafen', NEVER",
        "'hafen or -kai', ONLY_EXCLUSIONS",
        "'hafen -hafen', NEVER"
    })
    void whatCannotBeFollowedIsRefusedWithItsFault(String typed, Fault fault) {
        assertThat(SearchText.read(typed)).isEqualTo(new SearchText.Refused(fault));
    }

    @Test
    void whatWasKeptBeforeALanguageWasAskedForIsStillRead() {
        assertThat(SearchText.kept("hafen language:klingonisch")).isPresent();
    }

    @Test
    void lengthHasAnEndWhichTheKeptFormStaysWithin() {
        assertThat(SearchText.read("a".repeat(201))).isEqualTo(new SearchText.Refused(Fault.TOO_LONG));
        assertThat(SearchText.read("a |".repeat(66))).isEqualTo(new SearchText.Refused(Fault.TOO_LONG));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatWasKeptIsReadAgainAsItWas(long seed) {
        var random = new Random(seed);
        var pieces = List.of(
                "hafen",
                "İSTANBUL",
                "-",
                "\"",
                " ",
                "or",
                "oder",
                "|",
                "topic:",
                "thema:",
                "language:",
                "title:",
                "author:",
                "de",
                "from:2026-01-31",
                "ß",
                "–",
                "„",
                "e-mail",
                "\u0000",
                "😀",
                ":");

        for (int i = 0; i < 5_000; i++) {
            String typed = IntStream.range(0, 1 + random.nextInt(30))
                    .mapToObj(_ -> pieces.get(random.nextInt(pieces.size())))
                    .collect(Collectors.joining());
            if (SearchText.read(typed) instanceof SearchText.Read(SearchText text)) {
                assertThat(SearchText.kept(text.value())).as(typed).contains(text);
            }
        }
    }

    @Test
    void allWordsMustOccurAndExcludedOnesMustNot() {
        assertThat(isMet("hafen hamburg", "Der Hafen von Hamburg")).isTrue();
        assertThat(isMet("hafen hamburg", "Der Hafen von Bremen")).isFalse();
        assertThat(isMet("hafen -hamburg", "Der Hafen von Hamburg")).isFalse();
        assertThat(isMet("\"hamburger hafen\"", "Im Hafen, Hamburger!")).isFalse();
        assertThat(isMet("hafen oder kai", "Am Kai")).isTrue();
        assertThat(isMet("e-mail", "Per E-Mail")).isTrue();
        assertThat(isMet("häuser", "Des Hauses")).isTrue();
    }

    @Test
    void wordsThatNobodyMeansAreNotDemandedUnlessThereAreNoOthers() {
        assertThat(isMet("der hafen und die stadt", "Hafen, Stadt")).isTrue();
        assertThat(isMet("\"der hafen\"", "Hafen")).isFalse();
        assertThat(isMet("hafen -der", "Der Hafen")).isFalse();
        assertThat(isMet("das war es", "Er war es")).isFalse();
        assertThat(isMet("das war es", "Es war das")).isTrue();
    }

    @Test
    void inALanguageWhereItExcludesWhatItDemandsItDemandsNothing() {
        assertThat(text("haus -häuser").demand(Analysis.of("de"))).isEmpty();
        assertThat(text("haus -häuser").demand(Analysis.of("en"))).isPresent();
    }

    private static boolean isMet(String search, String text) {
        var analysis = Analysis.of("de");
        var words = analysis.words(text);
        var article = new ArticleTerms(
                IntStream.range(0, words.size())
                        .mapToObj(i -> new ArticleTerms.Term(words.get(i).term(), i))
                        .toList(),
                Set.of());
        return NaiveEvaluator.meets(
                article, text(search).demand(analysis).orElseThrow().demand());
    }

    private static SearchText text(String typed) {
        return ((SearchText.Read) SearchText.read(typed)).text();
    }
}
