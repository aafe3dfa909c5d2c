package depesche.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.article.Amendment;
import depesche.article.Article;
import depesche.feed.ForeignReaders.Reader;
import depesche.testing.TestPaper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ForeignReadersTest {

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    @TempDir
    private Path folder;

    @BeforeAll
    static void topics() {
        paper.topic("hafen", "Hafen & Kai", "Harbour", "");
        paper.topic("moor", "Moor", "Moor", "");
        for (int i = 1; i <= 40; i++) {
            paper.publish(TestPaper.text("Tag " + i, "hafen"));
        }
    }

    @Test
    void threeReadersUnderstandEveryPartOfEveryFeed() throws Exception {
        Article article = paper.publish(TestPaper.text("Sturm <b>„Ida“</b> & Söhne]]>", "hafen"));
        String older = "?before=31";

        for (Reader reader : ForeignReaders.all()) {
            for (String path :
                    List.of("/feed.atom", "/feed.rss", "/topics/hafen/feed.atom", "/topics/hafen/feed.rss")) {
                JsonNode read = read(reader, path);
                assertThat(read.path("title").asText()).as(reader + " " + path).contains("The Lantern");
                JsonNode entry = read.path("entries").get(0);
                assertThat(entry.path("id").asText()).isEqualTo("tag:lantern.example,2026:article/" + article.id());
                assertThat(entry.path("title").asText())
                        .as(reader + " " + path)
                        .isEqualTo("Sturm <b>„Ida“</b> & Söhne]]>");
                assertThat(entry.path("link").asText()).isEqualTo("https://lantern.example" + article.path());
                assertThat(entry.path("summary").asText()).startsWith("Die Böen");

                assertThat(read(reader, path + older).path("entries"))
                        .as(reader + " " + path)
                        .hasSize(30);
            }
        }
    }

    @Test
    void aReaderKeepsOneEntryWhateverBecomesOfItsArticle() throws Exception {
        Article article = paper.publish(TestPaper.text("Erster Titel", "moor"));
        assertThat(inNewsboat("/topics/moor/feed.rss")).containsExactly("Erster Titel");

        paper.edit(article, TestPaper.text("Zweiter Titel", "moor", "hafen"));
        assertThat(inNewsboat("/topics/moor/feed.rss")).containsExactly("Zweiter Titel");

        paper.amend(article, new Amendment.Correction("Es war der dritte.", TestPaper.text("Dritter Titel", "moor")));
        JsonNode corrected = newsboat("/topics/moor/feed.rss");
        assertThat(corrected.findValuesAsText("title")).containsExactly("Moor – The Lantern", "Dritter Titel");
        assertThat(corrected.path("entries").get(0).path("summary").asText()).contains("Korrektur: Es war der dritte.");

        paper.kill(article);
        assertThat(inNewsboat("/topics/moor/feed.rss")).containsExactly("Ein Artikel wurde zurückgezogen");
    }

    @Test
    void threeReadersOfEveryFormSeeWhatIsNewCorrectedAndWithdrawn() throws Exception {
        paper.topic("damm", "Damm", "Dyke", "");
        paper.publish(TestPaper.text("Ebbe", "damm"));
        Article article = paper.publish(TestPaper.text("Der „Deich“ <i>hält</i> & mehr", "damm"));
        String link = "https://lantern.example" + article.path();
        assertThat(readEverywhere(article))
                .hasSize(9)
                .allSatisfy(read -> assertThat(read)
                        .startsWith("Der „Deich“ <i>hält</i> & mehr " + link)
                        .contains("Die Böen erreichten"));

        paper.amend(article, new Amendment.Correction("Er brach.", TestPaper.text("Der Deich bricht", "damm")));
        assertThat(readEverywhere(article))
                .hasSize(9)
                .allSatisfy(
                        read -> assertThat(read).startsWith("Der Deich bricht ").contains("Korrektur: Er brach."));

        paper.kill(article);
        assertThat(readEverywhere(article))
                .hasSize(6)
                .allSatisfy(read -> assertThat(read)
                        .startsWith("Ein Artikel wurde zurückgezogen ")
                        .doesNotContainIgnoringCase("deich")
                        .doesNotContain("Böen", "brach"));
    }

    /// What each library has of this article in each form, and nothing where it has it no more: in Atom what is
    /// withdrawn is no entry.
    private List<String> readEverywhere(Article article) throws Exception {
        List<String> all = new ArrayList<>();
        for (Reader reader : ForeignReaders.ofEveryForm()) {
            for (FeedForm form : FeedForm.values()) {
                JsonNode read = read(reader, "/topics/damm/feed" + form.ending());
                assertThat(read.path("title").asText()).as(reader + " " + form).isEqualTo("Damm – The Lantern");
                assertThat(read.path("entries").findValuesAsText("title")).contains("Ebbe");
                for (JsonNode entry : read.path("entries")) {
                    if (entry.path("id").asText().equals("tag:lantern.example,2026:article/" + article.id())) {
                        all.add(Stream.of("title", "link", "summary")
                                .map(field -> entry.path(field).asText())
                                .collect(Collectors.joining(" ")));
                    }
                }
            }
        }
        return all;
    }

    private List<String> inNewsboat(String path) throws Exception {
        return newsboat(path).path("entries").findValuesAsText("title");
    }

    private JsonNode newsboat(String path) throws Exception {
        return ForeignReaders.newsboat(paper.address() + path, folder);
    }

    private JsonNode read(Reader reader, String path) throws Exception {
        return reader.read().read(paper.address() + path, Files.createTempDirectory(folder, "reader"));
    }
}
