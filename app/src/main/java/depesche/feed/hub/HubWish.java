package depesche.feed.hub;

import depesche.net.Confines;
import depesche.net.WebAddress;
import depesche.web.Fault;
import depesche.web.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What somebody asks of the hub (W3C WebSub §5.1), read from a form.
///
/// @param feed its path on this site; whether there is one is not known yet
/// @param secret with which what is told is signed
record HubWish(Mode mode, String feed, WebAddress callback, Optional<byte[]> secret, int leaseSeconds) {

    private static final int LONGEST_SECRET = 199;
    private static final int SHORTEST_LEASE = 5 * 60;
    private static final int USUAL_LEASE = 10 * 24 * 60 * 60;
    private static final int LONGEST_LEASE = 30 * 24 * 60 * 60;

    /// What became of a form.
    sealed interface Parsed {}

    record Valid(HubWish wish) implements Parsed {}

    record Invalid(List<Fault> faults) implements Parsed {

        Invalid {
            faults = List.copyOf(faults);
        }
    }

    /// @param site its address without a slash at the end
    static Parsed parse(Form form, String site, Confines confines) {
        List<Fault> faults = new ArrayList<>();
        Optional<Mode> mode = form.field("hub.mode").flatMap(Mode::parse);
        miss(mode, faults, "hub.mode", "unknown", "hub.mode is subscribe or unsubscribe");
        Optional<String> feed = form.field("hub.topic")
                .filter(topic -> topic.startsWith(site + "/"))
                .map(topic -> topic.substring(site.length()));
        miss(feed, faults, "hub.topic", "unknown", "hub.topic is the address of a feed of this site");
        Optional<WebAddress> callback = callback(form, confines, faults);
        byte[] secret = form.field("hub.secret").orElse("").getBytes(StandardCharsets.UTF_8);
        if (secret.length > LONGEST_SECRET) {
            faults.add(new Fault("hub.secret", "too-long", "hub.secret has more than " + LONGEST_SECRET + " bytes"));
        }
        Optional<Integer> lease = lease(form.field("hub.lease_seconds").orElse(""));
        miss(lease, faults, "hub.lease_seconds", "malformed", "hub.lease_seconds is a number of seconds");
        if (!faults.isEmpty()) {
            return new Invalid(faults);
        }
        Optional<byte[]> signing = Optional.of(secret).filter(bytes -> bytes.length > 0);
        return new Valid(new HubWish(
                mode.orElseThrow(), feed.orElseThrow(), callback.orElseThrow(), signing, lease.orElseThrow()));
    }

    private static void miss(Optional<?> value, List<Fault> faults, String field, String code, String message) {
        if (value.isEmpty()) {
            faults.add(new Fault(field, code, message));
        }
    }

    private static Optional<WebAddress> callback(Form form, Confines confines, List<Fault> faults) {
        return switch (WebAddress.parse(form.field("hub.callback").orElse(""), confines)) {
            case WebAddress.Valid(WebAddress address) -> Optional.of(address);
            case WebAddress.Invalid(String why) -> {
                faults.add(new Fault("hub.callback", "not-an-address", "The address " + why));
                yield Optional.empty();
            }
        };
    }

    /// As long as it was asked for, within what is good for both.
    private static Optional<Integer> lease(String asked) {
        if (asked.isEmpty()) {
            return Optional.of(USUAL_LEASE);
        }
        return asked.matches("\\d{1,9}")
                ? Optional.of(Math.clamp(Long.parseLong(asked), SHORTEST_LEASE, LONGEST_LEASE))
                : Optional.empty();
    }
}
