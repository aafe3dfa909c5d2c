package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.Lighthouse;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Lighthouse's marks for the four pages that people come to. How fast they are is a mark too, but one that depends on
/// what else the machine does: `make lighthouse` asks for it.
class LighthouseTest {

    private static final boolean IS_WHOLE = "whole".equals(System.getProperty("depesche.lighthouse"));

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @Test
    void frontArticleTopicAndSearchHaveAllMarks() throws Exception {
        Map<String, String> pages = ShownPages.of(newsroom);
        newsroom.settle();
        List<String> categories = IS_WHOLE ? Lighthouse.ALL : Lighthouse.STEADY;
        var marks = new TreeMap<String, Map<String, Integer>>();
        var lost = new TreeMap<String, List<String>>();

        for (String name : List.of("front", "article", "topic", "found")) {
            warm(pages.get(name));
            var report = report(newsroom.baseUrl().resolve(pages.get(name)).toString(), categories);
            marks.put(name, report.marks());
            lost.put(name, report.lost());
            System.out.println("Lighthouse, " + name + ": " + report.marks());
        }

        assertThat(marks)
                .as("cost marks: " + lost)
                .allSatisfy((name, given) -> assertThat(given)
                        .hasSameSizeAs(categories)
                        .allSatisfy((category, mark) -> assertThat(mark).isEqualTo(100)));
    }

    /// One look is enough for what is steady. For speed the middle one of three counts, as Lighthouse's makers advise.
    private static Lighthouse.Report report(String address, List<String> categories) {
        int looks = IS_WHOLE ? 3 : 1;
        return Stream.generate(() -> Lighthouse.of(address, categories))
                .limit(looks)
                .sorted(Comparator.comparing(report -> report.marks().getOrDefault("performance", 100)))
                .skip(looks / 2)
                .findFirst()
                .orElseThrow();
    }

    /// Pages are packed when they are asked for the second time.
    private static void warm(String path) {
        Waiting.until(path + " is packed", () -> isPacked(newsroom.get(path, "Accept-Encoding", "gzip")));
    }

    private static boolean isPacked(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Encoding").isPresent();
    }
}
