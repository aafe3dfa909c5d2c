package depesche.command;

import depesche.topic.VocabularyTopics;
import depesche.topic.VocabularyTopics.Loaded;
import depesche.topic.vocabulary.VocabularyReading;
import depesche.topic.vocabulary.VocabularyResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./depesche topics load FILE`: topics from a published vocabulary, IPTC's Media Topics unless another is named.
@Command(
        name = "load",
        description = "Make topics of a vocabulary published as SKOS in Turtle, plain or packed (.xz, .gz).",
        mixinStandardHelpOptions = true)
final class TopicsLoad implements Callable<Integer> {

    private static final int MOST_BYTES = 64 << 20;

    private final Door door;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            split = ",",
            description = "Labels of these languages only (default: all there are).")
    private List<String> languages = List.of();

    @Option(
            names = "--scheme",
            paramLabel = "ADDRESS",
            description = "Of which concepts are taken (default: Media Topics).")
    private String scheme = VocabularyReading.MEDIA_TOPICS;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean isDryRun;

    TopicsLoad(Door door) {
        this.door = door;
        this.data = new DataOption();
    }

    @Override
    public Integer call() {
        Set<String> wanted = new TreeSet<>(languages);
        if (!wanted.stream().allMatch(language -> language.matches("[a-z]{2,3}"))) {
            throw new ParameterException(spec.commandLine(), "--language names languages like de or en");
        }
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no " + file);
        }
        return switch (VocabularyReading.read(text(), scheme, wanted)) {
            case VocabularyResult.Faulty(List<String> faults) -> refused(faults);
            case VocabularyResult.Vocabulary vocabulary ->
                door.within(data.flags(), newsroom -> load(newsroom.vocabulary(), vocabulary));
        };
    }

    private int refused(List<String> faults) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("depesche: nothing was loaded; this is wrong in " + file + ":");
        faults.forEach(fault -> err.println("  " + fault));
        err.flush();
        return 1;
    }

    private int load(VocabularyTopics topics, VocabularyResult.Vocabulary vocabulary) {
        var bar = ProgressBar.onTerminal("topics", vocabulary.concepts().size());
        Loaded loaded = isDryRun
                ? topics.foretell(vocabulary.concepts(), bar::step)
                : topics.load(vocabulary.concepts(), bar::step);
        bar.end();
        PrintWriter out = spec.commandLine().getOut();
        out.println("created %d joined %d enriched %d unchanged %d retired %d"
                .formatted(
                        loaded.made(), loaded.joined(), loaded.enriched(), loaded.unchanged(), vocabulary.retired()));
        out.flush();
        return 0;
    }

    private String text() {
        try (InputStream bytes = unpacked(Files.newInputStream(file))) {
            byte[] read = bytes.readNBytes(MOST_BYTES + 1);
            if (read.length > MOST_BYTES) {
                throw new Failure(file + " has more than " + (MOST_BYTES >> 20) + " MB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(read))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new Failure(file + " is no text in UTF-8");
        } catch (IOException unreadable) {
            throw new Failure(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    /// A small packed file that unpacks to much is read to the limit, in bounded memory.
    private InputStream unpacked(InputStream bytes) throws IOException {
        String name = file.toString();
        if (name.endsWith(".xz")) {
            return new XZInputStream(bytes, 64 << 10);
        }
        return name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }
}
