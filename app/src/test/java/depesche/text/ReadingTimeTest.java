package depesche.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTimeTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "359, 1", "360, 2", "599, 2", "600, 3", "2400, 10"})
    void wordsAreReadAt240AMinute(int words, int minutes) {
        var body = Sanitizer.clean("<p>" + "Hafen ".repeat(words) + "</p>");

        assertThat(ReadingTime.minutes("", body, Locale.GERMAN)).isEqualTo(minutes);
    }

    @Test
    void standfirstAndBodyCountTogether() {
        var body = Sanitizer.clean("<p>" + "Hafen ".repeat(180) + "</p>");

        assertThat(ReadingTime.minutes("Sturm ".repeat(180), body, Locale.GERMAN))
                .isEqualTo(2);
    }

    @Test
    void blocksStandApartAndMarkupAndDashesAreNoWords() {
        var body =
                Sanitizer.clean("<ul>" + "<li>Ha<em>fen</em></li>".repeat(200) + "</ul>" + "<p>– … –</p>".repeat(500));

        assertThat(ReadingTime.minutes("", body, Locale.GERMAN)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"zh, 新, 400, 1", "zh, 新, 1000, 3", "ja, の, 1000, 2", "ko, 한, 1000, 2"})
    void characterScriptsAreReadByCharacters(String language, String character, int count, int minutes) {
        var body = Sanitizer.clean("<p>" + character.repeat(count) + "</p>");

        assertThat(ReadingTime.minutes("", body, Locale.forLanguageTag(language)))
                .isEqualTo(minutes);
    }

    @Test
    void thaiWordsAreFoundWithoutSpaces() {
        var body = Sanitizer.clean("<p>" + "ข่าววันนี้".repeat(240) + "</p>");

        assertThat(ReadingTime.minutes("", body, Locale.forLanguageTag("th"))).isBetween(2, 3);
    }
}
