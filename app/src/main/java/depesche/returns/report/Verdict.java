package depesche.returns.report;

import depesche.mail.refusal.Reason;
import depesche.mail.refusal.Stage;
import depesche.mail.refusal.StatusCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a refusal means. The enhanced status decides where it says anything; then the words; what neither tells is
/// soft. Hard wants two witnesses where the code is vague: the words, and that it was the address that was refused.
record Verdict(boolean hard, Reason reason) {

    private static final int NO_MAIL_HERE = 521;
    private static final int NO_MAIL_THERE = 556;
    private static final int NOT_LOCAL = 551;
    private static final int FULL_OR_TOO_BIG = 552;

    private static final List<Family> SUREST = List.of(Family.FORM, Family.SENDER);

    private static Verdict hard(Reason reason) {
        return new Verdict(true, reason);
    }

    private static Verdict soft(Reason reason) {
        return new Verdict(false, reason);
    }

    static Verdict of(Evidence evidence) {
        Verdict verdict = judged(evidence);
        return evidence.isLate() ? soft(verdict.reason()) : verdict;
    }

    private static Verdict judged(Evidence evidence) {
        return bySurestWords(evidence)
                .or(() -> evidence.status().flatMap(code -> byStatus(code, evidence)))
                .or(() -> byReplyCode(evidence))
                .or(() -> byWords(evidence.words(), evidence))
                .or(() -> evidence.isTerse() || !evidence.isQuoted()
                        ? byWords(evidence.aroundInOneLine(), evidence)
                        : Optional.empty())
                .orElseGet(() -> byStage(evidence));
    }

    /// Words that stand even against a code: some send 5.1.1 to who sends too much.
    private static Optional<Verdict> bySurestWords(Evidence evidence) {
        boolean isFull =
                evidence.status().filter(code -> code.tail().equals("2.2")).isPresent();
        if (isFull || Family.FULL.speaksIn(evidence.words())) {
            return Optional.of(soft(Reason.FULL));
        }
        if (Family.PASSING.speaksIn(evidence.words())) {
            return Optional.of(soft(Reason.TEMPORARY));
        }
        if (Family.UNKNOWN.speaksIn(evidence.words()) || Family.DOMAIN.speaksIn(evidence.words())) {
            return Optional.empty();
        }
        return SUREST.stream()
                .filter(family -> family.speaksIn(evidence.words()))
                .findFirst()
                .map(family -> meaning(family).apply(evidence));
    }

    private static Optional<Verdict> byStatus(StatusCode code, Evidence evidence) {
        return switch (code.subject()) {
            case 1 -> byAddress(code, evidence);
            case 2 -> byMailbox(code, evidence);
            case 3 -> bySystem(code, evidence);
            case 4 -> byNetwork(code);
            case 6 -> Optional.of(soft(Reason.CONTENT));
            case 7 -> bySecurity(code, evidence);
            default -> Optional.empty();
        };
    }

    private static Optional<Verdict> byAddress(StatusCode code, Evidence evidence) {
        return switch (code.detail()) {
            case 1, 3, 6 -> Optional.of(hard(Reason.MAILBOX));
            case 2 -> Optional.of(code.isPermanent() ? hard(Reason.DOMAIN) : soft(Reason.TEMPORARY));
            case 4 -> Optional.of(soft(Reason.MAILBOX));
            case 7, 8, 9 -> Optional.of(soft(Reason.SENDER_OR_POLICY));
            case 10 -> Optional.of(hard(isNullMx(evidence.words()) ? Reason.DOMAIN : Reason.MAILBOX));
            case 20 -> Optional.of(soft(Reason.CONTENT));
            case 90 -> Optional.of(soft(Reason.SENDER_OR_POLICY));
            default -> Optional.empty();
        };
    }

    /// 5.1.10 is a domain without mail by RFC 7505, and at Exchange a mailbox that does not exist.
    private static boolean isNullMx(String words) {
        return Family.DOMAIN.speaksIn(words) && !Family.UNKNOWN.speaksIn(words);
    }

    private static Optional<Verdict> byMailbox(StatusCode code, Evidence evidence) {
        return switch (code.detail()) {
            case 1 ->
                Optional.of(
                        evidence.stage() == Stage.RECIPIENT && Family.UNKNOWN.speaksIn(evidence.words())
                                ? hard(Reason.MAILBOX)
                                : soft(Reason.MAILBOX));
            case 2 -> Optional.of(soft(Reason.FULL));
            case 3 -> Optional.of(soft(Reason.CONTENT));
            default -> Optional.empty();
        };
    }

    private static Optional<Verdict> bySystem(StatusCode code, Evidence evidence) {
        return switch (code.detail()) {
            case 1 -> Optional.of(soft(Reason.TEMPORARY));
            case 2 -> evidence.replyCode() == NO_MAIL_HERE ? Optional.of(hard(Reason.DOMAIN)) : Optional.empty();
            case 4 -> Optional.of(soft(Reason.CONTENT));
            case 5 -> Optional.of(soft(Reason.TEMPORARY));
            default -> Optional.empty();
        };
    }

    /// 5.4.4: no way to the domain, for good. 5.4.310 is Exchange's word for a domain that does not exist.
    private static Optional<Verdict> byNetwork(StatusCode code) {
        return switch (code.detail()) {
            case 4, 310 -> Optional.of(code.isPermanent() ? hard(Reason.DOMAIN) : soft(Reason.TEMPORARY));
            case 0, 1 -> Optional.empty();
            default -> Optional.of(soft(Reason.TEMPORARY));
        };
    }

    private static Optional<Verdict> bySecurity(StatusCode code, Evidence evidence) {
        if (code.detail() == 13) {
            return Optional.of(soft(Reason.MAILBOX));
        }
        if (code.detail() == 27 && Family.DOMAIN.speaksIn(evidence.words())) {
            return Optional.of(hard(Reason.DOMAIN));
        }
        if (Family.UNKNOWN.speaksIn(evidence.words())) {
            return Optional.of(evidence.stage() == Stage.RECIPIENT ? hard(Reason.MAILBOX) : soft(Reason.MAILBOX));
        }
        return Optional.of(soft(Family.CONTENT.speaksIn(evidence.words()) ? Reason.CONTENT : Reason.SENDER_OR_POLICY));
    }

    private static Optional<Verdict> byReplyCode(Evidence evidence) {
        return switch (evidence.replyCode()) {
            case NO_MAIL_HERE, NO_MAIL_THERE -> Optional.of(hard(Reason.DOMAIN));
            case NOT_LOCAL -> Optional.of(hard(Reason.MAILBOX));
            case FULL_OR_TOO_BIG ->
                Optional.of(soft(Family.FORM.speaksIn(evidence.words()) ? Reason.CONTENT : Reason.FULL));
            default -> Optional.empty();
        };
    }

    private static Optional<Verdict> byWords(String text, Evidence evidence) {
        for (Family family : Family.values()) {
            if (family.speaksIn(text)) {
                return Optional.of(meaning(family).apply(evidence));
            }
        }
        return Optional.empty();
    }

    private static Function<Evidence, Verdict> meaning(Family family) {
        return switch (family) {
            case PASSING -> _ -> soft(Reason.TEMPORARY);
            case SENDER, REFUSED -> _ -> soft(Reason.SENDER_OR_POLICY);
            case FORM, CONTENT -> _ -> soft(Reason.CONTENT);
            case FULL -> _ -> soft(Reason.FULL);
            case DOMAIN -> evidence -> evidence.isTemporary() ? soft(Reason.TEMPORARY) : hard(Reason.DOMAIN);
            case MOVED -> _ -> hard(Reason.MAILBOX);
            case UNKNOWN -> evidence -> new Verdict(hasSecondWitness(evidence), Reason.MAILBOX);
            case CLOSED -> evidence -> new Verdict(evidence.isCalledDead(), Reason.MAILBOX);
        };
    }

    /// A code that says as much, or a refusal of the address itself; where no other server spoke the words of the
    /// one that reports are enough.
    private static boolean hasSecondWitness(Evidence evidence) {
        Stage stage = evidence.stage();
        if (stage == Stage.TEXT || stage == Stage.SENDER || stage == Stage.CONNECTION) {
            return false;
        }
        boolean saysAddress =
                evidence.status().filter(code -> code.subject() == 1).isPresent();
        boolean isReportersOwn = !evidence.isQuoted() && evidence.replyCode() == 0;
        return saysAddress || evidence.isAboutRecipient() || isReportersOwn;
    }

    /// A server that refuses before it knows the reader refuses us.
    private static Verdict byStage(Evidence evidence) {
        Stage stage = evidence.stage();
        boolean blamesUs = stage == Stage.CONNECTION || stage == Stage.SENDER;
        return soft(blamesUs && !evidence.isTemporary() ? Reason.SENDER_OR_POLICY : Reason.TEMPORARY);
    }
}
