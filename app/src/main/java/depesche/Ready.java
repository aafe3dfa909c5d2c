package depesche;

import depesche.db.DatabaseUnavailable;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.JdbiException;

/// What `/health/ready` says: up while the newsroom is open and its database answers. The server makes it by itself,
/// before there is a newsroom.
@Readiness
@Singleton
final class Ready implements HealthCheck {

    private static final String NAME = "newsroom";

    private volatile Optional<Newsroom> open = Optional.empty();

    void opened(Newsroom newsroom) {
        open = Optional.of(newsroom);
    }

    /// On a thread that may wait.
    @Override
    public HealthCheckResponse call() {
        return open.map(newsroom -> answers(newsroom.ground()) ? up() : down("the database is away"))
                .orElseGet(() -> down("the newsroom is not open yet"));
    }

    private static boolean answers(Ground ground) {
        return !ground.notices().isInterrupted() && isReached(ground);
    }

    private static boolean isReached(Ground ground) {
        try {
            return ground.db()
                    .read(handle -> handle.createQuery("select true")
                            .mapTo(Boolean.class)
                            .one());
        } catch (DatabaseUnavailable | JdbiException away) {
            return false;
        }
    }

    private static HealthCheckResponse up() {
        return HealthCheckResponse.up(NAME);
    }

    private static HealthCheckResponse down(String why) {
        return HealthCheckResponse.named(NAME).down().withData("why", why).build();
    }
}
