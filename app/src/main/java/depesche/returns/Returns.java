package depesche.returns;

import depesche.account.Consents;
import depesche.account.LinkTokens;
import depesche.account.LinkTokens.AlertLink;
import depesche.account.Reader;
import depesche.account.Readers;
import depesche.account.Suppression;
import depesche.account.Suppression.Why;
import depesche.alert.AlertId;
import depesche.alert.Alerts;
import depesche.db.Database;
import depesche.delivery.email.DeliveryToken;
import depesche.digest.MailSubjects;
import depesche.follow.Leaving;
import depesche.follow.Subject;
import depesche.returns.Taken.Act;
import depesche.returns.report.Marks;
import depesche.returns.report.Returned;
import depesche.returns.report.ReturnedMail;
import depesche.text.PlainLine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Acts on what came back. Only a token of ours names a reader, and only the reader's own address, called dead, is
/// suppressed at once. Once it answers the result is durable; the same mail again changes nothing.
public final class Returns {

    /// What acting needs of others.
    public record Tools(Readers readers, Leaving leaving, LinkTokens links, DeliveryToken tokens) {}

    private static final int MOST_NOTE = 200;

    private final Database db;
    private final Tools use;
    private final InstantSource clock;

    public Returns(Database db, Tools use, InstantSource clock) {
        this.db = db;
        this.use = use;
        this.clock = clock;
    }

    /// What a mail comes to where no database need be asked: it names no delivery, nor asks to leave.
    public static Optional<Taken> atOnce(ReturnedMail mail) {
        boolean concernsNobody = mail.marks().isEmpty() && !(mail.what() instanceof Returned.Unsubscribe);
        return concernsNobody ? Optional.of(Taken.ofNobody(mail.what())) : Optional.empty();
    }

    /// Acts on a mail that came for this envelope recipient; empty where only the mail itself tells.
    public Taken take(byte[] bytes, String recipient) {
        ReturnedMail mail = ReturnedMail.read(bytes);
        if (mail.what() instanceof Returned.Unsubscribe(String token)) {
            return use.links()
                    .readUnsubscribe(token)
                    .map(link -> leave(mail.what(), link))
                    .orElseGet(() -> Taken.ofNobody(mail.what()));
        }
        return delivery(recipient, mail.marks())
                .map(link -> db.write(tx -> act(tx, mail.what(), link, Digest.of(bytes))))
                .orElseGet(() -> Taken.ofNobody(mail.what()));
    }

    /// What [#take] would do, without doing it.
    public Taken weigh(byte[] bytes, String recipient) {
        ReturnedMail mail = ReturnedMail.read(bytes);
        if (mail.what() instanceof Returned.Unsubscribe(String token)) {
            return use.links()
                    .readUnsubscribe(token)
                    .map(link -> left(mail.what(), link))
                    .orElseGet(() -> Taken.ofNobody(mail.what()));
        }
        return delivery(recipient, mail.marks())
                .map(link -> db.read(tx -> use.readers()
                        .byId(tx, link.reader())
                        .map(reader -> taken(mail.what(), link, finding(tx, mail.what(), link, reader)))
                        .orElseGet(() -> gone(mail.what(), link))))
                .orElseGet(() -> Taken.ofNobody(mail.what()));
    }

    /// Whether it is the token of a delivery of ours.
    public boolean isOurs(String token) {
        return use.tokens().read(token).isPresent();
    }

    /// The one delivery that the mail is about: by the address it came to, the addresses it says it went to, or what
    /// it returns, whichever names one first. Marks of several deliveries name none.
    private Optional<AlertLink> delivery(String recipient, Marks marks) {
        return Stream.of(Marks.in(recipient), marks.addressed(), marks.returned())
                .map(this::links)
                .filter(links -> !links.isEmpty())
                .findFirst()
                .filter(links -> links.size() == 1)
                .map(links -> links.iterator().next());
    }

    private Set<AlertLink> links(Set<String> tokens) {
        return tokens.stream()
                .flatMap(token -> use.tokens().read(token).stream())
                .collect(Collectors.toSet());
    }

    private Taken act(Handle tx, Returned what, AlertLink link, byte[] digest) {
        Optional<Reader> reader = use.readers().lockedById(tx, link.reader());
        if (reader.isEmpty()) {
            return gone(what, link);
        }
        Finding finding = finding(tx, what, link, reader.get());
        boolean isKept = finding.act() != Act.NOTHING || finding.late();
        if (isKept && !Bounces.add(tx, row(finding, link, digest))) {
            return new Taken(what, Optional.of(link), Act.NOTHING, "the same mail was taken in before");
        }
        if (finding.act() == Act.SUPPRESSED) {
            suppress(tx, reader.get(), finding);
        } else if (finding.isAgainstReader() && Streak.isLongEnough(tx, link.reader(), clock.instant())) {
            suppress(tx, reader.get(), finding);
            return new Taken(what, Optional.of(link), Act.SUPPRESSED, Streak.MOST + " alerts in a row came back");
        }
        return taken(what, link, finding);
    }

    private static Finding finding(Handle tx, Returned what, AlertLink link, Reader reader) {
        if (isOlderThanConsent(tx, link, reader)) {
            return Finding.nothing("the reader has said yes since that mail was made");
        }
        return switch (what) {
            case Returned.Bounce(var recipients) -> Finding.ofBounce(recipients, reader.email());
            case Returned.Complaint(var type, var recipients) -> Finding.ofComplaint(type, recipients, reader.email());
            case Returned.AutoReply _ -> Finding.nothing("nobody wrote it");
            case Returned.Unsubscribe _, Returned.Other _ -> Finding.nothing("it is no report of trouble");
        };
    }

    /// A fresh yes, proven by the mailbox, stands against what was sent before it.
    private static boolean isOlderThanConsent(Handle tx, AlertLink link, Reader reader) {
        Optional<Instant> consent =
                Optional.ofNullable(Consents.latest(tx, List.of(reader.id())).get(reader.id()));
        return Alerts.byId(tx, new AlertId(link.alert()))
                .filter(alert -> consent.isPresent() && alert.createdAt().isBefore(consent.get()))
                .isPresent();
    }

    private Bounces.Row row(Finding finding, AlertLink link, byte[] digest) {
        boolean isHard = finding.act() == Act.SUPPRESSED && !finding.reason().equals(Finding.COMPLAINT);
        return new Bounces.Row(
                digest, link, clock.instant(), finding.status(), finding.reason(), isHard, finding.late());
    }

    private void suppress(Handle tx, Reader reader, Finding finding) {
        Why why = finding.reason().equals(Finding.COMPLAINT) ? Why.COMPLAINED : Why.BOUNCED;
        String words = PlainLine.of(finding.words()).value();
        String note = words.substring(0, Math.min(words.length(), MOST_NOTE));
        use.readers().suppress(tx, reader.id(), new Suppression(clock.instant(), why, note));
    }

    /// As the link in the mail does.
    private Taken leave(Returned what, AlertLink link) {
        Set<Subject> reasons = db.inSnapshot(tx -> MailSubjects.of(tx, link));
        List<Subject> ended = use.leaving().unsubscribe(link, reasons);
        return ended.isEmpty()
                ? new Taken(what, Optional.of(link), Act.NOTHING, "no follow was left to end")
                : left(what, link);
    }

    private static Taken left(Returned what, AlertLink link) {
        return new Taken(
                what, Optional.of(link), Act.UNSUBSCRIBED, "it ends the follows that were reasons of the mail");
    }

    private static Taken gone(Returned what, AlertLink link) {
        return new Taken(what, Optional.of(link), Act.NOTHING, "the reader is gone");
    }

    private static Taken taken(Returned what, AlertLink link, Finding finding) {
        return new Taken(what, Optional.of(link), finding.act(), finding.why());
    }
}
