package depesche.mail.refusal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a refusal means. The enhanced status decides where it says anything; then the words; what neither tells is
/// soft. Hard wants two witnesses where the code is vague: the words, and that it was the address that was refused.
///
/// @param hard whether mailbox or domain does not exist, has moved or takes no mail
public record Verdict(boolean hard, Reason reason) {

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

    static Verdict of(Refusal refusal) {
        Words words = Words.of(refusal.words());
        return bySurestWords(words, refusal)
                .or(() -> byEarlyStage(refusal))
                .or(() -> refusal.status().flatMap(code -> byStatus(code, words, refusal)))
                .or(() -> byReplyCode(words, refusal))
                .or(() -> Stream.concat(
                                Stream.of(words), refusal.wider().stream().map(Words::of))
                        .flatMap(said -> byWords(said, refusal).stream())
                        .findFirst())
                .orElseGet(() -> soft(Reason.TEMPORARY));
    }

    /// Words that stand even against a code: some send 5.1.1 to who sends too much.
    private static Optional<Verdict> bySurestWords(Words words, Refusal refusal) {
        boolean isFull =
                refusal.status().filter(code -> code.tail().equals("2.2")).isPresent();
        if (isFull || Family.FULL.speaksIn(words)) {
            return Optional.of(soft(Reason.FULL));
        }
        if (Family.PASSING.speaksIn(words)) {
            return Optional.of(soft(Reason.TEMPORARY));
        }
        if (Family.UNKNOWN.speaksIn(words) || Family.DOMAIN.speaksIn(words)) {
            return Optional.empty();
        }
        return SUREST.stream()
                .filter(family -> family.speaksIn(words))
                .findFirst()
                .map(family -> meaning(family, refusal));
    }

    /// A server that refuses before it knows the reader refuses us.
    private static Optional<Verdict> byEarlyStage(Refusal refusal) {
        return refusal.isEarly() && !refusal.isTemporary()
                ? Optional.of(soft(Reason.SENDER_OR_POLICY))
                : Optional.empty();
    }

    private static Optional<Verdict> byStatus(StatusCode code, Words words, Refusal refusal) {
        return switch (code.subject()) {
            case 1 -> byAddress(code, words);
            case 2 -> byMailbox(code, words, refusal);
            case 3 -> bySystem(code, refusal);
            case 4 -> byNetwork(code, words, refusal);
            case 5 -> byProtocol(code);
            case 6 -> Optional.of(soft(Reason.CONTENT));
            case 7 -> bySecurity(code, words, refusal);
            default -> Optional.empty();
        };
    }

    private static Optional<Verdict> byAddress(StatusCode code, Words words) {
        return switch (code.detail()) {
            case 1, 3, 6 -> Optional.of(hard(Reason.MAILBOX));
            case 2 -> Optional.of(code.isPermanent() ? hard(Reason.DOMAIN) : soft(Reason.TEMPORARY));
            case 4 -> Optional.of(soft(Reason.MAILBOX));
            case 7, 8, 9, 90 -> Optional.of(soft(Reason.SENDER_OR_POLICY));
            case 10 -> Optional.of(hard(isNullMx(words) ? Reason.DOMAIN : Reason.MAILBOX));
            case 20 -> Optional.of(soft(Reason.CONTENT));
            default -> Optional.empty();
        };
    }

    /// 5.1.10 is a domain without mail by RFC 7505, and at Exchange a mailbox that does not exist.
    private static boolean isNullMx(Words words) {
        return Family.DOMAIN.speaksIn(words) && !Family.UNKNOWN.speaksIn(words);
    }

    /// 5.2.1: the mailbox is there and closed, for how long nobody says (RFC 3463 §3.3). Only where the server refuses
    /// the address as unknown in the same breath it is dead.
    private static Optional<Verdict> byMailbox(StatusCode code, Words words, Refusal refusal) {
        return switch (code.detail()) {
            case 1 ->
                Optional.of(
                        refusal.stage() == Stage.RECIPIENT && Family.UNKNOWN.speaksIn(words)
                                ? hard(Reason.MAILBOX)
                                : soft(Reason.MAILBOX));
            case 2 -> Optional.of(soft(Reason.FULL));
            case 3 -> Optional.of(soft(Reason.CONTENT));
            case 121, 122 -> Optional.of(soft(Reason.SENDER_OR_POLICY));
            default -> Optional.empty();
        };
    }

    private static Optional<Verdict> bySystem(StatusCode code, Refusal refusal) {
        return switch (code.detail()) {
            case 1, 5 -> Optional.of(soft(Reason.TEMPORARY));
            case 2 -> refusal.replyCode() == NO_MAIL_HERE ? Optional.of(hard(Reason.DOMAIN)) : Optional.empty();
            case 4 -> Optional.of(soft(Reason.CONTENT));
            default -> Optional.empty();
        };
    }

    /// 5.4.4: no way to the domain, for good. 5.4.310 is Exchange's word for a domain that does not exist, 5.4.1 with
    /// a refused address its word for a mailbox that its directory does not have.
    private static Optional<Verdict> byNetwork(StatusCode code, Words words, Refusal refusal) {
        return switch (code.detail()) {
            case 4, 310 -> Optional.of(code.isPermanent() ? hard(Reason.DOMAIN) : soft(Reason.TEMPORARY));
            case 1 ->
                Family.UNKNOWN.speaksIn(words) && refusal.stage() != Stage.TEXT
                        ? Optional.of(hard(Reason.MAILBOX))
                        : Optional.empty();
            case 0 -> Optional.empty();
            default -> Optional.of(soft(Reason.TEMPORARY));
        };
    }

    private static Optional<Verdict> byProtocol(StatusCode code) {
        return code.detail() == 3 ? Optional.of(soft(Reason.SENDER_OR_POLICY)) : Optional.empty();
    }

    private static Optional<Verdict> bySecurity(StatusCode code, Words words, Refusal refusal) {
        return switch (code.detail()) {
            case 13 -> Optional.of(soft(Reason.MAILBOX));
            case 17 -> Optional.of(hard(Reason.MAILBOX));
            case 18 -> Optional.of(hard(Reason.DOMAIN));
            case 27 -> Optional.of(Family.DOMAIN.speaksIn(words) ? hard(Reason.DOMAIN) : soft(Reason.SENDER_OR_POLICY));
            default -> Optional.of(byPolicy(words, refusal));
        };
    }

    /// Servers say 5.7.1 to everything; a refusal of sender or text has said so before.
    private static Verdict byPolicy(Words words, Refusal refusal) {
        if (Family.UNKNOWN.speaksIn(words)) {
            return new Verdict(refusal.stage() == Stage.RECIPIENT, Reason.MAILBOX);
        }
        if (Family.CLOSED.speaksIn(words)) {
            return soft(Reason.MAILBOX);
        }
        return soft(Family.CONTENT.speaksIn(words) ? Reason.CONTENT : Reason.SENDER_OR_POLICY);
    }

    private static Optional<Verdict> byReplyCode(Words words, Refusal refusal) {
        return switch (refusal.replyCode()) {
            case NO_MAIL_HERE, NO_MAIL_THERE -> Optional.of(hard(Reason.DOMAIN));
            case NOT_LOCAL -> Family.CLOSED.speaksIn(words) ? Optional.empty() : Optional.of(hard(Reason.MAILBOX));
            case FULL_OR_TOO_BIG -> Optional.of(byWords(words, refusal).orElse(soft(Reason.FULL)));
            default -> Optional.empty();
        };
    }

    private static Optional<Verdict> byWords(Words words, Refusal refusal) {
        return Stream.of(Family.values())
                .filter(family -> family.speaksIn(words))
                .findFirst()
                .map(family -> meaning(family, refusal));
    }

    private static Verdict meaning(Family family, Refusal refusal) {
        return switch (family) {
            case PASSING -> soft(Reason.TEMPORARY);
            case SENDER, REFUSED -> soft(Reason.SENDER_OR_POLICY);
            case FORM, CONTENT -> soft(Reason.CONTENT);
            case FULL -> soft(Reason.FULL);
            case DOMAIN -> refusal.isTemporary() ? soft(Reason.TEMPORARY) : hard(Reason.DOMAIN);
            case MOVED -> hard(Reason.MAILBOX);
            case UNKNOWN -> new Verdict(hasSecondWitness(refusal), Reason.MAILBOX);
            case CLOSED -> new Verdict(refusal.teller() == Refusal.Teller.SORTER, Reason.MAILBOX);
        };
    }

    /// A code that says as much, or a refusal of the address itself; where no other server spoke the words of the
    /// one that reports are enough.
    private static boolean hasSecondWitness(Refusal refusal) {
        if (refusal.isEarly() || refusal.stage() == Stage.TEXT || refusal.isTemporary()) {
            return false;
        }
        boolean isReportersOwn = refusal.teller() == Refusal.Teller.REPORTER && refusal.replyCode() == 0;
        boolean isSorted = refusal.teller() == Refusal.Teller.SORTER;
        return refusal.hasAddressCode() || refusal.isAboutRecipient() || isReportersOwn || isSorted;
    }
}
