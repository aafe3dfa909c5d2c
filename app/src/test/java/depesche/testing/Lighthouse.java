package depesche.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// Lighthouse, which looks at a page as a middling phone on a slow line would show it, and gives marks up to 100.
public final class Lighthouse {

    /// What does not depend on how busy this machine is.
    public static final List<String> STEADY = List.of("accessibility", "best-practices", "seo");

    /// All of them, with the one that is measured.
    public static final List<String> ALL = List.of("accessibility", "best-practices", "performance", "seo");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Lighthouse() {}

    /// @param marks by category
    /// @param lost what cost marks, and the figures behind them
    public record Report(Map<String, Integer> marks, List<String> lost) {}

    /// Looks at a page once.
    public static Report of(String address, List<String> categories) {
        JsonNode said = said(List.of(
                "node",
                NpmTools.at("lighthouse/cli/index.js").toString(),
                address,
                "--quiet",
                "--output=json",
                "--output-path=stdout",
                "--only-categories=" + String.join(",", categories),
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu --no-first-run"));
        var marks = new TreeMap<String, Integer>();
        said.path("categories")
                .forEach(category -> marks.put(category.path("id").asText(), (int)
                        Math.round(100 * category.path("score").asDouble())));
        List<String> lost = StreamSupport.stream(said.path("audits").spliterator(), false)
                .filter(audit ->
                        audit.path("score").isNumber() && audit.path("score").asDouble() < 1)
                .map(audit -> audit.path("id").asText() + " "
                        + audit.path("score").asText() + " "
                        + audit.path("displayValue").asText())
                .toList();
        return new Report(marks, lost);
    }

    private static JsonNode said(List<String> command) {
        Path chromium = TestBrowser.chromium();
        try {
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("CHROME_PATH", chromium.toString());
            Process process = builder.start();
            process.getOutputStream().close();
            return JSON.readTree(process.getInputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
