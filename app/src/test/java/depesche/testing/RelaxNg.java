package depesche.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Holds XML against a grammar in RELAX NG's compact syntax, by the validator that the W3C's checker brings (Jing).
public final class RelaxNg {

    private static final String JING = "nu.validator.vendor.thaiopensource.relaxng.util.Driver";

    private RelaxNg() {}

    /// What is wrong, a line each with the document's name.
    ///
    /// @param grammar the name of a resource beside a class
    /// @param documents by name
    public static List<String> faults(Class<?> beside, String grammar, Map<String, String> documents) {
        Path checker = NpmTools.at("vnu-jar/build/dist/vnu.jar");
        try (var rules = beside.getResourceAsStream(grammar)) {
            Path folder = Files.createTempDirectory("checked");
            var files = new ArrayList<String>();
            files.add(Files.write(folder.resolve(grammar), rules.readAllBytes()).toString());
            for (var document : documents.entrySet()) {
                Path file = folder.resolve(document.getKey().replaceAll("[^A-Za-z0-9.=-]+", "_"));
                files.add(Files.writeString(file, document.getValue()).toString());
            }
            List<String> said = said(checker, files).stream()
                    .map(line -> line.replace(folder + "/", ""))
                    .toList();
            TestFolders.isRemoved(folder);
            return said;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> said(Path checker, Collection<String> files) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var command = new ArrayList<>(List.of(java, "-Xmx512m", "-cp", checker.toString(), JING, "-c"));
        command.addAll(files);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        List<String> lines = process.inputReader().lines().toList();
        try {
            if (process.waitFor() != 0 && lines.isEmpty()) {
                throw new IllegalStateException("the checker failed and said nothing");
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
        return lines;
    }
}
