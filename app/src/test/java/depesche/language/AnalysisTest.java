package depesche.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.junit.jupiter.api.Test;

class AnalysisTest {

    private static final Analysis GERMAN = Analysis.of("de");

    @Test
    void aWordAsItIsAskedForComesFirstAndAPartOfACompoundLast() throws IOException {
        var texts = List.of("Gartenbahnhof", "Bahnhofe", "Bahnhof", "Hafen");

        assertThat(ranked(GERMAN, texts, "Bahnhof")).containsExactly("Bahnhof", "Bahnhofe", "Gartenbahnhof");
    }

    @Test
    void whatIsWrittenSoComesBeforeWhatIsFoldedSo() throws IOException {
        var texts = List.of("Mueller", "Muller", "Müller", "Meier");

        assertThat(ranked(GERMAN, texts, "Müller")).containsExactly("Müller", "Mueller = Muller");
        assertThat(ranked(GERMAN, texts, "Muller").getFirst()).isEqualTo("Muller");
        assertThat(ranked(GERMAN, texts, "Mueller").getFirst()).isEqualTo("Mueller");
    }

    @Test
    void aCompoundFindsTextsThatHaveItsPartsApart() throws IOException {
        var texts = List.of("Bahnhof im Garten", "der Hafen", "ein Gartenbahnhof");

        assertThat(ranked(GERMAN, texts, "Gartenbahnhof")).containsExactly("ein Gartenbahnhof", "Bahnhof im Garten");
    }

    @Test
    void aPartIsAWordOfTheCompoundAndNotAnyLettersInIt() throws IOException {
        var texts = List.of("Kartoffelsalat mit Ei");

        assertThat(ranked(GERMAN, texts, "Salat")).hasSize(1);
        assertThat(ranked(GERMAN, texts, "Kartoffel")).hasSize(1);
        assertThat(ranked(GERMAN, texts, "Tat")).isEmpty();
        assertThat(ranked(GERMAN, texts, "Alat")).isEmpty();
    }

    @Test
    void wordsAskedForTogetherCountMoreWhereTheyStandTogether() throws IOException {
        var texts = List.of(
                "Am alten Hafen wird gebaut, aber das ist weit fort von der neuen und so langen Brücke",
                "Das ist weit fort: am alten Hafen, unter Brücken und so lange schon wird neu gebaut, aber");
        var close = GERMAN.together(SmallIndex.FIELD, "Hafen Brücke");

        try (var index = SmallIndex.of(GERMAN.indexing(), texts)) {
            assertThat(index.find(close)).containsExactly(1);
            assertThat(index.find(GERMAN.together(SmallIndex.FIELD, "Brücke Hafen")))
                    .containsExactly(1);
            assertThat(index.find(GERMAN.together(SmallIndex.FIELD, "Hafen Hafen")))
                    .isEmpty();
            assertThat(index.find(GERMAN.together(SmallIndex.FIELD, "Hafen"))).isEmpty();
        }
    }

    @Test
    void wordsThatNobodyMeansCountOnlyWhereThereAreNoOthers() throws IOException {
        var texts = List.of("to be or not to be", "a play by the river");

        assertThat(ranked(Analysis.of("en"), texts, "to be or not to be")).containsExactly("to be or not to be");
        assertThat(ranked(Analysis.of("en"), texts, "the play")).containsExactly("a play by the river");
        assertThat(ranked(Analysis.of("en"), texts, "not the river")).containsExactly("a play by the river");
    }

    @Test
    void aPhraseIsItsWordsInOrderWithAnyAccents() throws IOException {
        var texts = List.of("Recep Erdogan spricht", "Erdoğan, Recep", "der Recep aus Erdogans Stadt");

        try (var index = SmallIndex.of(GERMAN.indexing(), texts)) {
            assertThat(index.ranked(GERMAN.phrase(SmallIndex.FIELD, "Recep Erdoğan")))
                    .containsExactly(texts.getFirst());
            assertThat(index.ranked(GERMAN.phrase(SmallIndex.FIELD, "der Recep")))
                    .containsExactly(texts.getLast());
        }
    }

    @Test
    void nothingIsFoundByNoWords() {
        for (String nothing : List.of("", " \n", "?!…", "\uD83D", "- \" '")) {
            assertThat(GERMAN.any(SmallIndex.FIELD, nothing)).isInstanceOf(MatchNoDocsQuery.class);
            assertThat(GERMAN.phrase(SmallIndex.FIELD, nothing)).isInstanceOf(MatchNoDocsQuery.class);
            assertThat(GERMAN.words(nothing)).isEmpty();
        }
    }

    @Test
    void theTermOfAWordIsTheSameInAllItsForms() {
        assertThat(terms("de", "Häuser Haus Hauses haeuser"))
                .containsOnly(terms("de", "haus").getFirst());
        assertThat(terms("en", "Elections election ELECTION'S")).containsOnly("elect");
        assertThat(terms("tr", "Türkiye Türkiye'nin Turkiye"))
                .containsOnly(terms("tr", "türkiye").getFirst());
        assertThat(terms("ru", "Россия России Россию"))
                .containsOnly(terms("ru", "россия").getFirst());
        assertThat(terms("xx", "Łódź LODZ")).containsOnly("lodz");
    }

    @Test
    void aWordHasThePartsItIsMadeOf() {
        var russia = GERMAN.words("Russland").getFirst();

        assertThat(GERMAN.words("Die Russlandpolitik").getLast().parts())
                .containsExactly(
                        russia.term(), GERMAN.words("Politik").getFirst().term());
        assertThat(russia.parts()).isEmpty();
    }

    @Test
    void aTagMayHaveARegionAndLanguagesWithoutRulesShareTheirs() {
        assertThat(Analysis.of("de-AT")).isSameAs(GERMAN);
        assertThat(Analysis.of("zh_Hant")).isSameAs(Analysis.of("zh"));
        assertThat(Analysis.of("und")).isSameAs(Analysis.of("tlh")).isSameAs(Analysis.of(""));
    }

    @Test
    void eachLanguageWithRulesFindsWhatItIndexed() throws IOException {
        for (String language : RulesByLanguage.all().keySet()) {
            var analysis = Analysis.of(language);
            var texts = List.of("Depesche Angela 2026 Ankara", "北京新闻 กรุงเทพ Αθήνα Москва القاهرة दिल्ली");
            for (String word : List.of("Depesche", "2026", "ANKARA")) {
                assertThat(ranked(analysis, texts, word))
                        .as(language + " " + word)
                        .containsExactly(texts.getFirst());
            }
            for (String word : List.of("กรุงเทพ", "ΑΘΉΝΑ", "Москва", "القاهرة", "दिल्ली")) {
                assertThat(ranked(analysis, texts, word))
                        .as(language + " " + word)
                        .containsExactly(texts.getLast());
            }
        }
    }

    @Test
    void manyThreadsGetWhatOneGets() throws Exception {
        String text = "Die Außenministerin der Türkei besuchte das Bundesverfassungsgericht in Łódź. ".repeat(20);
        var languages = List.copyOf(RulesByLanguage.all().keySet());
        var alone = languages.stream()
                .map(language -> Analysis.of(language).words(text))
                .toList();

        List<Future<List<List<Word>>>> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                results.add(threads.submit(() -> languages.stream()
                        .map(language -> Analysis.of(language).words(text))
                        .toList()));
            }
        }

        for (var result : results) {
            assertThat(result.get()).isEqualTo(alone);
        }
    }

    private static List<String> terms(String language, String words) {
        return Stream.of(words.split(" "))
                .flatMap(word -> Analysis.of(language).words(word).stream())
                .map(Word::term)
                .toList();
    }

    private static List<String> ranked(Analysis analysis, List<String> texts, String asked) throws IOException {
        try (var index = SmallIndex.of(analysis.indexing(), texts)) {
            return index.ranked(analysis.any(SmallIndex.FIELD, asked));
        }
    }
}
