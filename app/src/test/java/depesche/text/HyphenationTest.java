package depesche.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyphenationTest {

    @ParameterizedTest
    @CsvSource({
        "Bundesverfassungsgericht, Bun-des-ver-fas-sungs-ge-richt",
        "Donaudampfschifffahrtsgesellschaft, Donau-dampf-schiff-fahrts-ge-sell-schaft",
        "Straßenbahnhaltestelle, Stra-ßen-bahn-hal-te-stelle",
        "Überschwemmungsgebiet, Über-schwem-mungs-ge-biet",
        "Oberbürgermeisterinnen, Ober-bür-ger-meis-te-rin-nen",
        "Ausschussvorsitzender, Aus-schuss-vor-sit-zen-der",
        "Hafen, Hafen",
        "UNESCO-Welterbestätte, UNESCO-Welt-erbe-stätte",
        "BUNDESREGIERUNG, BUNDESREGIERUNG",
        "https://lantern.example/Bundesregierung, https://lantern.example/Bundesregierung",
        "redaktion@bundesregierung.example, redaktion@bundesregierung.example",
    })
    void aLongGermanWordMayBeBrokenWhereDudenAllowsIt(String word, String broken) {
        assertThat(Hyphenation.softHyphens(word, Locale.GERMAN)).isEqualTo(broken(word, broken));
    }

    /// In the table a hyphen that the word does not have stands for a soft one.
    private static String broken(String word, String table) {
        var soft = new StringBuilder();
        int i = 0;
        for (char c : table.toCharArray()) {
            if (i < word.length() && word.charAt(i) == c) {
                soft.append(c);
                i++;
            } else {
                soft.append('\u00AD');
            }
        }
        return soft.toString();
    }

    @Test
    void markupCodeAndAddressesStayAsTheyAre() {
        var html = Sanitizer.clean("<p><a href='https://x.example/Bundesregierung'>Bundesregierung</a>"
                + " <code>Bundesregierung</code> <em lang=fr>gouvernement</em> Sicherheit&amp;Ordnung</p>");

        var shown = Hyphenation.softHyphens(html, Locale.GERMAN).value();

        assertThat(shown)
                .isEqualTo("<p><a href=\"https://x.example/Bundesregierung\" rel=\"noopener\">"
                        + "Bun\u00ADdes\u00ADre\u00ADgie\u00ADrung</a> <code>Bundesregierung</code>"
                        + " <em lang=\"fr\">gouvernement</em> Sicher\u00ADheit&amp;Ordnung</p>");
        assertThat(Sanitizer.clean(shown).value()).isEqualTo(shown);
    }

    @Test
    void aPassageInAnotherLanguageIsBrokenByItsOwnRules() {
        var html = Sanitizer.clean("<p lang=en>government</p><p>Regierung</p>");

        assertThat(Hyphenation.softHyphens(html, Locale.GERMAN).value())
                .isEqualTo("<p lang=\"en\">gov\u00ADern\u00ADment</p><p>Regie\u00ADrung</p>");
    }

    @Test
    void aLanguageWithoutPatternsIsLeftAlone() {
        var html = Sanitizer.clean("<p>gouvernement</p>");

        assertThat(Hyphenation.softHyphens(html, Locale.FRENCH)).isEqualTo(html);
    }

    /// Both have the same hash code, so one takes the other's place among the words that are remembered.
    @Test
    void aWordThatIsRememberedIsNotTakenForAnother() {
        for (int turn = 0; turn < 2; turn++) {
            assertThat(Hyphenation.softHyphens("Aabenteuerlich", Locale.GERMAN).replace("\u00AD", ""))
                    .isEqualTo("Aabenteuerlich");
            assertThat(Hyphenation.softHyphens("BBbenteuerlich", Locale.GERMAN).replace("\u00AD", ""))
                    .isEqualTo("BBbenteuerlich");
        }
    }

    @Test
    void anAngleBracketInAQuotedAttributeEndsNoTag() {
        var html = new SafeHtml("<p title=\"a > Bundesregierung\">Bundesregierung</p>");

        assertThat(Hyphenation.softHyphens(html, Locale.GERMAN).value())
                .isEqualTo("<p title=\"a > Bundesregierung\">Bun\u00ADdes\u00ADre\u00ADgie\u00ADrung</p>");
    }
}
