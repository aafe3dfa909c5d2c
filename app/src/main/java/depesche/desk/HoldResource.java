package depesche.desk;

import depesche.account.Role;
import depesche.backup.Resuming;
import depesche.backup.Resuming.Choice;
import depesche.backup.Resuming.Held;
import depesche.epoch.Hold;
import depesche.web.Problem;
import depesche.web.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/desk/hold/resumption`: how a newsroom that holds all sends goes on; and the banner that asks for it.
final class HoldResource {

    private final Resuming resuming;
    private final NewsroomTime time;

    HoldResource(Resuming resuming, NewsroomTime time) {
        this.resuming = resuming;
        this.time = time;
    }

    static Role decides() {
        return Role.CHIEF;
    }

    /// Empty while sends go on as usual.
    Optional<HoldBanner> banner(Visit visit) {
        return resuming.held().map(held -> banner(visit, held));
    }

    private HoldBanner banner(Visit visit, Held held) {
        Words words = visit.words();
        Hold hold = held.hold();
        String known = hold.asOf().map(at -> time.shown(at, words).text()).orElse(words.of("held.unknown"));
        String since = time.shown(hold.since(), words).text();
        String due = words.of(
                "held.due",
                Map.of(
                        "since",
                        since,
                        "alerts",
                        held.alerts(),
                        "messages",
                        held.messages(),
                        "articles",
                        held.articles(),
                        "confirmations",
                        held.confirmations()));
        return new HoldBanner(
                List.of(words.of("held." + hold.why().word(), "known", known), due),
                words.of("held.send.means", "known", known),
                words.of("held.skip.means", "since", since),
                visit.mayActAs(decides()));
    }

    /// Whoever decides second finds nothing held.
    Response resume(Visit visit, Pages pages) {
        Optional<Choice> choice = choice(visit.field("choice"));
        if (choice.isEmpty()) {
            return pages.problem(visit, Problem.of(400, "malformed-form", "Neither send nor skip"));
        }
        resuming.hold().ifPresent(hold -> resuming.resume(hold, choice.get()));
        return Response.seeOther("/desk");
    }

    private static Optional<Choice> choice(String word) {
        return switch (word) {
            case "send" -> Optional.of(Choice.SEND);
            case "skip" -> Optional.of(Choice.SKIP);
            default -> Optional.empty();
        };
    }
}
