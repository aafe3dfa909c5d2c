package depesche.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.MessagePattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {

    private static final Path FOLDER = Path.of("src/main/resources/messages");

    @ParameterizedTest
    @MethodSource("germanFiles")
    void theEnglishHasTheSameSentencesWithTheSamePlaces(Path german) {
        var english = german.resolveSibling(german.getFileName().toString().replace("_de.", "_en."));

        assertThat(placesBySentence(english)).isEqualTo(placesBySentence(german));
    }

    @Test
    void aSentenceIsFilledInTheReadersLanguage() {
        var messages = Messages.of("follow");

        assertThat(messages.text(Locale.of("de", "AT"), "confirm.subject", Map.of("site", "The Lantern")))
                .isEqualTo("Bitte bestätigen: Benachrichtigungen von The Lantern");
    }

    @Test
    void aReaderOfAnyOtherLanguageIsSpokenToInEnglish() {
        assertThat(Messages.of("follow").text(Locale.FRENCH, "imprint")).isEqualTo("Imprint");
    }

    @Test
    void aSentenceThatIsMissingIsABug() {
        var messages = Messages.of("follow");

        assertThatThrownBy(() -> messages.text(Locale.GERMAN, "no.such"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.such");
    }

    static Stream<Path> germanFiles() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith("_de.properties")).toList().stream();
        }
    }

    private static Map<String, TreeSet<String>> placesBySentence(Path file) {
        var properties = new Properties();
        try (var text = Files.newBufferedReader(file)) {
            properties.load(text);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        var places = new TreeMap<String, TreeSet<String>>();
        properties.forEach((key, sentence) -> places.put((String) key, places((String) sentence)));
        return places;
    }

    private static TreeSet<String> places(String sentence) {
        var pattern = new MessagePattern(sentence);
        var names = new TreeSet<String>();
        for (int i = 0; i < pattern.countParts(); i++) {
            if (pattern.getPart(i).getType() == MessagePattern.Part.Type.ARG_NAME) {
                names.add(pattern.getSubstring(pattern.getPart(i)));
            }
        }
        return names;
    }
}
