package depesche.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names are found across their spellings, from each to each, and do not run into others.
class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "de, Erdoğan, Erdogan",
        "de, Türkei, Tuerkei",
        "de, Müller, Mueller",
        "de, Müller, Muller",
        "de, Mueller, Muller",
        "de, Łódź, Lodz",
        "de, Straße, Strasse",
        "de, STRAẞE, strasse",
        "de, Gießen, Giessen",
        "de, Çelik, Celik",
        "de, Özdemir, Oezdemir",
        "de, Özdemir, Ozdemir",
        "de, Beyoğlu, Beyoglu",
        "de, İstanbul, Istanbul",
        "de, São Paulo, Sao Paulo",
        "de, Málaga, Malaga",
        "de, Škoda, Skoda",
        "de, Đoković, Dokovic",
        "de, Ærø, Aero",
        "de, Tromsø, Tromso",
        "de, Groß-Gerau, GROSS-GERAU",
        "de, Mu\u0308ller, Müller",
        "de, ｂｅｒｌｉｎ, Berlin",
        "en, Müller, Mueller",
        "en, Müller, Muller",
        "en, Erdoğan, Erdogan",
        "en, Tromsø, Tromsoe",
        "en, Århus, Aarhus",
        "en, Łódź, Lodz",
        "en, O'Neill's, O'Neill",
        "en, naïve, naive",
        "tr, Erdoğan, Erdogan",
        "tr, Erdoğan'ın, Erdogan",
        "tr, İSTANBUL, istanbul",
        "tr, Diyarbakır, Diyarbakir",
        "tr, Diyarbakır, DIYARBAKIR",
        "tr, Şanlıurfa, Sanliurfa",
        "tr, Müller, Mueller",
        "ru, Орёл, Орел",
        "ru, ЕЛЬЦИН, Ельцин",
        "fr, l'Élysée, Elysee",
        "fr, Mélenchon, Melenchon",
        "es, Núñez, Nunez",
        "ro, Timişoara, Timișoara",
        "ro, Iași, Iasi",
        "pl, Wałęsa, Walesa",
        "cs, Dvořák, Dvorak",
        "vi, Hà Nội, Ha Noi",
        "el, Αθήνα, ΑΘΗΝΑ",
        "el, Μητσοτάκης, Μητσοτακης",
        "ar, القَاهِرَة, القاهرة",
        "he, שָׁלוֹם, שלום",
        "xx, Nguyễn, Nguyen",
    })
    void eachSpellingOfANameFindsTheOther(String language, String one, String other) throws IOException {
        assertThat(isFound(language, one, other)).as("%s by %s", one, other).isTrue();
        assertThat(isFound(language, other, one)).as("%s by %s", other, one).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "de, Müller, Miller",
        "de, Quelle, Qulle",
        "de, Tat, Kartoffelsalat",
        "de, Bauer, Bar",
        "en, Mueller, Muller",
        "ru, край, рай",
        "hi, दिल, दल",
    })
    void differentWordsStayDifferent(String language, String one, String other) throws IOException {
        assertThat(isFound(language, one, other)).as("%s by %s", one, other).isFalse();
    }

    private static boolean isFound(String language, String text, String asked) throws IOException {
        var analysis = Analysis.of(language);
        try (var index = SmallIndex.of(analysis.indexing(), List.of(text))) {
            return !index.find(analysis.any(SmallIndex.FIELD, asked)).isEmpty();
        }
    }
}
