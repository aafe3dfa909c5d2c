package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.db.Database;
import depesche.testing.TestSite;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The site while its database cannot be reached: at this port nobody listens.
class DatabaseAwayTest {

    private final TestSite site =
            TestSite.open(new Database(Jdbi.create("jdbc:postgresql://127.0.0.1:1/away")), InstantSource.system());

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whatMustBeReadIsUnavailableForAMomentAndSaysSo() {
        for (String path : List.of("/", "/17/sturm", "/topics/hafen", "/feed.atom", "/sitemap.xml", "/imprint")) {
            HttpResponse<String> answer = site.get(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
            assertThat(answer.body()).contains("Einen Augenblick, bitte");
        }
    }

    @Test
    void whatNeedsNoDatabaseIsStillServed() {
        assertThat(site.get("/robots.txt").statusCode()).isEqualTo(200);
        assertThat(site.get("/robots.txt?again").statusCode()).isEqualTo(200);
        assertThat(site.get("/favicon.ico").statusCode()).isEqualTo(200);
        assertThat(site.store().stands("/robots.txt")).isTrue();
        assertThat(site.store().stands("/")).isFalse();
    }
}
