package depesche.api;

import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.channel.MailChoice;
import depesche.db.Database;
import depesche.follow.FollowImport;
import depesche.text.EmailAddress;
import depesche.web.Fields;
import depesche.web.Json;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Partners: those who follow topics by a webhook and have an address for the desk to write to. In all else a
/// partner is a reader, who is told by the webhook and not by mail.
final class Partners {

    private final Database db;
    private final FollowImport followImport;
    private final Readers readers;
    private final MailChoice mailChoice;
    private final InstantSource clock;

    Partners(Database db, FollowImport followImport, Readers readers, MailChoice mailChoice, InstantSource clock) {
        this.db = db;
        this.followImport = followImport;
        this.readers = readers;
        this.mailChoice = mailChoice;
        this.clock = clock;
    }

    /// Lets the address follow the topics; a reader that is new with it gets no mails. A fault where it cannot.
    void enrol(Fields fields, EndpointFields.Whose whose, List<String> topics) {
        if (topics.isEmpty()) {
            return;
        }
        if (whose.email().isEmpty()) {
            fields.fault("topics", "email-missing", "topics are followed by a partner, whom email names");
        }
        if (fields.faults().isEmpty()) {
            var tally = followImport.run(
                    new ByteArrayInputStream(line(whose.email().orElseThrow(), topics)),
                    refused -> fields.fault("topics", "refused", refused.why()));
            if (tally.created() > 0) {
                withoutMail(whose.email().get());
            }
        }
    }

    private byte[] line(String email, List<String> topics) {
        return Json.write(Map.of(
                "email",
                email,
                "follows",
                topics.stream()
                        .map(topic -> Map.of("topic", topic, "cadence", "instant"))
                        .toList(),
                "consent",
                Map.of("at", clock.instant().toString(), "source", "partner")));
    }

    private void withoutMail(String email) {
        if (EmailAddress.parse(email) instanceof EmailAddress.Valid(EmailAddress address)) {
            db.change(tx -> {
                Optional<ReaderId> reader = readers.byEmail(tx, address).map(it -> it.id());
                reader.ifPresent(id -> mailChoice.switchOff(tx, id));
            });
        }
    }
}
