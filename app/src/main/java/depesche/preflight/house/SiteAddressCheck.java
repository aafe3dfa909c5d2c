package depesche.preflight.house;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.net.Glance;
import depesche.net.Glimpse;
import depesche.net.LocalHosts;
import depesche.web.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the links in our mails lead to us: the base address is public, encrypted, and answers as Depesche.
final class SiteAddressCheck implements Check {

    private static final String SUBJECT = "base-address";
    private static final String SETTING = " (DEPESCHE_BASE_URL)";
    private static final String OURS = "/api/openapi.json";
    private static final Duration SOON = Duration.ofDays(14);

    private final URI base;
    private final Glance glance;
    private final InstantSource clock;

    SiteAddressCheck(URI base, Glance glance, InstantSource clock) {
        this.base = base;
        this.glance = glance;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        List<Finding> found = new ArrayList<>();
        boolean isLocal = LocalHosts.include(base.getHost());
        if (isLocal) {
            found.add(Finding.warn(
                    SUBJECT, base + " is not known outside; links in mails lead readers nowhere" + SETTING));
        } else if (!"https".equals(base.getScheme())) {
            found.add(Finding.fail(
                    SUBJECT, base + " is not encrypted: one-click unsubscribing and Web Push need https" + SETTING));
        }
        answer(isLocal).ifPresent(found::add);
        return found;
    }

    /// Nothing to say where a machine's own address does not answer: no server runs on it now.
    private Optional<Finding> answer(boolean isLocal) {
        return switch (glance.at(base.resolve(OURS))) {
            case Glimpse.Answered answered -> Optional.of(answered(answered));
            case Glimpse.NoHost() -> Optional.of(Finding.fail(SUBJECT, base.getHost() + " does not exist" + SETTING));
            case Glimpse.Distrusted(String why) ->
                Optional.of(Finding.fail(SUBJECT, "the certificate of " + base + " is not trusted: " + why));
            case Glimpse.Unreachable(String why) ->
                isLocal
                        ? Optional.empty()
                        : Optional.of(Finding.warn(
                                SUBJECT,
                                base + " does not answer from here: " + why + "; readers outside may reach it, if a"
                                        + " server runs"));
        };
    }

    private Finding answered(Glimpse.Answered answered) {
        if (answered.location().isPresent()) {
            return Finding.fail(
                    SUBJECT,
                    base + " sends on to " + answered.location().get() + "; set the address where it ends" + SETTING);
        }
        if (answered.status() == 503) {
            return Finding.warn(SUBJECT, base + " answers 503: not now");
        }
        if (!isOurs(answered.body())) {
            return Finding.fail(SUBJECT, base + " is answered by something that is not Depesche" + SETTING);
        }
        Instant soon = clock.instant().plus(SOON);
        return answered.certificateEnds()
                .filter(soon::isAfter)
                .map(end -> Finding.warn(SUBJECT, "the certificate of " + base + " ends at " + end))
                .orElseGet(() -> Finding.ok(SUBJECT, base + " is answered by Depesche"));
    }

    private static boolean isOurs(String body) {
        return Json.read(body.getBytes(StandardCharsets.UTF_8))
                .map((JsonNode json) -> json.at("/info/title").asText())
                .filter("Depesche"::equals)
                .isPresent();
    }
}
