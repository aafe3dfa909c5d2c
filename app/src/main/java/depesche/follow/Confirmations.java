package depesche.follow;

import depesche.account.LinkTokens;
import depesche.account.Reader;
import depesche.account.Readers;
import depesche.account.Suppression;
import depesche.db.Database;
import depesche.epoch.Epochs;
import depesche.mail.Mailer;
import depesche.mail.OutgoingMail;
import depesche.search.saved.SavedSearches;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Writes to the address that a request named: a link to confirm, or, where the reader follows all of it
/// already, word of that with the link to the reader's own page. Only the mailbox learns which.
public final class Confirmations {

    private final Database db;
    private final Readers readers;
    private final LinkTokens tokens;
    private final FollowTerms terms;
    private final Mailer mailer;
    private final InstantSource clock;
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Confirmations.class.getClassLoader(), "depesche.jte");

    public Confirmations(
            Database db, Readers readers, LinkTokens tokens, FollowTerms terms, Mailer mailer, InstantSource clock) {
        this.db = db;
        this.readers = readers;
        this.tokens = tokens;
        this.terms = terms;
        this.mailer = mailer;
        this.clock = clock;
    }

    /// Does the job. May run twice: what was sent is noted, and where the note was lost the second mail has
    /// the Message-ID of the first.
    public void send(SendConfirmation job) {
        db.inSnapshot(tx -> mail(tx, job.request())).ifPresent(mail -> mailer.send(mail, () -> noteSent(job)));
    }

    private void noteSent(SendConfirmation job) {
        db.change(tx -> FollowRequests.noteSent(tx, job.request(), clock.instant()));
    }

    private Optional<OutgoingMail> mail(Handle tx, long id) {
        return FollowRequests.find(tx, id)
                .filter(row -> !row.isSent() && !row.isConfirmed())
                .filter(row -> !row.request().isExpired(clock.instant()))
                .filter(row -> !Epochs.isSkipped(tx, row.request().askedAt()))
                .flatMap(row -> mail(tx, row));
    }

    private Optional<OutgoingMail> mail(Handle tx, FollowRequests.Row row) {
        var reader = readers.byEmail(tx, row.request().email());
        if (reader.flatMap(Reader::suppression).filter(this::isForGood).isPresent()) {
            return Optional.empty();
        }
        var view = view(tx, row, reader);
        return Optional.of(new OutgoingMail(
                "confirm-" + row.id(),
                "confirm",
                row.request().email(),
                view.subject(),
                rendered("confirm-follow-text", view),
                rendered("confirm-follow", view)));
    }

    private boolean isForGood(Suppression suppression) {
        return suppression.why() == Suppression.Why.BY_HAND;
    }

    private ConfirmFollow view(Handle tx, FollowRequests.Row row, Optional<Reader> reader) {
        var request = row.request();
        var topics = terms.names(tx, request);
        return reader.filter(known -> followsAll(tx, known, request))
                .map(known -> ConfirmFollow.already(terms, request, topics, "/me/" + tokens.me(known.id())))
                .orElseGet(() ->
                        ConfirmFollow.please(terms, request, topics, "/follow/confirm/" + tokens.confirm(row.id())));
    }

    private static boolean followsAll(Handle tx, Reader reader, FollowRequest request) {
        var followed = Follows.of(tx, reader.id()).stream()
                .filter(follow -> follow.cadence() == request.cadence())
                .map(Follow::subject)
                .collect(Collectors.toSet());
        var searches = SavedSearches.known(tx, request.searches());
        return reader.suppression().isEmpty()
                && followed.containsAll(new HashSet<>(request.subjects()))
                && searches.keySet().containsAll(request.searches())
                && searches.values().stream().map(Subject::search).allMatch(followed::contains);
    }

    private String rendered(String template, ConfirmFollow view) {
        var output = new StringOutput();
        engine.render("follow/" + template + ".jte", view, output);
        return output.toString();
    }
}
