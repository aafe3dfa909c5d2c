package load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// German articles of the length of a long newspaper piece, the same ones on every run: the paragraphs of the demo's
/// articles, dealt anew.
final class Newsprint {

    private static final int BODY_CHARACTERS = 18_000;
    private static final long SEED = 20_261_122;

    private final List<String> paragraphs = new ArrayList<>();
    private final Random random = new Random(SEED);

    Newsprint() {
        try (var files = Files.list(Path.of("demo/articles"))) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file);
                if (text.contains("\nlanguage: de\n")) {
                    take(text.substring(text.indexOf("\n---\n") + 5));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void take(String body) {
        for (String paragraph : body.split("\n\n")) {
            if (paragraph.length() > 200 && Character.isLetter(paragraph.strip().charAt(0))) {
                paragraphs.add(paragraph.strip());
            }
        }
    }

    /// Markdown.
    String body() {
        var body = new StringBuilder();
        while (body.length() < BODY_CHARACTERS) {
            body.append(paragraph()).append("\n\n");
        }
        return body.toString();
    }

    String paragraph() {
        return paragraphs.get(random.nextInt(paragraphs.size()));
    }

    /// The beginning of a paragraph, to the end of a word.
    String words(int most) {
        String text = paragraph().replaceAll("[\"„“»«:#*_`\\[\\]]", "");
        return text.substring(0, text.lastIndexOf(' ', most)).strip();
    }
}
