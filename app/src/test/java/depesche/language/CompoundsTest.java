package depesche.language;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompoundsTest {

    @ParameterizedTest
    @CsvSource({
        "kartoffelsalat, kartoffel salat",
        "russlandpolitik, russland politik",
        "bundesverfassungsgericht, bundes verfassung gericht",
        "straßenbahn, straßen bahn",
        "strassenbahn, straßen bahn",
        "bürgerkrieg, bürger krieg",
        "buergerkrieg, bürger krieg",
    })
    void aCompoundIsTakenApart(String compound, String parts) {
        assertThat(Compounds.GERMAN.parts(compound)).containsExactly(parts.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transport",
                "demonstration",
                "verantwortung",
                "information",
                "universität",
                "minister",
                "restaurant",
                "erdoğan",
                "steinmeier",
                "merkel",
                "москва",
                "北京新闻",
                "rhein-main",
                "",
            })
    void whatIsNoCompoundStaysWhole(String word) {
        assertThat(Compounds.GERMAN.parts(word)).isEmpty();
    }

    @Test
    void thePartsAreThoseThatPeopleWroteDown() throws IOException {
        int right = 0;
        int wronglyTakenApart = 0;
        List<String> lines = lines();

        for (String line : lines) {
            List<String> expected = List.of(line.toLowerCase(Locale.ROOT).split(", "));
            List<String> parts = Compounds.GERMAN.parts(String.join("", expected));
            right += parts.equals(expected.size() == 1 ? List.of() : expected) ? 1 : 0;
            wronglyTakenApart += expected.size() == 1 && !parts.isEmpty() ? 1 : 0;
        }

        assertThat(100.0 * right / lines.size()).isGreaterThan(99.0);
        assertThat(wronglyTakenApart).isLessThanOrEqualTo(5);
    }

    private static List<String> lines() throws IOException {
        var file = TestData.at("compounds-de/test-de-large.txt.gz");
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }
}
