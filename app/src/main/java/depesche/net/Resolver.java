package depesche.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Finds the machine behind a name, and refuses it if any of its addresses is private. Whoever connects takes the
/// address found here and asks no second time, so a name that changes in between gains nothing.
public final class Resolver {

    private static final long KEPT = Duration.ofSeconds(30).toNanos();
    private static final int MOST_NAMES = 10_000;

    /// What a name stands for.
    public sealed interface Found {}

    /// A machine that may be connected to.
    public record Machine(InetAddress address) implements Found {}

    /// One of its addresses is not public.
    public record Private() implements Found {}

    /// There is no such name now.
    public record Unknown() implements Found {}

    private record Known(List<InetAddress> addresses, int turn, long until) {}

    private final Confines confines;
    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

    public Resolver(Confines confines) {
        this.confines = confines;
    }

    public Confines confines() {
        return confines;
    }

    /// May wait for the DNS.
    public Found find(String host) {
        try {
            Known entry = entry(host);
            if (confines == Confines.PUBLIC && !entry.addresses().stream().allMatch(AddressRanges::isPublic)) {
                return new Private();
            }
            return new Machine(
                    entry.addresses().get(entry.turn() % entry.addresses().size()));
        } catch (UnknownHostException _) {
            return new Unknown();
        }
    }

    /// This address did not answer: the next of its name is tried next time.
    void unanswered(String host) {
        known.computeIfPresent(host, (_, it) -> new Known(it.addresses(), it.turn() + 1, it.until()));
    }

    private Known entry(String host) throws UnknownHostException {
        Known entry = known.get(host);
        if (entry == null || System.nanoTime() - entry.until() > 0) {
            entry = new Known(List.of(InetAddress.getAllByName(host)), 0, System.nanoTime() + KEPT);
            if (known.size() > MOST_NAMES) {
                known.clear();
            }
            known.put(host, entry);
        }
        return entry;
    }
}
