package depesche.mail.message;

import java.util.List;
import java.util.stream.Collectors;

/// Fills templates for one connection: its buffers and its signature are used again for each message. For one thread
/// at a time.
public final class MailPress {

    private final List<Dkim> dkims;
    private final List<DkimSigner> signers;
    private final Scratch message = new Scratch();
    private final Scratch signed = new Scratch();

    private MailPress(List<Dkim> dkims) {
        this.dkims = dkims;
        this.signers = dkims.stream().map(dkim -> DkimSigner.of(dkim.key())).toList();
    }

    /// For templates to be signed by each of them, and those without a signature.
    public static MailPress signing(Dkim... dkims) {
        return new MailPress(List.of(dkims));
    }

    /// For templates without a signature.
    public static MailPress unsigned() {
        return signing();
    }

    /// The message for one reader, ready for [depesche.mail.MailLine#finish(byte[])].
    public byte[] fill(MailTemplate template, Holes holes) {
        List<MailTemplate.Signing> signings = template.signings();
        if (!signings.stream().map(MailTemplate.Signing::dkim).toList().equals(dkims) && !signings.isEmpty()) {
            throw new IllegalStateException("template to be signed for " + named(signings) + " on another press");
        }
        message.clear();
        signings.forEach(signing -> signing.header().reserve(message));
        template.writeHeaders(message, holes);
        int bodyStart = message.length();
        template.writeBody(message, holes);
        byte[] filled = message.copy();
        if (!signings.isEmpty()) {
            sign(filled, bodyStart, template, holes);
        }
        return filled;
    }

    private void sign(byte[] filled, int bodyStart, MailTemplate template, Holes holes) {
        byte[] bodyHash = template.bodyHash(filled, bodyStart, filled.length);
        int at = 0;
        for (int i = 0; i < signers.size(); i++) {
            DkimHeader header = template.signings().get(i).header();
            signed.clear();
            template.writeCanonicalHeaders(signed, holes);
            header.writeCanonical(signed, bodyHash);
            header.fill(filled, at, bodyHash, signers.get(i).sign(signed.bytes(), signed.length()));
            at += header.length();
        }
    }

    private static String named(List<MailTemplate.Signing> signings) {
        return signings.stream().map(it -> it.dkim().recordName()).collect(Collectors.joining(" and "));
    }
}
