package depesche.ingest;

import depesche.article.Submission;
import depesche.text.Markdown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a Markdown file with front matter: docs/operate/markdown-import.md is its reference.
final class MarkdownFile {

    private static final int LARGEST = 1024 * 1024;
    private static final int LONGEST_BODY = 400_000;
    private static final String FENCE = "---";

    private final Path root;

    /// @param root the folder that pictures must not leave
    MarkdownFile(Path root) {
        this.root = root;
    }

    /// @param name what the article is called if it does not say it itself
    Incoming read(Path file, byte[] bytes, String name) {
        if (bytes.length > LARGEST) {
            return new Incoming.Faulty(name, List.of("file: larger than 1 MiB"));
        }
        Optional<String> text = decoded(bytes);
        if (text.isEmpty()) {
            return new Incoming.Faulty(name, List.of("file: not UTF-8"));
        }
        String lines = text.get().replace("\r\n", "\n");
        if (!lines.startsWith(FENCE + "\n")) {
            return new Incoming.Faulty(name, List.of("front matter: missing"));
        }
        int end = lines.indexOf("\n" + FENCE + "\n", FENCE.length());
        if (end < 0) {
            return new Incoming.Faulty(name, List.of("front matter: not closed"));
        }
        String front = lines.substring(FENCE.length() + 1, Math.max(end, FENCE.length() + 1));
        return read(file, name, front, lines.substring(end + FENCE.length() + 2));
    }

    private Incoming read(Path file, String name, String front, String body) {
        if (body.length() > LONGEST_BODY) {
            return new Incoming.Faulty(name, List.of("body: longer than " + LONGEST_BODY + " characters"));
        }
        FrontMatter matter = FrontMatter.read(front);
        Submission submission = submission(matter, name, Markdown.toHtml(body).value());
        Optional<Path> picture = matter.text("picture").flatMap(path -> picture(file, path, matter));
        String externalId = submission.externalId().orElse(name);
        if (submission.headline().isBlank()) {
            matter.fault("headline: required");
        }
        matter.refuseOthers();
        if (!matter.faults().isEmpty()) {
            return new Incoming.Faulty(externalId, matter.faults());
        }
        Map<String, Object> facts = matter.text("translationOf")
                .<Map<String, Object>>map(original -> Map.of("translationOf", original))
                .orElse(Map.of());
        return new Incoming.Text(externalId, 0, Instant.EPOCH, submission, facts, picture);
    }

    private static Submission submission(FrontMatter matter, String name, String body) {
        return new Submission(
                matter.text("headline").orElse(""),
                matter.text("kicker"),
                matter.text("standfirst"),
                matter.text("teaser"),
                body,
                matter.text("language"),
                matter.texts("bylines"),
                matter.text("dateline"),
                matter.texts("sources"),
                matter.text("slugline"),
                matter.integer("urgency", 1, 9),
                matter.flag("breaking"),
                matter.time("embargoUntil"),
                Optional.empty(),
                false,
                matter.texts("topics"),
                matter.text("story"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(matter.text("externalId").orElse(name)));
    }

    private Optional<Path> picture(Path file, String path, FrontMatter matter) {
        boolean isRelative = !path.startsWith("/") && !path.contains("\\") && !path.contains(":");
        if (!isRelative) {
            matter.fault("picture: " + path + " must be a relative path");
            return Optional.empty();
        }
        Path found = file.resolveSibling(path).normalize();
        if (!found.startsWith(root) || Files.exists(found) && !RealFolder.holds(root, found)) {
            matter.fault("picture: " + path + " lies outside the folder of the import");
            return Optional.empty();
        }
        if (!RealFolder.holds(root, found)) {
            matter.fault("picture: " + path + " is not there");
            return Optional.empty();
        }
        return Optional.of(found);
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
