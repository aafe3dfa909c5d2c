package depesche.returns;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Reader;
import depesche.account.Suppression.Why;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import depesche.text.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// *The Lantern* sends alerts, and hears of what comes back. Reports are written here by hand.
record ReturningLantern(TestNewsroom newsroom, SmtpSink sink) {

    private static final Pattern ID = Pattern.compile("\"id\":\\s*\"(\\d+)\"");

    void topic(String slug) {
        newsroom.call("POST", "/topics", """
                {"slug": "%1$s", "labels": {"de": "%1$s"}}""".formatted(slug));
    }

    void follows(String email, String topic) {
        follows(email, topic, "2026-01-01T00:00:00Z");
    }

    /// Says yes at that time.
    void follows(String email, String topic, String at) {
        follows(email, topic, "instant", at);
    }

    void follows(String email, String topic, String cadence, String at) {
        var answer = newsroom.call(
                "POST",
                "/readers/import",
                """
                {"email": "%s", "language": "de", "follows": [{"topic": "%s", "cadence": "%s"}], \
                "consent": {"at": "%s", "source": "form"}}""".formatted(email, topic, cadence, at),
                "Content-Type",
                "application/x-ndjson");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    /// Publishes to the topic's followers, and waits until this one has the mail.
    Received publish(String headline, String topic, String reader) {
        int before = sink.receivedBy(reader).size();
        announce(headline, topic);
        Waiting.until("a mail to " + reader, () -> sink.receivedBy(reader).size() > before);
        return sink.receivedBy(reader).getLast();
    }

    void announce(String headline, String topic) {
        String article = newsroom.call("POST", "/articles", """
                {"headline": "%s", "body": "<p>Kein Schiff läuft aus.</p>", "topics": ["%s"]}""".formatted(headline, topic))
                .body();
        var id = ID.matcher(article);
        assertThat(id.find()).as(article).isTrue();
        var published = newsroom.call("POST", "/articles/" + id.group(1) + "/publication", "{\"alert\": true}");
        assertThat(published.statusCode()).as(published.body()).isBetween(200, 201);
        newsroom.settle();
    }

    Taken take(String mail) {
        return newsroom.rooms().returns().returns().take(mail.getBytes(StandardCharsets.UTF_8), "");
    }

    Reader reader(String email) {
        var readers = newsroom.rooms().readers().readers();
        return newsroom.rooms()
                .ground()
                .db()
                .read(tx -> readers.byEmail(tx, new EmailAddress(email)))
                .orElseThrow();
    }

    Optional<Why> suppressed(String email) {
        return reader(email).suppression().map(suppression -> suppression.why());
    }

    void pass(Duration time) {
        newsroom.clock().advance(time);
    }

    /// A delivery status notification to the envelope sender of a mail.
    static String report(String envelopeSender, String recipient, String status, String words) {
        return """
                Return-Path: <>
                Delivered-To: %1$s
                From: MAILER-DAEMON@mx.reader.example (Mail Delivery System)
                To: %1$s
                Subject: Undelivered Mail Returned to Sender
                Message-ID: <report-%5$d@mx.reader.example>
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

                This is a MIME-encapsulated message.

                --=_b
                Content-Type: text/plain; charset=us-ascii

                <%2$s>: host mx.reader.example[192.0.2.7] said: 550 %3$s %4$s (in reply to RCPT TO command)

                --=_b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.paper.example

                Final-Recipient: rfc822; %2$s
                Action: failed
                Status: %3$s
                Remote-MTA: dns; mx.reader.example
                Diagnostic-Code: smtp; 550 %3$s %4$s

                --=_b--
                """.formatted(envelopeSender, recipient, status, words, (envelopeSender + words).hashCode());
    }
}
