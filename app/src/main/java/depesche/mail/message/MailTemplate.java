package depesche.mail.message;

import depesche.mail.message.Pieces.Place;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A message rendered once for many readers: bytes with holes. Immutable; a [MailPress] fills it.
///
/// The lines are ready for SMTP: `multipart/alternative`, text first, quoted-printable, dot-stuffed, at most 76 columns
/// but for headers that cannot be folded.
public final class MailTemplate {

    /// `=_` cannot come about in quoted-printable, so it never stands in a part.
    private static final String BOUNDARY = "=_depesche";

    /// What the signatures of a message take at most, in bytes.
    private static final int MOST_SIGNATURES = 2_000;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Pieces headers;
    private final Pieces body;
    private final Pieces canonicalHeaders;
    private final MessageDigest bodyHead;
    private final List<Signing> signings;
    private final int maxSize;

    /// Who signs, and the header prepared for it.
    record Signing(Dkim dkim, DkimHeader header) {}

    private MailTemplate(
            Pieces headers, Pieces body, Pieces canonicalHeaders, MessageDigest bodyHead, List<Signing> signings) {
        this.headers = headers;
        this.body = body;
        this.canonicalHeaders = canonicalHeaders;
        this.bodyHead = bodyHead;
        this.signings = signings;
        this.maxSize = headers.maxSize() + body.maxSize() + MOST_SIGNATURES;
    }

    /// To be signed by DKIM over all its headers, once for each; without one, unsigned.
    public static MailTemplate of(MailDraft draft, Dkim... dkims) {
        return rendered(draft, List.of(dkims));
    }

    /// Upper bound of the bytes of a filled message, for [depesche.mail.Envelope#size()].
    public int maxSize() {
        return maxSize;
    }

    List<Signing> signings() {
        return signings;
    }

    void writeHeaders(Scratch out, Holes holes) {
        headers.writeTo(out, holes);
    }

    void writeBody(Scratch out, Holes holes) {
        body.writeTo(out, holes);
    }

    void writeCanonicalHeaders(Scratch out, Holes holes) {
        canonicalHeaders.writeTo(out, holes);
    }

    /// SHA-256 of a body that was written between these bounds; its constant head has been hashed before.
    byte[] bodyHash(byte[] message, int from, int to) {
        try {
            var digest = (MessageDigest) bodyHead.clone();
            int head = body.head().length;
            digest.update(message, from + head, to - from - head);
            return digest.digest();
        } catch (CloneNotSupportedException missing) {
            throw new IllegalStateException("SHA-256 of this Java cannot be cloned", missing);
        }
    }

    private static MailTemplate rendered(MailDraft draft, List<Dkim> dkims) {
        var lines = headers(draft).stream().map(HeaderLine::of).toList();
        var headers = new Pieces();
        var canonical = new Pieces();
        for (var line : lines) {
            headers.add(line, Place.HEADER);
            canonical.add(Relaxed.header(line), Place.HEADER);
        }
        var body = body(draft);
        var names =
                lines.stream().map(line -> line.substring(0, line.indexOf(':'))).toList();
        return new MailTemplate(
                headers.add("\r\n", Place.HEADER).sealed(),
                body,
                canonical.sealed(),
                sha256(body.head()),
                dkims.stream()
                        .map(by -> new Signing(by, DkimHeader.of(by, names)))
                        .toList());
    }

    private static List<MailHeader> headers(MailDraft draft) {
        var all = new ArrayList<MailHeader>();
        all.add(draft.from());
        all.add(new MailHeader.Plain("To", Hole.RECIPIENT.marker()));
        all.add(new MailHeader.Words("Subject", draft.subject()));
        all.add(new MailHeader.Plain("Date", date(draft.date())));
        all.add(new MailHeader.Plain("Message-ID", "<" + Hole.MESSAGE_ID.marker() + ">"));
        all.addAll(draft.headers());
        all.add(new MailHeader.Plain("MIME-Version", "1.0"));
        all.add(new MailHeader.Plain("Content-Type", "multipart/alternative; boundary=\"" + BOUNDARY + "\""));
        return all;
    }

    private static Pieces body(MailDraft draft) {
        return new Pieces()
                .add(partHead("plain"), Place.TEXT)
                .add(QuotedPrintable.of(draft.text()), Place.TEXT)
                .add("\r\n" + partHead("html"), Place.HTML)
                .add(QuotedPrintable.of(draft.html()), Place.HTML)
                .add("\r\n--" + BOUNDARY + "--\r\n", Place.HTML)
                .sealed();
    }

    private static String partHead(String subtype) {
        return "--" + BOUNDARY + "\r\nContent-Type: text/" + subtype
                + "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    }

    private static String date(Instant instant) {
        return DATE.format(instant);
    }

    private static MessageDigest sha256(byte[] head) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(head);
            return digest;
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("no SHA-256 in this Java", missing);
        }
    }
}
