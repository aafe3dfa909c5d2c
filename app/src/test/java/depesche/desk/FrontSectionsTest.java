package depesche.desk;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The front page's sections, arranged at the desk.
class FrontSectionsTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static Person chief;

    @BeforeEach
    void paper() {
        if (chief != null) {
            chief.submit("/desk/front", "/desk/front", "act", "forget");
            return;
        }
        chief = Person.of(newsroom, "Clara", Role.CHIEF);
        for (String topic : List.of("kultur", "politik", "sport")) {
            topic("{\"slug\":\"%s\",\"labels\":{\"de\":\"%s\",\"en\":\"%s\"}}".formatted(topic, topic, topic));
        }
        topic("{\"slug\":\"fussball\",\"labels\":{\"de\":\"Fußball\"},\"parent\":\"sport\"}");
        topic("{\"slug\":\"turnen\",\"labels\":{\"de\":\"Turnen\"},\"parent\":\"sport\"}");
        for (int i = 0; i < 40; i++) {
            publish(
                    "Meldung " + i,
                    List.of("kultur", "politik", "fussball", "fussball").get(i % 4));
        }
    }

    @Test
    void untilSomebodyArrangesThemTheTopmostTopicsWithNewsHaveOne() {
        assertThat(sections()).containsExactly("kultur", "politik", "sport");
    }

    @Test
    void theyStandAsTheDeskArrangedThemAtOnce() {
        arrange("up", "sport");
        assertThat(sections()).containsExactly("kultur", "sport", "politik");

        arrange("down", "kultur");
        assertThat(sections()).containsExactly("sport", "kultur", "politik");

        arrange("out", "sport");
        arrange("add", "fussball");
        assertThat(sections()).containsExactly("kultur", "politik", "Fußball");

        arrange("up", "kultur");
        arrange("down", "fussball");
        arrange("add", "kultur");
        assertThat(sections()).containsExactly("kultur", "politik", "Fußball");

        arrange("forget", "");
        assertThat(sections()).containsExactly("kultur", "politik", "sport");
    }

    @Test
    void aSectionWithoutArticlesIsLeftOutAndComesWithItsFirst() {
        arrange("add", "turnen");
        arrange("up", "turnen");
        assertThat(sections()).containsExactly("kultur", "politik", "sport");

        for (int i = 0; i < 9; i++) {
            publish("Riege " + i, "turnen");
        }
        assertThat(sections()).containsExactly("kultur", "politik", "Turnen", "sport");
    }

    @Test
    void thePageHasAButtonForEachActAndNoneForThoseWhoMayNot() {
        var page = chief.page("/desk/front");
        assertThat(page.select(".arrangement .label").eachText()).containsExactly("kultur", "politik", "sport");
        assertThat(page.select(".arrangement button").eachAttr("aria-label"))
                .contains("kultur down", "politik up", "Leave out sport")
                .doesNotContain("kultur up", "sport down");
        Person reporter = Person.of(newsroom, "Tom", Role.EDITOR);
        assertThat(reporter.page("/desk/front").select("main form")).isEmpty();

        var refused = newsroom.post(
                "/desk/front",
                "csrf=" + csrf(reporter) + "&act=up&topic=sport",
                "Cookie",
                reporter.cookie(),
                "Content-Type",
                Person.FORM);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(sections()).containsExactly("kultur", "politik", "sport");
    }

    @Test
    void whatIsNoActOrNoTopicChangesNothing() {
        assertThat(answer("up", "gibtsnicht")).isEqualTo(404);
        assertThat(answer("add", "")).isEqualTo(404);
        assertThat(answer("sideways", "sport")).isEqualTo(400);
        assertThat(sections()).containsExactly("kultur", "politik", "sport");
    }

    @Test
    void severalAtOnceLoseNothing() throws Exception {
        for (int i = 0; i < 25; i++) {
            topic("{\"slug\":\"t%d\",\"labels\":{\"de\":\"T%d\"}}".formatted(i, i));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> acts = IntStream.range(0, 25)
                    .<Callable<Integer>>mapToObj(i -> () -> answer("add", "t" + i))
                    .toList();
            for (var act : threads.invokeAll(acts)) {
                assertThat(act.get()).isEqualTo(303);
            }
        }

        var page = chief.page("/desk/front");
        assertThat(page.select(".arrangement li")).hasSize(20);
        assertThat(page.select("button[value=add]")).isEmpty();
    }

    private static List<String> sections() {
        return Jsoup.parse(newsroom.get("/").body()).select(".section > h2").eachText();
    }

    private static void arrange(String act, String topic) {
        assertThat(answer(act, topic)).isEqualTo(303);
    }

    private static int answer(String act, String topic) {
        return newsroom.post(
                        "/desk/front",
                        "csrf=" + csrf(chief) + "&act=" + act + "&topic=" + topic,
                        "Cookie",
                        chief.cookie(),
                        "Content-Type",
                        Person.FORM)
                .statusCode();
    }

    private static String csrf(Person person) {
        return person.page("/desk/front").select("input[name=csrf]").first().val();
    }

    private static void topic(String json) {
        assertThat(newsroom.call("POST", "/topics", json).statusCode()).isEqualTo(201);
    }

    private static void publish(String headline, String topic) {
        String article = newsroom.call(
                        "POST",
                        "/articles",
                        "{\"headline\":\"%s\",\"body\":\"<p>Ja.</p>\",\"topics\":[\"%s\"]}".formatted(headline, topic))
                .body()
                .replaceFirst(".*?\"id\":\"(\\d+)\".*", "$1");
        newsroom.clock().advance(java.time.Duration.ofMinutes(1));
        newsroom.call("POST", "/articles/" + article + "/publication", "{\"alert\":false}");
    }
}
