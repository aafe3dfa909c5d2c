package depesche.follow.petition;

import depesche.account.LinkTokens;
import depesche.account.Reader;
import depesche.account.Readers;
import depesche.db.Database;
import depesche.epoch.Epochs;
import depesche.mail.Mailer;
import depesche.mail.OutgoingMail;
import depesche.text.EmailAddress;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Mails links: to the address that a reader has, and at the end of a move to the one they want. Where that one follows
/// already, its mailbox alone hears of it.
public final class PetitionLetters {

    private final Database db;
    private final Readers readers;
    private final LinkTokens tokens;
    private final PetitionTerms terms;
    private final Mailer mailer;
    private final InstantSource clock;
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, PetitionLetters.class.getClassLoader(), "depesche.jte");

    public PetitionLetters(
            Database db, Readers readers, LinkTokens tokens, PetitionTerms terms, Mailer mailer, InstantSource clock) {
        this.db = db;
        this.readers = readers;
        this.tokens = tokens;
        this.terms = terms;
        this.mailer = mailer;
        this.clock = clock;
    }

    /// Does the job. May run twice: what was sent is noted, and where the note was lost the second mail has the
    /// Message-ID and the link of the first.
    public void send(SendPetition job) {
        db.inSnapshot(tx -> mail(tx, job.petition())).ifPresent(mail -> mailer.send(mail, () -> noteSent(job)));
    }

    private void noteSent(SendPetition job) {
        db.change(tx -> Petitions.noteSent(tx, job.petition(), clock.instant()));
    }

    private Optional<OutgoingMail> mail(Handle tx, long id) {
        return Petitions.find(tx, id)
                .filter(row -> !row.isSent() && row.isOpen(clock.instant()))
                .filter(row -> !Epochs.isSkipped(tx, row.askedAt()))
                .flatMap(row -> readers.byId(tx, row.reader()).flatMap(reader -> mail(tx, row, reader)));
    }

    private Optional<OutgoingMail> mail(Handle tx, Petitions.Row row, Reader reader) {
        String path = "/me/link/" + tokens.petition(row.id());
        if (!(row.petition() instanceof Petition.Arrival(EmailAddress at))) {
            return Optional.of(mail(row, reader.email(), asking(row, reader, path)));
        }
        Optional<Reader> there = readers.byEmail(tx, at);
        if (there.isEmpty()) {
            return Optional.of(mail(row, at, asking(row, reader, path)));
        }
        return there.filter(known -> !isClosed(known))
                .map(known ->
                        mail(row, at, PetitionMail.taken(terms, known.language(), at, "/me/" + tokens.me(known.id()))));
    }

    private PetitionMail asking(Petitions.Row row, Reader reader, String path) {
        return PetitionMail.asking(terms, reader.language(), row.petition(), row.expiresAt(), path);
    }

    /// To whom the newsroom has closed, nothing is written.
    private static boolean isClosed(Reader reader) {
        return reader.suppression().filter(no -> no.why().endsEveryChannel()).isPresent();
    }

    private OutgoingMail mail(Petitions.Row row, EmailAddress to, PetitionMail view) {
        return new OutgoingMail(
                "petition-" + row.id(),
                "confirm",
                to,
                view.subject(),
                rendered("petition-mail-text", view),
                rendered("petition-mail", view));
    }

    private String rendered(String template, PetitionMail view) {
        var output = new StringOutput();
        engine.render("follow/" + template + ".jte", view, output);
        return output.toString();
    }
}
