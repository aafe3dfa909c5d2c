package depesche;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Role;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.follow.RefusedLine;
import depesche.ingest.FileImport;
import depesche.ingest.Format;
import depesche.ingest.ImportEntry;
import depesche.ingest.ImportOrder;
import depesche.ingest.Taken;
import depesche.topic.NewTopic;
import depesche.topic.TopicResult;
import depesche.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The made-up newspaper in the folder `demo`, taken in by the same ways as anyone's.
final class DemoContent {

    private final Newsroom newsroom;
    private final Path folder;

    DemoContent(Newsroom newsroom, Path folder) {
        this.newsroom = newsroom;
        this.folder = folder;
    }

    /// What the made-up paper is called.
    static String siteName(Path folder) {
        return json(folder.resolve("newsroom.json")).path("siteName").textValue();
    }

    private JsonNode facts() {
        return json(folder.resolve("newsroom.json"));
    }

    void staff() {
        for (JsonNode person : facts().path("staff")) {
            newsroom.paper()
                    .staff()
                    .add(
                            person.path("email").textValue(),
                            person.path("name").textValue(),
                            Role.of(person.path("role").textValue()).orElseThrow());
        }
    }

    int topics() {
        int made = 0;
        for (JsonNode topic : json(folder.resolve("topics.json"))) {
            Map<String, String> labels = new LinkedHashMap<>();
            topic.path("labels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().textValue()));
            List<String> aliases = new ArrayList<>();
            topic.path("aliases").forEach(alias -> aliases.add(alias.textValue()));
            var asked = new NewTopic(
                    topic.path("slug").textValue(),
                    labels,
                    aliases,
                    Optional.ofNullable(topic.path("parent").textValue()));
            made += newsroom.paper().topicMaking().make(asked) instanceof TopicResult.Made ? 1 : 0;
        }
        return made;
    }

    long readers() {
        try (InputStream lines = Files.newInputStream(folder.resolve("readers.ndjson"))) {
            return newsroom.readers()
                    .followImport()
                    .run(lines, DemoContent::mustBeRight)
                    .created();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void mustBeRight(RefusedLine line) {
        throw new IllegalStateException("readers.ndjson, line " + line.line() + ": " + line.why());
    }

    /// Takes in all articles and publishes all but the one to be announced, which it returns.
    ArticleId articles() {
        var order = new ImportOrder(List.of(folder), Format.MARKDOWN, "demo", ImportOrder.After.SAVE);
        List<ImportEntry> entries = new ArrayList<>();
        newsroom.fileImport().run(order, FileImport.files(order), entries::add);
        String announced = facts().path("announce").textValue();
        for (ImportEntry entry : entries) {
            if (entry.taken() instanceof Taken.Refused(String why)) {
                throw new IllegalStateException("demo article " + entry.path() + " is refused: " + why);
            }
            if (entry.taken() instanceof Taken.Created(ArticleId id)
                    && !entry.externalId().equals(announced)) {
                newsroom.telling().announcing().publishQuietly(id);
            }
        }
        return newsroom.ground()
                .db()
                .read(handle ->
                        Archive.byExternalId(handle, announced).map(Article::id).orElseThrow());
    }

    private static JsonNode json(Path file) {
        try {
            return Json.read(Files.readAllBytes(file)).orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
