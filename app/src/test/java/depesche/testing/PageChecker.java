package depesche.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// The W3C's checker (Nu), run on this machine, for what is HTML or CSS. It is told not to guess languages: what our
/// test pages say is made up.
public final class PageChecker {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PageChecker() {}

    /// Fails with every error and every warning, each with its place.
    ///
    /// @param documents by a name that ends in `.html` or `.css`
    public static void assertValid(Map<String, String> documents) {
        assertThat(documents).isNotEmpty();
        assertThat(faults(documents)).isEmpty();
    }

    /// What the checker says against these documents.
    public static List<String> faults(Map<String, String> documents) {
        Path checker = NpmTools.at("vnu-jar/build/dist/vnu.jar");
        try {
            Path folder = Files.createTempDirectory("checked");
            for (var document : documents.entrySet()) {
                Files.writeString(folder.resolve(document.getKey()), document.getValue());
            }
            JsonNode said = JSON.readTree(said(checker, folder));
            TestFolders.isRemoved(folder);
            return StreamSupport.stream(said.path("messages").spliterator(), false)
                    .filter(message -> !message.path("type").asText().equals("info")
                            || message.path("subType").asText().equals("warning"))
                    // A warning about what somebody wrote: a sign that joins the one before it, and there is none.
                    .filter(message -> !message.path("message").asText().endsWith("starts with a composing character."))
                    .map(PageChecker::told)
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] said(Path checker, Path folder) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx768m", "-Xss4m", "-jar"));
        command.addAll(List.of(
                checker.toString(),
                "--also-check-css",
                "--no-langdetect",
                "--exit-zero-always",
                "--stdout",
                "--format",
                "json",
                folder.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        return process.getInputStream().readAllBytes();
    }

    private static String told(JsonNode message) {
        String url = message.path("url").asText();
        return url.substring(url.lastIndexOf('/') + 1) + ":"
                + message.path("lastLine").asInt() + " "
                + message.path("message").asText() + " « "
                + message.path("extract").asText() + " »";
    }
}
