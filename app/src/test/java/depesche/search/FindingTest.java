package depesche.search;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.article.Amendment;
import depesche.article.Article;
import depesche.article.Submission;
import depesche.db.Notices;
import depesche.testing.TestPaper;
import depesche.testing.Waiting;
import depesche.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FindingTest {

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    @TempDir
    static Path data;

    private static SearchIndex index;
    private static Notices notices;
    private static Finding finding;

    @BeforeAll
    static void open() {
        paper.topic("hafen", "Hafen", "Harbour", "");
        paper.topic("kraene", "Kräne", "Cranes", "hafen");
        paper.topic("wetter", "Wetter", "Weather", "");
        index = new SearchIndex(paper.database(), data);
        notices = new Notices(paper.postgres());
        finding = new Finding(paper.database(), index, paper.clock);
        index.listen(notices);
        index.start();
        notices.start();
    }

    @AfterAll
    static void close() {
        notices.close();
        index.close();
    }

    @Test
    void aWordOfTheHeadlineWeighsMoreThanOneOfTheStandfirstAndThatMoreThanOneOfTheBody() {
        long headline = publish("Leuchtfeuer", "Zwei drei.", "<p>Eins vier fünf.</p>", "de", "hafen");
        long standfirst = publish("Eins", "Drei Leuchtfeuer.", "<p>Zwei vier fünf.</p>", "de", "hafen");
        long body = publish("Eins", "Zwei.", "<p>Drei Leuchtfeuer vier fünf.</p>", "de", "hafen");

        assertThat(awaited("Leuchtfeuer", body)).containsExactly(headline, standfirst, body);
    }

    @Test
    void moreOfTheWordsComeFirstAndOneIsEnough() {
        long one = publish("Eins", "", "<p>Die Muschelbank liegt dort.</p>", "de", "hafen");
        long two = publish("Zwei", "", "<p>Die Muschelbank am Wrackteil.</p>", "de", "hafen");

        assertThat(awaited("Wrackteil Muschelbank Unauffindbares", two)).containsExactly(two, one);
    }

    @Test
    void ofEqualOnesTheNewerComesFirst() {
        long old = publish("Seezeichen verlegt", "", "<p>Ein Satz.</p>", "de", "hafen");
        paper.clock.advance(Duration.ofDays(200));
        long fresh = publish("Seezeichen verlegt", "", "<p>Ein Satz.</p>", "de", "hafen");

        List<FoundArticle> found = find("Seezeichen", fresh).items();

        assertThat(found).extracting(FoundArticle::id).containsExactly(fresh, old);
        assertThat(found.getFirst().score()).isGreaterThan(found.getLast().score());
    }

    @Test
    void phrasesExclusionsTopicsLanguagesAndDaysAreUnderstood() {
        paper.topic("strom", "Strom", "River", "");
        long together = publish("Eins", "", "<p>Der Anker lag am Grund.</p>", "de", "kraene");
        long apart = publish("Zwei", "", "<p>Am Grund sah man den Anker, der lag dort.</p>", "de", "strom");
        long english = publish("Three", "", "<p>The Anker brewery.</p>", "en", "strom");

        assertThat(awaited("Anker", english)).containsExactlyInAnyOrder(together, apart, english);
        assertThat(numbers("\"Anker lag am Grund\"")).containsExactly(together);
        assertThat(numbers("Anker -brewery")).containsExactlyInAnyOrder(together, apart);
        assertThat(numbers("Anker -\"am Grund\"")).containsExactly(english);
        assertThat(numbers("Anker topic:hafen")).containsExactly(together);
        assertThat(numbers("Anker -topic:strom")).containsExactly(together);
        assertThat(numbers("Anker topic:unbekannt")).isEmpty();
        assertThat(numbers("Anker language:en")).containsExactly(english);
        assertThat(numbers("Anker to:2020-01-01")).isEmpty();
        assertThat(numbers("Anker from:2020-01-01")).hasSize(3);
        assertThat(numbers("topic:strom")).containsExactly(english, apart);
    }

    @Test
    void titlesAuthorsAndLanguagesLimitWhatIsFoundAndLeaveItOut() {
        long inTitle = by("Der Kutter sinkt", "<p>Am Abend.</p>", "de", "Von José Klein und Tom Berg");
        long inText = by("Am Abend", "<p>Der Kutter sinkt.</p>", "de", "Tom Berg, Lübeck");
        long inEnglish = by("Kutter towed", "<p>In the evening.</p>", "en", "Ada Byron");

        assertThat(awaited("Kutter", inEnglish)).containsExactlyInAnyOrder(inTitle, inText, inEnglish);
        assertThat(numbers("titel:KUTTER")).containsExactlyInAnyOrder(inTitle, inEnglish);
        assertThat(numbers("title:towing")).containsExactly(inEnglish);
        assertThat(numbers("title:\"towing\"")).isEmpty();
        assertThat(numbers("title:\"Kutter sinkt\"")).containsExactly(inTitle);
        assertThat(numbers("Kutter -title:Kutter")).containsExactly(inText);
        assertThat(numbers("Kutter author:\"tom berg\"")).containsExactlyInAnyOrder(inTitle, inText);
        assertThat(numbers("autor:jose-klein")).containsExactly(inTitle);
        assertThat(numbers("author:\"Jose Klein\" author:tom-berg")).containsExactly(inTitle);
        assertThat(numbers("Kutter -author:tom-berg")).containsExactly(inEnglish);
        assertThat(numbers("Kutter author:nobody")).isEmpty();
        assertThat(numbers("Kutter -language:de")).containsExactly(inEnglish);
        assertThat(numbers("title:Kutter sprache:en language:de")).containsExactlyInAnyOrder(inTitle, inEnglish);
    }

    @Test
    void anAuthorIsFoundByTheSlugWhateverLettersTheNameHas() {
        long russian = by("Краб", "<p>Одно слово.</p>", "ru", "Жанна Чехова");
        String slug = paper.database()
                .read(tx -> tx.createQuery("select slug from author where name = 'Жанна Чехова'")
                        .mapTo(String.class)
                        .one());

        assertThat(awaited("author:" + slug, russian)).containsExactly(russian);
        assertThat(numbers("autor:\"жанна чехова\"")).containsExactly(russian);
    }

    @Test
    void whatASearchNamesAndThereIsNotIsTold() {
        long article = by("Bojenleger", "<p>Ein Satz.</p>", "de", "Ole Boje");
        awaited("Bojenleger", article);
        var topics = new Topics(paper.database()).tree();

        assertThat(finding.unknown(asked("author:ole-boje topic:hafen"), topics))
                .isEmpty();
        assertThat(finding.unknown(asked("author:ole -topic:nix"), topics))
                .containsExactly(
                        new SearchFault(SearchFault.Kind.NO_AUTHOR, "ole"),
                        new SearchFault(SearchFault.Kind.NO_TOPIC, "nix"));
    }

    @Test
    void noPhraseReachesFromOneParagraphIntoTheNext() {
        long article = publish("Eins", "", "<p>Es kam die Dünung.</p><p>Sturmwarnung galt.</p>", "de", "hafen");

        assertThat(awaited("Dünung", article)).containsExactly(article);
        assertThat(numbers("\"Dünung Sturmwarnung\"")).isEmpty();
    }

    @Test
    void aTopicThatMovedTakesItsArticlesAlong() {
        paper.topic("faehren", "Fähren", "Ferries", "wetter");
        long article = publish("Überfahrt fällt aus", "", "<p>Ein Satz.</p>", "de", "faehren");
        assertThat(awaited("Überfahrt topic:wetter", article)).containsExactly(article);

        paper.database()
                .change(tx -> tx.execute("update topic set parent_id = (select id from topic where slug = 'hafen')"
                        + " where slug = 'faehren'"));

        assertThat(numbers("Überfahrt topic:wetter")).isEmpty();
        assertThat(numbers("Überfahrt topic:hafen")).containsExactly(article);
    }

    @Test
    void aCorrectionChangesWhatIsFound() {
        Article article = paper.publish(text("Kapitän Ahrends geehrt", "", "<p>Ein Satz.</p>", "de", "hafen"));
        awaited("Ahrends", article.id().value());

        paper.amend(
                article,
                new Amendment.Correction(
                        "Der Name war falsch", text("Kapitän Behrens geehrt", "", "<p>Ein Satz.</p>", "de", "hafen")));

        awaited("Behrens", article.id().value());
        assertThat(numbers("Ahrends")).isEmpty();
    }

    @Test
    void aKilledArticleIsNotFoundEvenBeforeTheIndexHears(@TempDir Path elsewhere) {
        Article article = paper.publish(text("Brandstifter benannt", "", "<p>Ein Satz.</p>", "de", "hafen"));
        try (var deaf = new SearchIndex(paper.database(), elsewhere)) {
            var finding = new Finding(paper.database(), deaf, paper.clock);
            deaf.start();
            Waiting.until("the index is whole", deaf::isWhole);
            assertThat(finding.newest(asked("Brandstifter"), 10))
                    .containsExactly(article.id().value());

            paper.kill(article);

            Found found = finding.find(asked("Brandstifter"), Place.START, 20);
            assertThat(found.items()).isEmpty();
            assertThat(found.total()).isZero();
        }
    }

    @Test
    void whatIsNotPublishedIsNotFound() {
        paper.draft(text("Geheimplan Eins", "", "<p>Ein Satz.</p>", "de", "hafen"));
        long published = publish("Geheimplan Zwei", "", "<p>Ein Satz.</p>", "de", "hafen");

        assertThat(awaited("Geheimplan", published)).containsExactly(published);
    }

    @Test
    void whatWasAskedForIsMarkedAndSafe() {
        long article = publish(
                "Schlickrutscher & <Ewer>",
                "",
                "<p>" + "Vorher steht viel anderes hier. ".repeat(20)
                        + "Da lag <em>der</em> Schlickrutscher &lt;fest&gt;. " + "Danach auch. ".repeat(40) + "</p>",
                "de",
                "hafen");

        FoundArticle found = find("Schlickrutscher", article).items().getFirst();

        assertThat(found.headline().html()).isEqualTo("<mark>Schlickrutscher</mark> &amp; &lt;Ewer&gt;");
        assertThat(found.fragments()).hasSize(1);
        String fragment = found.fragments().getFirst().html();
        assertThat(fragment)
                .contains("Da lag der <mark>Schlickrutscher</mark> &lt;fest&gt;.")
                .startsWith("… ");
        assertThat(fragment.length()).isLessThan(300);
    }

    @Test
    void whatATextSaysTwiceIsShownOnce() {
        long article = publish(
                "Kehrvers",
                "",
                "<p>Am Brooktor brennt Licht.</p>".repeat(9) + "<p>Das Brooktor ist zu.</p>",
                "de",
                "hafen");

        FoundArticle found = find("Brooktor", article).items().getFirst();

        assertThat(found.fragments())
                .extracting(Marked::html)
                .containsExactly("Am <mark>Brooktor</mark> brennt Licht.", "Das <mark>Brooktor</mark> ist zu.");
    }

    @Test
    void aLongListIsReadPartByPartWithEachOnce() {
        long last = 0;
        for (int i = 0; i < 47; i++) {
            last = publish("Tonnenleger " + i, "", "<p>" + "Wort ".repeat(i + 1) + "</p>", "de", "wetter");
        }
        assertThat(awaited("Tonnenleger", last)).hasSize(20);

        assertReadsAll("Tonnenleger");
        assertReadsAll("language:de topic:wetter from:2020-01-01");
    }

    private static void assertReadsAll(String words) {
        var seen = new ArrayList<Long>();
        Optional<Place> place = Optional.of(Place.START);
        long total = 0;
        while (place.isPresent()) {
            Found found =
                    finding.find(asked(words), Place.parse(place.get().text()).orElseThrow(), 20);
            found.items().forEach(article -> seen.add(article.id()));
            total = found.total();
            place = found.next();
        }
        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(47);
        assertThat(new HashSet<>(seen)).hasSize((int) total);
    }

    @Test
    void whateverIsAskedIsAnswered() {
        long article = publish("Anything goes", "", "<p>Ein Satz.</p>", "en", "hafen");
        awaited("Anything", article);
        var random = new Random(4);
        String signs =
                "ab \"„“-:*?~^()[]{}\\/+&|!<>'`ßİı你好مرحبا\u0000\u202E\uD83D\uDE00\uD800 topic: from:to:title:author:\"";
        List<String> questions = new ArrayList<>(List.of(
                "*",
                "?",
                "a*",
                "/(a+)+b/",
                "a~2",
                "(((((",
                "AND OR NOT",
                "headline:x",
                "[a TO z]",
                "a".repeat(100_000),
                "a ".repeat(100_000),
                "\"" + "a ".repeat(100_000) + "\"",
                "你".repeat(5_000),
                "topic:" + "x".repeat(9_000),
                "\uD800",
                "from:0000-00-00 to:9999-99-99",
                "from:9999-12-31",
                "language:xx-invalid",
                "' or 1=1 --"));
        for (int i = 0; i < 500; i++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(80), 0, signs.length()).forEach(at -> text.append(signs.charAt(at)));
            questions.add(text.toString());
        }

        for (String question : questions) {
            Found found = finding.find(asked(question), Place.START, 20);
            assertThat(found.items().size()).as(question).isLessThanOrEqualTo(20);
        }
    }

    private static Asked asked(String words) {
        return Asked.of(words, ZoneOffset.UTC);
    }

    private static List<Long> numbers(String words) {
        return finding.find(asked(words), Place.START, 20).items().stream()
                .map(FoundArticle::id)
                .toList();
    }

    /// What is found once this article is.
    private static List<Long> awaited(String words, long article) {
        return find(words, article).items().stream().map(FoundArticle::id).toList();
    }

    private static Found find(String words, long article) {
        Waiting.until(
                words + " is found", () -> finding.newest(asked(words), 100).contains(article));
        return finding.find(asked(words), Place.START, 20);
    }

    private static long publish(String headline, String standfirst, String body, String language, String topic) {
        return paper.publish(text(headline, standfirst, body, language, topic))
                .id()
                .value();
    }

    private static long by(String headline, String body, String language, String byline) {
        return paper.publish(text(headline, "", body, language, "hafen", List.of(byline)))
                .id()
                .value();
    }

    private static Submission text(String headline, String standfirst, String body, String language, String topic) {
        return text(headline, standfirst, body, language, topic, List.of());
    }

    private static Submission text(
            String headline, String standfirst, String body, String language, String topic, List<String> bylines) {
        return new Submission(
                headline,
                Optional.empty(),
                Optional.of(standfirst).filter(words -> !words.isEmpty()),
                Optional.empty(),
                body,
                Optional.of(language),
                bylines,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(topic),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
