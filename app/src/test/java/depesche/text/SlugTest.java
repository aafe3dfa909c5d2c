package depesche.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource({
        "de, Rathaus brennt nieder, rathaus-brennt-nieder",
        "de, Übergroße Öltanker: Ärger in Süßen, uebergrosse-oeltanker-aerger-in-suessen",
        "de, STRAẞE, strasse",
        "de, „Das war’s“, das-wars",
        "de, 1. FC gewinnt 3:0, 1-fc-gewinnt-3-0",
        "en, Mayor's plan for Zürich, mayors-plan-for-zurich",
        "ru, Борщ и щи, borshch-i-shchi",
        "uk, Київ, kyyiv",
        "tr, IŞIK ılık İstanbul, isik-ilik-istanbul",
        "ar, أخبار, akhbar",
        "zh, 北京新闻, bei-jing-xin-wen",
        "el, Αθήνα, athina",
        "da, Rødgrød på Fyn, rodgrod-pa-fyn",
        "vi, Hà Nội, ha-noi",
        "de, ?!, artikel",
        "en, 2026, article",
        "fr, '', article",
    })
    void aHeadlineBecomesItsAddress(String language, String headline, String slug) {
        assertThat(Slug.of(headline, Locale.forLanguageTag(language))).isEqualTo(new Slug(slug));
    }

    @Test
    void aLongHeadlineIsCutBetweenWords() {
        var slug = Slug.of("Wort ".repeat(40), Locale.GERMAN).value();

        assertThat(slug).hasSizeLessThanOrEqualTo(80).endsWith("-wort").startsWith("wort-wort");
    }

    @Test
    void oneEndlessWordIsCutAnywhere() {
        assertThat(Slug.of("a".repeat(1000), Locale.GERMAN).value()).hasSize(80);
    }

    @Test
    void anyTextHasASlugAndASlugIsItsOwn() {
        var random = new Random(20260303);
        var languages = new String[] {"de", "en", "ru", "tr", "ar", "el"};
        for (int i = 0; i < 3_000; i++) {
            var headline = new StringBuilder();
            random.ints(random.nextInt(60), 0, i % 2 == 0 ? 0x500 : 0x10FFFF).forEach(headline::appendCodePoint);
            var language = Locale.forLanguageTag(languages[i % languages.length]);

            var slug = Slug.of(headline.toString(), language);

            assertThat(Slug.of(slug.value(), language)).isEqualTo(slug);
        }
    }
}
