package depesche.ingest;

import depesche.article.ArticleId;
import depesche.article.Writing;
import depesche.db.Database;
import depesche.picture.Picture;
import depesche.picture.PictureId;
import depesche.picture.PictureImport;
import depesche.picture.PictureResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Takes in files of articles. Each file is taken whole or not at all; one that is refused stops no other.
public final class FileImport {

    private static final long LARGEST = 20L * 1024 * 1024;

    private final Intake intake;
    private final PictureImport pictures;
    private final Release release;

    public FileImport(Database db, Writing writing, PictureImport pictures, Release release, InstantSource clock) {
        this.intake = new Intake(db, writing, clock);
        this.pictures = pictures;
        this.release = release;
    }

    /// The files that an order names, in the order in which they are taken. A folder stands for the files of the
    /// format below it.
    public static List<ImportFile> files(ImportOrder order) {
        return order.paths().stream()
                .flatMap(path -> ImportFile.below(path, order.format()).stream())
                .toList();
    }

    /// @param heed is told of each file as it is done
    public void run(ImportOrder order, List<ImportFile> files, Consumer<ImportEntry> heed) {
        Set<String> seen = new HashSet<>();
        for (ImportFile file : files) {
            heed.accept(one(order, file, seen));
        }
    }

    private ImportEntry one(ImportOrder order, ImportFile file, Set<String> seen) {
        Optional<byte[]> bytes = bytes(file.path(), LARGEST);
        if (bytes.isEmpty()) {
            return refused(file, "", "file: cannot be read, or is larger than 20 MiB");
        }
        return switch (read(order, file, bytes.get())) {
            case Incoming.Faulty(String id, List<String> faults) -> refused(file, id, String.join("; ", faults));
            case Incoming.NoText(String id, String what) -> refused(file, id, what);
            case Incoming.Withdrawn taken -> withdrawn(order, file, taken, bytes.get());
            case Incoming.Text text
            when !seen.add(text.externalId()) && text.version() == 0 ->
                refused(file, text.externalId(), "externalId: stands twice in this import");
            case Incoming.Text text -> take(order, file, text, bytes.get());
        };
    }

    private ImportEntry withdrawn(ImportOrder order, ImportFile file, Incoming.Withdrawn taken, byte[] bytes) {
        if (order.after() == ImportOrder.After.DRY_RUN) {
            return refused(file, taken.externalId(), taken.why() + "; it would be killed or spiked if it is here");
        }
        Taken done = intake.withdraw(
                order.source(),
                taken,
                digest(bytes, Optional.empty()),
                article -> release.kill(article, taken.why() + ": " + order.source()));
        return new ImportEntry(file.name(), taken.externalId(), done, Optional.empty());
    }

    private static Incoming read(ImportOrder order, ImportFile file, byte[] bytes) {
        boolean isMarkdown = order.format() == Format.MARKDOWN
                || order.format() == Format.AUTO && Format.MARKDOWN.takes(file.name());
        return isMarkdown
                ? new MarkdownFile(file.root())
                        .read(file.path(), bytes, file.name().replaceFirst("\\.md$", ""))
                : Digitalwires.read(bytes);
    }

    private ImportEntry take(ImportOrder order, ImportFile file, Incoming.Text text, byte[] bytes) {
        Optional<byte[]> image = text.picture().flatMap(path -> bytes(path, PictureImport.MAX_BYTES));
        if (text.picture().isPresent() && image.isEmpty()) {
            return refused(file, text, "it cannot be read, or is larger than " + PictureImport.MAX_BYTES + " bytes");
        }
        if (order.after() == ImportOrder.After.DRY_RUN) {
            return new ImportEntry(
                    file.name(),
                    text.externalId(),
                    intake.preview(order.source(), text, digest(bytes, image)),
                    Optional.empty());
        }
        return image.isEmpty()
                ? taken(order, file, text, Optional.empty(), digest(bytes, image))
                : switch (pictures.take(image.get())) {
                    case PictureResult.Taken(Picture picture, boolean _) ->
                        taken(order, file, text, Optional.of(picture.id()), digest(bytes, image));
                    case PictureResult.NotAPicture(String why) -> refused(file, text, why);
                    case PictureResult.TooLarge(String what, long limit) ->
                        refused(file, text, "it is beyond the limit of " + limit + " " + what);
                    case PictureResult.Broken(String why) -> refused(file, text, why);
                };
    }

    private ImportEntry taken(
            ImportOrder order, ImportFile file, Incoming.Text text, Optional<PictureId> picture, byte[] digest) {
        Taken taken = intake.take(order.source(), text, picture, digest);
        return new ImportEntry(file.name(), text.externalId(), taken, released(order, taken));
    }

    private static ImportEntry refused(ImportFile file, Incoming.Text text, String why) {
        String picture =
                text.picture().map(path -> path.getFileName().toString()).orElse("");
        return refused(file, text.externalId(), "picture: " + picture + " is not taken: " + why);
    }

    private Optional<String> released(ImportOrder order, Taken taken) {
        Optional<ArticleId> changed = switch (taken) {
            case Taken.Created(ArticleId article) -> Optional.of(article);
            case Taken.Updated(ArticleId article) -> Optional.of(article);
            case Taken.Unchanged _, Taken.Refused _ -> Optional.empty();
        };
        return changed.flatMap(article -> switch (order.after()) {
            case DRY_RUN, SAVE -> Optional.empty();
            case PUBLISH -> release.publish(article);
            case PUBLISH_AND_ALERT -> release.publishAndAlert(article);
        });
    }

    private static ImportEntry refused(ImportFile file, String externalId, String why) {
        return new ImportEntry(file.name(), externalId, new Taken.Refused(why), Optional.empty());
    }

    private static Optional<byte[]> bytes(Path file, long most) {
        try {
            return Files.size(file) > most ? Optional.empty() : Optional.of(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static byte[] digest(byte[] document, Optional<byte[]> picture) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(document);
            picture.ifPresent(digest::update);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }
}
