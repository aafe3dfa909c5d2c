package depesche.preflight.article;

import depesche.account.Actor;
import depesche.account.StaffMember;
import depesche.alert.Announcement;
import depesche.alert.Reason;
import depesche.article.Article;
import depesche.delivery.email.Letter;
import depesche.delivery.email.Letters;
import depesche.mail.Handover;
import depesche.mail.MailLine;
import depesche.mail.MailRoute;
import depesche.mail.Opening;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Sends the mail of an article's alert to people of the newsroom first: over the same mail server, signed by the same
/// key, marked as a trial. It is no delivery: no alert is opened, no ledger knows of it, and whoever gets it has not
/// been told of the article.
public final class Trial {

    private static final Logger LOG = System.getLogger(Trial.class.getName());

    private final Rehearsal rehearsal;
    private final Letters letters;
    private final MailRoute route;

    /// @param route to the mail server, for somebody who waits
    public Trial(Rehearsal rehearsal, Letters letters, MailRoute route) {
        this.rehearsal = rehearsal;
        this.letters = letters;
        this.route = route;
    }

    /// What became of a trial.
    public sealed interface Result {

        /// An outcome for each mail.
        record Sent(List<Outcome> outcomes) implements Result {
            public Sent {
                outcomes = List.copyOf(outcomes);
            }
        }

        /// Mails to readers had all connections, and none was given up in time: nothing was sent.
        record NoPlace(int connections) implements Result {}
    }

    /// What became of one mail.
    ///
    /// @param end `accepted`, `deferred` or `refused`; what is deferred is not tried again
    /// @param words the server's, or what was wrong on the way
    public record Outcome(String email, String end, String words) {

        public boolean isAccepted() {
            return end.equals(ACCEPTED);
        }
    }

    private static final String ACCEPTED = "accepted";
    private static final String DEFERRED = "deferred";
    private static final String REFUSED = "refused";

    /// One after the other over one connection. Again: they get it again.
    ///
    /// @param article has a topic
    public Result send(Article article, List<StaffMember> recipients, Locale language, Actor by) {
        Announcement announcement = rehearsal.announcement(article);
        List<Reason> reasons = Rehearsal.ofOneReader(announcement);
        List<Letter> mails = recipients.stream()
                .map(member -> letters.trial(announcement, member.email(), language, reasons))
                .toList();
        LOG.log(
                Level.INFO,
                "alert.trial article=" + article.id() + " revision="
                        + article.revision().number() + " mails=" + mails.size() + " by=" + by.name());
        return switch (route.open()) {
            case Opening.Opened(MailLine line) -> {
                try (line) {
                    yield new Result.Sent(handedOver(line, mails));
                }
            }
            case Opening.Unreachable(String why) -> all(mails, why);
            case Opening.Insecure(String why) -> all(mails, why);
            case Opening.TurnedAway(var reply) -> all(mails, reply.toString());
            case Opening.Full(int lines) -> new Result.NoPlace(lines);
        };
    }

    private List<Outcome> handedOver(MailLine line, List<Letter> mails) {
        var press = letters.press();
        List<Outcome> outcomes = new ArrayList<>();
        for (Letter mail : mails) {
            String email = mail.envelope().recipient();
            if (line.isOpen()) {
                line.begin(mail.envelope());
                outcomes.add(outcome(email, line.finish(press.fill(mail.template(), mail.holes()))));
            } else {
                outcomes.add(new Outcome(email, DEFERRED, "the connection was lost before"));
            }
        }
        return outcomes;
    }

    private static Outcome outcome(String email, Handover handover) {
        return switch (handover) {
            case Handover.Accepted(var reply) -> new Outcome(email, ACCEPTED, reply.toString());
            case Handover.Deferred(var _, var reply) -> new Outcome(email, DEFERRED, reply.toString());
            case Handover.Refused(var _, var reply) -> new Outcome(email, REFUSED, reply.toString());
            case Handover.Unsuitable(String why) -> new Outcome(email, REFUSED, why);
            case Handover.Lost(var _, String why) -> new Outcome(email, DEFERRED, why);
        };
    }

    private static Result all(List<Letter> mails, String why) {
        return new Result.Sent(mails.stream()
                .map(mail -> new Outcome(mail.envelope().recipient(), DEFERRED, why))
                .toList());
    }
}
