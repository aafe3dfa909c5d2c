package depesche.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource({
        "de, de",
        "DE-at, de-AT",
        "zh-hant, zh-Hant",
        "sr-latn-rs, sr-Latn-RS",
        "en_GB, en-GB",
        "nds, nds",
        "es-419, es-419"
    })
    void aTagHasOneSpelling(String given, String tag) {
        assertThat(Languages.parse(given)).contains(Locale.forLanguageTag(tag));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "german", "qq", "de-ZZZZ9", "de-1996", "de-u-co-phonebk", "de<b>", "und", "de-DE-x-a"})
    void whatNamesNoLanguageIsNone(String given) {
        assertThat(Languages.parse(given)).isEmpty();
    }

    @Test
    void aLanguageHasANameAndADirection() {
        assertThat(Languages.name(Locale.FRENCH, Locale.GERMAN)).isEqualTo("Französisch");
        assertThat(Languages.direction(Locale.forLanguageTag("ar"))).isEqualTo("rtl");
        assertThat(Languages.direction(Locale.forLanguageTag("de-AT"))).isEqualTo("ltr");
    }
}
