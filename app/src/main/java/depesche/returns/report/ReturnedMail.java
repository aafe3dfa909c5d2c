package depesche.returns.report;

import depesche.mail.refusal.Addresses;
import depesche.mail.refusal.Refusal;
import depesche.mail.refusal.StatusCode;
import depesche.mail.refusal.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A mail that came back, read: what it is, and the marks by which we know the delivery.
public record ReturnedMail(Returned what, Marks marks) {

    /// As much of a mail as is looked at: what a report says stands before the message that it returns.
    public static final int MOST_BYTES = 1024 * 1024;

    private static final List<String> TO_WHOM = List.of(
            "X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "X-RCPT-TO", "Apparently-To", "To");

    /// Never fails: what cannot be read is [Returned.Other].
    public static ReturnedMail read(byte[] mail) {
        MailParts parts = MailParts.of(mail);
        return new ReturnedMail(what(parts, parts.notice()), Marks.of(parts));
    }

    private static Returned what(MailParts parts, String text) {
        return parts.feedback()
                .<Returned>map(feedback -> Feedback.read(feedback, parts))
                .or(() -> Feedback.ofMicrosoft(parts))
                .or(() -> AmazonNotice.read(text))
                .or(() -> Unsubscribing.read(parts))
                .orElseGet(() -> bounceOrAnswer(parts, text));
    }

    private static Returned bounceOrAnswer(MailParts parts, String text) {
        Notice notice = Notice.of(text);
        List<StatusReport.Group> groups =
                StatusReport.read(parts.deliveryStatus().orElse(notice.text()));
        if (groups.isEmpty() && !notice.isNaming()) {
            groups = StatusReport.read(Originals.reportIn(text));
        }
        if (!groups.isEmpty()) {
            List<StatusReport.Group> failed =
                    groups.stream().filter(group -> !isDelivered(group)).toList();
            return failed.isEmpty() ? new Returned.Other() : new Returned.Bounce(judged(failed, notice));
        }
        Sender sender = Sender.of(parts, notice);
        if (!sender.isMailSystem() && (sender.isMachine() || parts.hasDisposition())) {
            return new Returned.AutoReply();
        }
        return sender.isMailSystem() ? noticed(parts, notice, sender) : new Returned.Other();
    }

    private static boolean isDelivered(StatusReport.Group group) {
        String action = group.action();
        boolean isOnlyCoded = action.isEmpty() && group.status().strip().startsWith("2.");
        return action.startsWith("deliver")
                || action.startsWith("relayed")
                || action.startsWith("expanded")
                || isOnlyCoded;
    }

    private static List<FailedRecipient> judged(List<StatusReport.Group> groups, Notice notice) {
        Set<String> addresses = new LinkedHashSet<>();
        groups.forEach(group -> addresses.add(group.address()));
        var around = notice.around(addresses);
        List<FailedRecipient> recipients = new ArrayList<>();
        for (StatusReport.Group group : groups) {
            String text = groups.size() == 1 ? notice.text() : around.getOrDefault(group.address(), "");
            Evidence evidence = Evidence.of(group, text);
            recipients.add(judged(group.original(), evidence));
        }
        return recipients;
    }

    static FailedRecipient judged(String original, Evidence evidence) {
        Refusal refusal = evidence.refusal();
        Verdict verdict = refusal.verdict();
        return new FailedRecipient(
                evidence.address(),
                original,
                refusal.status().map(StatusCode::toString).orElse(""),
                evidence.isLate(),
                verdict.hard() && !evidence.isLate(),
                verdict.reason(),
                evidence.shown());
    }

    /// A report for people only.
    private static Returned noticed(MailParts parts, Notice notice, Sender sender) {
        Set<String> failed = failed(parts, notice);
        if (failed.isEmpty()) {
            var wrapped = parts.original()
                    .map(MailParts::ofText)
                    .filter(inner -> inner.deliveryStatus().isPresent());
            if (wrapped.isPresent()) {
                return bounceOrAnswer(wrapped.get(), wrapped.get().notice());
            }
            failed.addAll(parts.original().map(Originals::recipients).orElse(Set.of()));
        }
        if (failed.isEmpty()) {
            return sender.saysFailure() ? new Returned.Bounce(List.of()) : new Returned.Other();
        }
        var around = notice.around(failed);
        List<FailedRecipient> recipients = new ArrayList<>();
        for (String address : failed) {
            String text = failed.size() == 1 ? notice.text() : around.getOrDefault(address, "");
            recipients.add(judged(address, Evidence.of(address, text)));
        }
        return new Returned.Bounce(recipients);
    }

    /// Whom the report names as failed; not those to whom the report itself goes.
    private static Set<String> failed(MailParts parts, Notice notice) {
        Set<String> failed = new LinkedHashSet<>(Addresses.in(parts.headerOrEmpty("X-Failed-Recipients")));
        if (failed.isEmpty()) {
            failed.addAll(notice.addresses());
            Set<String> ours = addressesIn(parts, TO_WHOM);
            if (failed.stream().anyMatch(address -> !ours.contains(address))) {
                failed.removeAll(ours);
            }
        }
        return failed;
    }

    private static Set<String> addressesIn(MailParts parts, List<String> names) {
        Set<String> all = new LinkedHashSet<>();
        names.forEach(name -> parts.message().headers().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .forEach(field -> all.addAll(Addresses.in(field.value()))));
        return all;
    }
}
