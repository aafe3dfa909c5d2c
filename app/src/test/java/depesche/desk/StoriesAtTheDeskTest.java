package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.ingest.FileImport;
import depesche.ingest.Format;
import depesche.ingest.ImportEntry;
import depesche.ingest.ImportOrder;
import depesche.ingest.ImportOrder.After;
import depesche.testing.TestNewsroom;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StoriesAtTheDeskTest {

    private static final String STORIES = "/desk/stories";
    private static final String NEW = "/desk/articles/new";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @TempDir
    private Path folder;

    private static Person ada;
    private static Person tom;

    @BeforeAll
    static void people() {
        ada = Person.of(newsroom, "Ada", Role.CHIEF);
        tom = Person.of(newsroom, "Tom", Role.REPORTER);
        ada.submit("/desk/topics", "/desk/topics", "labelDe", "Hafen", "slug", "harbour");
        ada.submit(STORIES, STORIES, "labelDe", "Der Streik", "labelEn", "The strike", "slug", "strike");
    }

    @Test
    void anEditorMakesAStoryAndAReporterSeesIt() {
        assertThat(ada.submit(STORIES, STORIES, "labelDe", "Die Flut").headers().firstValue("location"))
                .hasValue("/desk/stories?made=die-flut");

        Document page = tom.page(STORIES);

        assertThat(page.select("tbody th a").eachText()).contains("Die Flut", "The strike");
        assertThat(page.select("main form")).isEmpty();
    }

    @Test
    void aStoryWithFaultsComesBackWithAllOfThem() {
        HttpResponse<String> wrong = ada.submit(STORIES, STORIES, "labelDe", "", "slug", "Ä");
        HttpResponse<String> taken = ada.submit(STORIES, STORIES, "labelDe", "Anderes", "slug", "strike");

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(wrong.body()).select("div[role=alert] a").eachAttr("href"))
                .containsExactly("#f-labelDe", "#f-slug");
        assertThat(taken.statusCode()).isEqualTo(409);
    }

    @Test
    void anArticleIsPutIntoAStoryAndStaysInItWhenItIsCorrected() {
        String article = saved("Streik im Hafen", "strike");
        assertThat(chosen(article)).isEqualTo("strike");

        tom.submit(article, article, "headline", "Streik am Kai");
        assertThat(chosen(article)).isEqualTo("strike");

        newsroom.call("POST", article.replace("/desk", "") + "/publication", "{\"alert\":false}");
        ada.submit(
                article + "/amendment",
                article + "/amendment",
                "kind",
                "correction",
                "note",
                "Anders.",
                "body",
                "Neu.");

        assertThat(chosen(article)).isEqualTo("strike");
        assertThat(newsroom.get("/stories/strike").body()).contains("Streik am Kai");
    }

    @Test
    void whatComesInAgainLeavesAnArticleInItsStory() throws IOException {
        String article = imported("---\nheadline: Sturm\nexternalId: s1\ntopics: [harbour]\n---\nWind.\n");
        ada.submit(article, article, "story", "strike");

        imported("---\nheadline: Sturm zieht ab\nexternalId: s1\ntopics: [harbour]\n---\nKein Wind.\n");

        assertThat(tom.page(article).select("input[name=headline]").val()).isEqualTo("Sturm zieht ab");
        assertThat(chosen(article)).isEqualTo("strike");
    }

    private String imported(String markdown) throws IOException {
        Files.writeString(folder.resolve("sturm.md"), markdown);
        var order = new ImportOrder(List.of(folder), Format.MARKDOWN, "test", After.SAVE);
        List<ImportEntry> entries = new ArrayList<>();
        newsroom.rooms().fileImport().run(order, FileImport.files(order), entries::add);
        return "/desk/articles/" + entries.getFirst().json().get("articleId");
    }

    private static String saved(String headline, String story) {
        return tom.submit(
                        NEW,
                        NEW,
                        "headline",
                        headline,
                        "body",
                        "Text.",
                        "topic",
                        "harbour",
                        "language",
                        "de",
                        "story",
                        story)
                .headers()
                .firstValue("location")
                .orElseThrow()
                .replaceFirst("\\?.*", "");
    }

    private static String chosen(String article) {
        return tom.page(article).select("select[name=story] option[selected]").val();
    }
}
