package depesche.feed.errand;

import depesche.net.Posted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The servers of others by their origin: at which something is under way, and which rest, since they did not answer
/// or said that they are tired. So one that hangs holds up nobody but itself.
final class Servers {

    private static final Duration FIRST_REST = Duration.ofSeconds(15);
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 6;
    private static final Set<Integer> TIRED = Set.of(429, 502, 503, 504);

    private final InstantSource clock;
    private final Map<String, Server> servers = new HashMap<>();

    Servers(InstantSource clock) {
        this.clock = clock;
    }

    private record Server(int underWay, int failures, Instant restUntil) {
        static final Server WELL = new Server(0, 0, Instant.EPOCH);

        /// How often it failed is remembered for a while after its rest.
        boolean isForgotten(Instant now) {
            return underWay == 0
                    && (failures == 0 || restUntil.plus(LONGEST_REST).isBefore(now));
        }
    }

    synchronized int underWay() {
        return servers.values().stream().mapToInt(Server::underWay).sum();
    }

    /// Those to leave alone now.
    synchronized Set<String> busy() {
        Instant now = clock.instant();
        servers.values().removeIf(server -> server.isForgotten(now));
        return servers.entrySet().stream()
                .filter(it -> it.getValue().underWay() > 0
                        || it.getValue().restUntil().isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    synchronized void enter(String origin) {
        Server server = servers.getOrDefault(origin, Server.WELL);
        servers.put(origin, new Server(server.underWay() + 1, server.failures(), server.restUntil()));
    }

    /// Nothing was asked of it.
    synchronized void leave(String origin) {
        Server server = servers.getOrDefault(origin, Server.WELL);
        servers.put(origin, new Server(server.underWay() - 1, server.failures(), server.restUntil()));
    }

    synchronized void leave(String origin, Posted posted) {
        Server server = servers.getOrDefault(origin, Server.WELL);
        Instant now = clock.instant();
        if (!isTired(posted)) {
            servers.put(origin, new Server(server.underWay() - 1, 0, Instant.EPOCH));
        } else if (server.restUntil().isAfter(now)) {
            // What was under way together fails together.
            leave(origin);
        } else {
            Duration rest = FIRST_REST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, server.failures()));
            Instant until = now.plus(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
            servers.put(origin, new Server(server.underWay() - 1, server.failures() + 1, until));
        }
    }

    private static boolean isTired(Posted posted) {
        return switch (posted) {
            case Posted.Answered(int status, var _, var _, var _) -> TIRED.contains(status);
            case Posted.Unreachable _, Posted.Lost _ -> true;
            case Posted.Forbidden _ -> false;
        };
    }
}
