package depesche.mail.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.mail.SmtpReply;
import depesche.mail.refusal.Refusal.Teller;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The words are those of the servers' own manuals and sources, told here as they come: nobody else sorted them.
class RefusalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 <x@reader.example>: Recipient address rejected: User unknown in virtual mailbox table",
                "550 Requested action not taken: mailbox unavailable",
                "550 User (x@reader.example) unknown.",
                "550 Mailbox ( x@reader.example ) not found or inactivated",
                "550 x@reader.example...User unknown",
                "550 2f1c655f95f5cae-a1f55 User not found:x@reader.example",
                "553 sorry, no mailbox here by that name (#5.7.1)",
                "554 RCPT (x@reader.example) dosn't exist",
                "550 Unrecognised O/R name",
                "550 5.1.0 Recipient rejected: <x@reader.example>",
                "550 5.4.1 Recipient address rejected: Access denied. [AM0EUR02FT061.eop-EUR02.prod.protection.outlook.com]",
                "551 not our customer",
                "551 User not local; please try <x@elsewhere.example>",
                "550 recipient is no longer employed here",
                "550 Unbekannter Empfaenger",
                "550 Utilisateur inconnu",
                "550 El usuario no existe",
                "550 Gebruiker bestaat niet",
                "550 用户不存在"
            })
    void anAddressRefusedAsUnknownIsDead(String reply) {
        assertThat(at(Stage.RECIPIENT, reply)).isEqualTo(new Verdict(true, Reason.MAILBOX));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.2 Host unknown (Name server: .: no data known)",
                "556 5.1.10 Recipient address has a null MX",
                "550 5.4.310 DNS domain reader.example does not exist [Message=InfoDomainNonexistent]",
                "550 an MX or SRV record indicated no SMTP service",
                "550 Sorry, I couldn't find any host named reader.example.",
                "550 The account or domain may not exist, they may be blacklisted, or missing the proper dns entries.",
                "521 5.3.2 reader.example does not accept mail"
            })
    void aDomainThatIsNotThereOrTakesNoMailIsDead(String reply) {
        assertThat(at(Stage.RECIPIENT, reply)).isEqualTo(new Verdict(true, Reason.DOMAIN));
    }

    /// RFC 3463 §3.3 leaves open whether a disabled mailbox comes back.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.2.1 Mailbox disabled, not accepting messages",
                "550-5.2.1 The email account that you tried to reach is inactive.",
                "525 5.7.13 User account disabled",
                "554 Sorry, your message cannot be delivered. This mailbox is disabled (554.30).",
                "550 user is locked.",
                "550 Boite du destinataire archivee. Archived recipient.",
                "550 Konto gesperrt"
            })
    void aClosedMailboxIsNotDead(String reply) {
        assertThat(at(Stage.RECIPIENT, reply)).isEqualTo(new Verdict(false, Reason.MAILBOX));
    }

    @Test
    void aClosedMailboxThatIsUnknownInTheSameBreathIsDead() {
        assertThat(at(Stage.RECIPIENT, "550 5.2.1 <x@reader.example>... User unknown"))
                .isEqualTo(new Verdict(true, Reason.MAILBOX));
        assertThat(at(Stage.TEXT, "550 5.2.1 <x@reader.example>... User unknown")
                        .hard())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    FULL             | 552 Account(s) <x@reader.example> does not have enough space
                    FULL             | 552-5.2.2 The recipient's inbox is out of storage space and inactive.
                    FULL             | 550 Mailbox is full / Blocks limit exceeded / Inode limit exceeded
                    FULL             | 550 Sorry, the user's maildir has overdrawn his diskspace quota
                    FULL             | 552 Die Mailbox ist voll
                    FULL             | 550 Почтовый ящик переполнен
                    SENDER_OR_POLICY | 550 5.4.5 Daily sending quota exceeded.
                    SENDER_OR_POLICY | 550 5.1.1 203.0.113.7 has sent to too many recipients this hour
                    SENDER_OR_POLICY | 550 5.2.1 Mailbox unavailable. Your IP address 1.2.3.4 is blacklisted
                    SENDER_OR_POLICY | 554 Connection refused(mx). MAIL FROM [x@y.example] mismatches client IP
                    SENDER_OR_POLICY | 550 5.7.26 Unauthenticated email is not accepted due to domain's DMARC policy.
                    SENDER_OR_POLICY | 553 sorry, that domain isn't in my list of allowed rcpthosts
                    SENDER_OR_POLICY | 550-Verification failed for <a@b.example> 550-No Such User Here 550 Sender verify failed
                    CONTENT          | 554 5.7.1 Message scored too high on spam scale.
                    CONTENT          | 550-REJECTED - Blacklisted URL in message.
                    CONTENT          | 552 5.3.4 Message too big for system
                    CONTENT          | 550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds
                    CONTENT          | 554 5.7.7 too many equal X-headers
                    TEMPORARY        | 554 5.4.6 This message is looping: it already has my Delivered-To line. (#5.4.6)
                    TEMPORARY        | 554 Error: transaction failed, blame it on the weather: internal error
                    TEMPORARY        | 550 4.4.7 QUEUE.Expired; message expired
                    """)
    void whatIsNotAboutTheMailboxIsNeverDead(Reason reason, String reply) {
        assertThat(at(Stage.TEXT, reply)).isEqualTo(new Verdict(false, reason));
        assertThat(at(Stage.RECIPIENT, reply)).isEqualTo(new Verdict(false, reason));
    }

    @Test
    void whoIsRefusedAfterTheTextIsDeadOnlyByACodeOfTheAddress() {
        assertThat(at(Stage.TEXT, "550 No such user").hard()).isFalse();
        assertThat(at(Stage.TEXT, "550 5.1.1 No such user").hard()).isTrue();
    }

    @Test
    void aServerThatRefusesBeforeItKnowsTheReaderRefusesUs() {
        for (String reply : List.of("501 Invalid domain name", "550 no such user", "554 Transaction failed")) {
            assertThat(at(Stage.SENDER, reply)).isEqualTo(new Verdict(false, Reason.SENDER_OR_POLICY));
            assertThat(at(Stage.CONNECTION, reply)).isEqualTo(new Verdict(false, Reason.SENDER_OR_POLICY));
        }
    }

    @Test
    void whatIsOnlyPutOffIsNotDead() {
        assertThat(at(Stage.RECIPIENT, "450 mailbox unavailable").hard()).isFalse();
        assertThat(at(Stage.RECIPIENT, "451 user unknown, try again").hard()).isFalse();
        assertThat(at(Stage.RECIPIENT, "450 4.1.2 domain not found").hard()).isFalse();
    }

    @Test
    void whatSaysNothingIsSoft() {
        assertThat(at(Stage.RECIPIENT, "550 no")).isEqualTo(new Verdict(false, Reason.TEMPORARY));
        assertThat(at(Stage.RECIPIENT, "599 zzqq")).isEqualTo(new Verdict(false, Reason.TEMPORARY));
    }

    @Test
    void namesAndLinksMeanNothing() {
        assertThat(at(Stage.RECIPIENT, "550 <user.unknown@full.spam.example> https://example/no-such-user"))
                .isEqualTo(new Verdict(false, Reason.TEMPORARY));
    }

    @Test
    void widerWordsAreAskedOnlyWhereTheReplyIsSilent() {
        var silent = new Refusal(Stage.RECIPIENT, List.of(), 550, "550 no", List.of("mailbox full"), Teller.SERVER);
        var telling = new Refusal(
                Stage.RECIPIENT, List.of(), 550, "550 no such user", List.of("mailbox full"), Teller.SERVER);

        assertThat(silent.verdict().reason()).isEqualTo(Reason.FULL);
        assertThat(telling.verdict()).isEqualTo(new Verdict(true, Reason.MAILBOX));
    }

    @Test
    void whoSpeaksForItselfNeedsNoSecondWitness() {
        var own = new Refusal(Stage.UNTOLD, List.of(), 0, "user unknown", List.of(), Teller.REPORTER);
        var quoted = new Refusal(Stage.UNTOLD, List.of(), 0, "user unknown", List.of(), Teller.SERVER);
        var sorted = new Refusal(Stage.UNTOLD, List.of(), 550, "550 user unknown", List.of(), Teller.SORTER);

        assertThat(own.verdict().hard()).isTrue();
        assertThat(quoted.verdict()).isEqualTo(new Verdict(false, Reason.MAILBOX));
        assertThat(sorted.verdict().hard()).isTrue();
    }

    private static Verdict at(Stage stage, String line) {
        return Refusal.live(stage, new SmtpReply(Integer.parseInt(line.substring(0, 3)), line.substring(4)))
                .verdict();
    }
}
