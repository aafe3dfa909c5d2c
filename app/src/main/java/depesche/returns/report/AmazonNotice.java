package depesche.returns.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What Amazon's mail service reports as JSON in a mail, instead of a report of the standards.
final class AmazonNotice {

    /// How old mail servers break lines that are too long.
    private static final Pattern FOLD = Pattern.compile("!\n ");

    private static final ObjectMapper JSON = new ObjectMapper();

    private AmazonNotice() {}

    static Optional<Returned> read(String text) {
        int begin = text.indexOf('{');
        if (begin < 0 || !text.substring(0, begin).isBlank() || !text.contains("notificationType")) {
            return Optional.empty();
        }
        try (var parser = JSON.getFactory()
                .createParser(FOLD.matcher(text.substring(begin)).replaceAll(""))) {
            JsonNode notice = parser.readValueAsTree();
            return Optional.of(returned(
                    notice.has("Message") ? JSON.readTree(notice.path("Message").asText()) : notice));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Returned returned(JsonNode notice) {
        return switch (notice.path("notificationType").asText("").toLowerCase(Locale.ROOT)) {
            case "bounce" -> new Returned.Bounce(bounced(notice.path("bounce").path("bouncedRecipients")));
            case "complaint" -> complaint(notice.path("complaint"));
            default -> new Returned.Other();
        };
    }

    private static List<FailedRecipient> bounced(JsonNode recipients) {
        List<FailedRecipient> bounced = new ArrayList<>();
        for (JsonNode recipient : recipients) {
            var evidence = Evidence.of(
                    new StatusReport.Group(
                            recipient.path("emailAddress").asText(""),
                            "",
                            recipient.path("action").asText("").toLowerCase(Locale.ROOT),
                            recipient.path("status").asText(""),
                            recipient.path("diagnosticCode").asText("").replaceFirst("^smtp;\\s*", ""),
                            ""),
                    "");
            bounced.add(ReturnedMail.judged(evidence.address(), evidence));
        }
        return bounced;
    }

    private static Returned complaint(JsonNode complaint) {
        List<String> recipients = new ArrayList<>();
        complaint
                .path("complainedRecipients")
                .forEach(one -> recipients.add(one.path("emailAddress").asText("")));
        return new Returned.Complaint(complaint.path("complaintFeedbackType").asText("abuse"), recipients);
    }
}
