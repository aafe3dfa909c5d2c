package depesche.returns.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.mail.refusal.Reason;
import depesche.testing.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Real mails that came back, against labels that others gave them. The labels stand in the data, so nothing that reads
/// here also judges.
class RealBouncesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// The labels' words for reasons, sorted into our six groups.
    private static final Map<Reason, Set<String>> GROUPS = Map.of(
            Reason.MAILBOX, Set.of("userunknown", "filtered", "suspend", "hasmoved"),
            Reason.DOMAIN, Set.of("hostunknown", "notaccept"),
            Reason.FULL, Set.of("mailboxfull"),
            Reason.SENDER_OR_POLICY,
                    Set.of(
                            "blocked",
                            "rejected",
                            "authfailure",
                            "requireptr",
                            "badreputation",
                            "policyviolation",
                            "securityerror",
                            "norelaying",
                            "speeding",
                            "toomanyconn",
                            "failedstarttls"),
            Reason.CONTENT,
                    Set.of(
                            "notcompliantrfc",
                            "spamdetected",
                            "virusdetected",
                            "contenterror",
                            "mesgtoobig",
                            "exceedlimit"),
            Reason.TEMPORARY,
                    Set.of(
                            "expired",
                            "networkerror",
                            "systemerror",
                            "systemfull",
                            "mailererror",
                            "onhold",
                            "undefined",
                            "syntaxerror"));
    private static final Map<String, String> NO_BOUNCES =
            Map.of("feedback", "complaint", "vacation", "auto-reply", "delivered", "other");

    @Test
    void kindAndHardnessAreRightIn98Of100AndTheReasonIn95() throws IOException {
        List<String> wrongKinds = new ArrayList<>();
        List<String> wrongReasons = new ArrayList<>();

        JsonNode labels = JSON.readTree(data("expected.json").toFile());
        labels.properties().forEach(entry -> {
            Returned returned = read(data("maildir/bsd/" + entry.getKey() + ".eml"));
            if (!hasKindAndHardness(returned, entry.getValue())) {
                wrongKinds.add(entry.getKey());
            }
            if (!hasReasons(returned, entry.getValue())) {
                wrongReasons.add(entry.getKey());
            }
        });

        System.out.printf(
                "bounces: %d labelled, kind or hardness wrong in %s, reason wrong in %s%n",
                labels.size(), wrongKinds, wrongReasons);
        assertThat(labels.size()).isGreaterThan(100);
        assertThat(wrongKinds.size()).isLessThanOrEqualTo(labels.size() * 2 / 100);
        assertThat(wrongReasons.size()).isLessThanOrEqualTo(labels.size() * 5 / 100);
    }

    @Test
    void whatIsDeliveredFeedbackOrVacationIsNoBounce() throws IOException {
        JsonNode labels = JSON.readTree(data("expected.json").toFile());

        labels.properties().forEach(entry -> {
            String reason = entry.getValue().get(0).path("reason").asText();
            if (NO_BOUNCES.containsKey(reason)) {
                assertThat(read(data("maildir/bsd/" + entry.getKey() + ".eml")).word())
                        .as(entry.getKey())
                        .isEqualTo(NO_BOUNCES.get(reason));
            }
        });
    }

    @Test
    void nobodyIsCalledDeadWhomTheMailDoesNotName() throws IOException {
        try (Stream<Path> mails = Files.walk(data("maildir"))) {
            for (Path mail : mails.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(mail, StandardCharsets.ISO_8859_1);
                for (FailedRecipient recipient : recipients(read(mail))) {
                    assertThat(!recipient.hard() || text.contains(recipient.address()))
                            .as(mail + " " + recipient)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aMailReadsTheSameWithWhateverLineEnds() throws IOException {
        Set<String> unlike = new TreeSet<>();
        int compared = 0;
        for (String ends : List.of("dos", "mac")) {
            try (Stream<Path> mails = Files.list(data("maildir/" + ends))) {
                for (Path mail : mails.toList()) {
                    Path twin = data("maildir/bsd").resolve(mail.getFileName());
                    if (Files.exists(twin)) {
                        compared++;
                        if (!read(mail).word().equals(read(twin).word())
                                || recipients(read(mail)).size()
                                        != recipients(read(twin)).size()) {
                            unlike.add(ends + "/" + mail.getFileName());
                        }
                    }
                }
            }
        }

        assertThat(compared).isPositive();
        assertThat(unlike).isEmpty();
    }

    private static boolean hasKindAndHardness(Returned returned, JsonNode labels) {
        String reason = labels.get(0).path("reason").asText();
        if (!returned.word().equals(NO_BOUNCES.getOrDefault(reason, "bounce"))) {
            return false;
        }
        List<FailedRecipient> recipients = recipients(returned);
        for (int i = 0; i < labels.size(); i++) {
            boolean isHard = i < recipients.size() && recipients.get(i).hard();
            if (isHard != labels.get(i).path("hardbounce").asBoolean()) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasReasons(Returned returned, JsonNode labels) {
        List<FailedRecipient> recipients = recipients(returned);
        for (int i = 0; i < labels.size(); i++) {
            String reason = labels.get(i).path("reason").asText();
            boolean isRight = NO_BOUNCES.containsKey(reason)
                    || i < recipients.size()
                            && GROUPS.get(recipients.get(i).reason()).contains(reason);
            if (!isRight) {
                return false;
            }
        }
        return true;
    }

    private static List<FailedRecipient> recipients(Returned returned) {
        return returned instanceof Returned.Bounce(var recipients) ? recipients : List.of();
    }

    private static Returned read(Path mail) {
        try {
            return ReturnedMail.read(Files.readAllBytes(mail)).what();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Path data(String name) {
        return TestData.at("mail-bounces").resolve(name);
    }
}
