package depesche.mail;

import depesche.mail.message.Dkim;
import depesche.mail.message.Hole;
import depesche.mail.message.Holes;
import depesche.mail.message.MailDraft;
import depesche.mail.message.MailHeader;
import depesche.mail.message.MailPress;
import depesche.mail.message.MailTemplate;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// Sends one mail at once, on a line of its own, and says what became of it. Who wants it to arrive tries again with
/// the same mail: it has the same Message-ID.
public final class Mailer {

    /// How sending one mail can end.
    public sealed interface Result {

        /// The next server has it.
        record Accepted(String serverSays) implements Result {}

        /// Try again later. The mail may even have arrived, when the line broke behind its end.
        record Deferred(String why) implements Result {}

        /// Trying again is no use.
        record Refused(String why) implements Result {}
    }

    private final MailRoute route;
    private final Supplier<MailHeader.Named> from;
    private final String bounces;
    private final List<Dkim> dkims;
    private final InstantSource clock;

    /// @param bounces address of the envelope sender
    /// @param dkims who signs, at least one
    public Mailer(
            MailRoute route, Supplier<MailHeader.Named> from, String bounces, List<Dkim> dkims, InstantSource clock) {
        this.route = route;
        this.from = from;
        this.bounces = bounces;
        this.dkims = List.copyOf(dkims);
        this.clock = clock;
    }

    public Result send(OutgoingMail mail) {
        Dkim[] signing = dkims.toArray(Dkim[]::new);
        var message = MailPress.signing(signing)
                .fill(
                        MailTemplate.of(draft(mail), signing),
                        Holes.of(mail.recipient().value(), mail.id() + "@" + domain()));
        return switch (route.open()) {
            case Opening.Opened(var line) -> {
                try (line) {
                    line.begin(new Envelope(bounces, mail.recipient().value(), message.length));
                    yield result(line.finish(message));
                }
            }
            case Opening.Unreachable(var why) -> new Result.Deferred(why);
            case Opening.Insecure(var why) -> new Result.Deferred(why);
            case Opening.TurnedAway(var reply) -> new Result.Deferred(reply.toString());
            case Opening.Full full -> new Result.Deferred(full.why());
        };
    }

    /// For a job: that it was taken, or that trying again is no use, is noted.
    ///
    /// @throws NotSentYet the server wants it later
    public void send(OutgoingMail mail, Runnable note) {
        switch (send(mail)) {
            case Result.Accepted _, Result.Refused _ -> note.run();
            case Result.Deferred(var why) -> throw new NotSentYet(mail, why);
        }
    }

    private String domain() {
        return dkims.getFirst().domain();
    }

    private MailDraft draft(OutgoingMail mail) {
        return new MailDraft(
                from.get(),
                mail.subject(),
                clock.instant(),
                List.of(
                        new MailHeader.Plain("Auto-Submitted", "auto-generated"),
                        new MailHeader.Plain("X-Depesche-Kind", mail.kind())),
                Hole.without(mail.text()),
                Hole.without(mail.html()));
    }

    private static Result result(Handover handover) {
        return switch (handover) {
            case Handover.Accepted(var reply) -> new Result.Accepted(reply.toString());
            case Handover.Deferred deferred ->
                new Result.Deferred(deferred.reply().toString());
            case Handover.Refused refused -> new Result.Refused(refused.reply().toString());
            case Handover.Unsuitable(var why) -> new Result.Refused(why);
            case Handover.Lost lost -> new Result.Deferred(lost.why());
        };
    }
}
