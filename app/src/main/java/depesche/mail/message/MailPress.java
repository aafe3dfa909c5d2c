package depesche.mail.message;

import java.util.Optional;

/// Fills templates for one connection: its buffers and its signature are used again for each message. For one thread
/// at a time.
public final class MailPress {

    private final Optional<Dkim> dkim;
    private final Optional<RsaSigner> signer;
    private final Scratch message = new Scratch();
    private final Scratch signed = new Scratch();

    private MailPress(Optional<Dkim> dkim, Optional<RsaSigner> signer) {
        this.dkim = dkim;
        this.signer = signer;
    }

    /// For templates without a signature.
    public static MailPress unsigned() {
        return new MailPress(Optional.empty(), Optional.empty());
    }

    /// For templates to be signed by it, and those without a signature.
    public static MailPress signing(Dkim dkim) {
        return new MailPress(Optional.of(dkim), Optional.of(RsaSigner.of(dkim.key())));
    }

    /// The message for one reader, ready for [depesche.mail.MailLine#finish(byte[])].
    public byte[] fill(MailTemplate template, Holes holes) {
        message.clear();
        if (template.signing().isEmpty()) {
            template.writeHeaders(message, holes);
            template.writeBody(message, holes);
            return message.copy();
        }
        var signing = template.signing().get();
        if (dkim.isEmpty() || !dkim.get().equals(signing.dkim())) {
            throw new IllegalStateException(
                    "template to be signed for " + signing.dkim().recordName() + " on a press for "
                            + dkim.map(Dkim::recordName).orElse("none"));
        }
        return signed(template, signing.header(), holes);
    }

    private byte[] signed(MailTemplate template, DkimHeader header, Holes holes) {
        header.reserve(message);
        template.writeHeaders(message, holes);
        int bodyStart = message.length();
        template.writeBody(message, holes);
        var bodyHash = template.bodyHash(message.bytes(), bodyStart, message.length());
        signed.clear();
        template.writeCanonicalHeaders(signed, holes);
        header.writeCanonical(signed, bodyHash);
        var signature = signer.orElseThrow().sign(signed.bytes(), signed.length());
        var filled = message.copy();
        header.fill(filled, bodyHash, signature);
        return filled;
    }
}
