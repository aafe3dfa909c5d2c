package depesche.feed.hub;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.net.Confines;
import depesche.net.Poster;
import depesche.net.Resolver;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import depesche.web.Fault;
import depesche.web.Form;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the hub goes when others say where.
class HubConfinesTest {

    private static final String SITE = "https://lantern.example";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.with(Map.of("DEPESCHE_PRIVATE_ADDRESSES", "allowed"));

    /// The request is let through here, as if the name had changed its address since.
    @Test
    void aPrivateAddressIsNeverAsked() {
        var ground = newsroom.rooms().ground();
        var limits = new Poster.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1_000);
        var poster = Poster.of(new Resolver(Confines.PUBLIC), limits, newsroom.clock());
        try (var subscriber = Subscriber.open();
                var careful = new HubCarrying(ground.settings(), ground.db(), "careful", poster, newsroom.clock())) {
            newsroom.post(
                    "/hub",
                    subscriber.asking("subscribe", newsroom.baseUrl() + "/feed.atom", "/inside", Map.of()),
                    "Content-Type",
                    "application/x-www-form-urlencoded");
            assertThat(waiting()).isOne();

            careful.start();

            Waiting.until("it was dropped", () -> waiting() == 0);
            assertThat(subscriber.questions("/inside")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://partner.example/",
                "https://user@partner.example/",
                "https://2130706433/",
                "https://partner.example/#part",
                "file:///etc/passwd",
                "https://"
            })
    void onlyWholeAddressesOfTheWebAreTaken(String callback) {
        var form = form(Map.of("hub.mode", "subscribe", "hub.topic", SITE + "/feed.atom", "hub.callback", callback));

        assertThat(HubWish.parse(form, SITE, Confines.PUBLIC)).isInstanceOf(HubWish.Invalid.class);
    }

    @Test
    void aLeaseIsNeitherTooShortNorTooLong() {
        assertThat(lease("")).isEqualTo(864_000);
        assertThat(lease("1")).isEqualTo(300);
        assertThat(lease("999999999")).isEqualTo(2_592_000);
        assertThat(lease("-1")).isEqualTo(-1);
        assertThat(lease("1e9")).isEqualTo(-1);
    }

    private static int lease(String asked) {
        var form = form(Map.of(
                "hub.mode",
                "subscribe",
                "hub.topic",
                SITE + "/feed.atom",
                "hub.callback",
                "https://partner.example/",
                "hub.lease_seconds",
                asked));
        return switch (HubWish.parse(form, SITE, Confines.PUBLIC)) {
            case HubWish.Valid(HubWish wish) -> wish.leaseSeconds();
            case HubWish.Invalid(List<Fault> _) -> -1;
        };
    }

    private static Form form(Map<String, String> fields) {
        return new Form(
                fields.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, it -> List.of(it.getValue()))),
                Map.of());
    }

    private static int waiting() {
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery("select count(*) from hub_intent")
                        .mapTo(Integer.class)
                        .one());
    }
}
