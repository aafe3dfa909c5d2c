package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.delivery.ledger.Outcome;
import depesche.mail.Handover;
import depesche.mail.Handover.Step;
import depesche.mail.SmtpReply;
import org.junit.jupiter.api.Test;

/// What a server's answer does to a delivery.
class JudgementTest {

    @Test
    void onlyAMailboxOrDomainThatIsNotThereIsCalledDead() {
        assertThat(isDead(Step.RCPT, 550, "5.1.1 no such mailbox")).isTrue();
        assertThat(isDead(Step.RCPT, 550, "no such user here")).isTrue();
        assertThat(isDead(Step.RCPT, 556, "5.1.10 null MX")).isTrue();
        assertThat(isDead(Step.DOT, 550, "no such user here")).isFalse();
        assertThat(isDead(Step.RCPT, 550, "5.2.1 mailbox disabled, not accepting messages"))
                .isFalse();
        assertThat(isDead(Step.RCPT, 552, "5.2.2 mailbox full")).isFalse();
        assertThat(isDead(Step.RCPT, 550, "no")).isFalse();
    }

    @Test
    void whatBlamesSenderOrTextIsTriedThreeTimesAndThenStands() {
        assertThat(judged(Step.DOT, 554, "5.7.1 blocked", 0)).isInstanceOf(Judgement.Blamed.class);
        assertThat(judged(Step.RCPT, 550, "sorry, your host is on our blocklist", 1))
                .isInstanceOf(Judgement.Blamed.class);
        assertThat(judged(Step.DOT, 552, "5.3.4 message too big", 0)).isInstanceOf(Judgement.Blamed.class);

        var last = judged(Step.DOT, 554, "5.7.1 blocked", Judgement.MOST_BLAMED - 1);
        assertThat(last)
                .isEqualTo(new Judgement.Blamed(new Outcome.Refused(554, "5.7.1 blocked", false), "554 5.7.1 blocked"));
    }

    private static boolean isDead(Step step, int code, String text) {
        return judged(step, code, text, 0) instanceof Judgement.Told(Outcome.Refused(int _, String _, boolean dead))
                && dead;
    }

    private static Judgement judged(Step step, int code, String text, int attemptsBefore) {
        return Judgement.of(new Handover.Refused(step, new SmtpReply(code, text)), attemptsBefore, false);
    }
}
