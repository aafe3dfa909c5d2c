package depesche.desk;

import depesche.account.ReaderId;
import depesche.account.SuppressResult;
import depesche.account.Suppressing;
import depesche.account.Suppression;
import depesche.account.Suppression.Why;
import depesche.channel.Contact;
import depesche.db.Database;
import depesche.desk.ArticleFormPage.FaultLine;
import depesche.desk.SuppressionPage.Close;
import depesche.desk.SuppressionPage.Lift;
import depesche.desk.SuppressionPage.Said;
import depesche.web.Problem;
import depesche.web.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `/desk/readers/{id}/suppression`: closes a reader on every channel, and `…/undo` lifts that, or what a bounce or a
/// complaint has ended. Says first what it means.
final class SuppressionResource {

    private static final String CLOSING_NOTE = "closingNote";
    private static final String LIFTING_NOTE = "liftingNote";
    private static final String CHANGED = "changed";

    private final Database db;
    private final DeskRoutes.Readership readership;
    private final Pages pages;
    private final SuppressionWords spoken;

    SuppressionResource(Database db, DeskRoutes.Readership readership, Pages pages, NewsroomTime time) {
        this.db = db;
        this.readership = readership;
        this.pages = pages;
        this.spoken = new SuppressionWords(time);
    }

    /// What is said above the page, or what is wrong with what was typed.
    private record Shown(int status, String said, String field, String fault) {

        static Shown saying(int status, String said) {
            return new Shown(status, said, "", "");
        }

        static Shown faulty(String field, String code) {
            return new Shown(422, "", field, code);
        }
    }

    Response show(Visit visit) {
        return show(visit, Shown.saying(200, visit.query("done")));
    }

    Response close(Visit visit) {
        Optional<ReaderId> reader = reader(visit);
        String note = visit.field(CLOSING_NOTE);
        if (note.length() > Suppressing.LONGEST_NOTE) {
            return show(visit, Shown.faulty(CLOSING_NOTE, "too-long"));
        }
        return reader.map(id -> db.write(tx -> readership.suppressing().close(tx, id, note, visit.actor())))
                .map(result -> answer(visit, result, CLOSING_NOTE, "closed"))
                .orElseGet(() -> unknown(visit));
    }

    Response lift(Visit visit) {
        Optional<ReaderId> reader = reader(visit);
        Optional<Why> why = Why.of(visit.field("why"));
        String note = visit.field(LIFTING_NOTE);
        if (reader.isEmpty() || why.isEmpty()) {
            return unknown(visit);
        }
        if (note.length() > Suppressing.LONGEST_NOTE) {
            return show(visit, Shown.faulty(LIFTING_NOTE, "too-long"));
        }
        SuppressResult result =
                db.write(tx -> readership.suppressing().lift(tx, reader.get(), why.get(), note, visit.actor()));
        return answer(visit, result, LIFTING_NOTE, "lifted");
    }

    private Response answer(Visit visit, SuppressResult result, String field, String done) {
        return switch (result) {
            case SuppressResult.Done() -> Response.seeOther(path(visit) + "?done=" + done);
            case SuppressResult.NoteMissing() -> show(visit, Shown.faulty(field, "missing"));
            case SuppressResult.Otherwise _ -> show(visit, Shown.saying(409, CHANGED));
            case SuppressResult.NoSuchReader() -> unknown(visit);
        };
    }

    private Response show(Visit visit, Shown shown) {
        return reader(visit)
                .flatMap(id -> db.inSnapshot(tx -> Contact.of(tx, readership.readers(), id)))
                .map(contact ->
                        pages.page(visit, shown.status(), visit.words().of("closing"), page(visit, contact, shown)))
                .orElseGet(() -> unknown(visit));
    }

    private SuppressionPage page(Visit visit, Contact contact, Shown shown) {
        Words words = visit.words();
        List<FaultLine> faults = shown.fault().isEmpty()
                ? List.of()
                : List.of(new FaultLine("#f-" + shown.field(), fault(shown, words)));
        return new SuppressionPage(
                path(visit),
                contact.reader().email().readable(),
                said(shown, contact, words),
                faults,
                standing(contact, words),
                contact.reader().suppression().map(now -> lifting(visit, contact, now, shown)),
                Optional.of(contact).filter(it -> !it.isClosed()).map(it -> closing(visit, it, shown)),
                contact.acts().stream().map(act -> spoken.act(act, words)).toList());
    }

    /// An address that was kept says nothing that is not so any more.
    private static Said said(Shown shown, Contact contact, Words words) {
        if (shown.said().equals(CHANGED) && shown.status() == 409) {
            return new Said("warning", words.of("closing.changed"));
        }
        return contact.acts().stream()
                .findFirst()
                .filter(last -> last.kind().word().equals(shown.said()))
                .map(last ->
                        new Said("told", words.of("closing.done." + last.kind().word())))
                .orElse(Said.NOTHING);
    }

    private List<String> standing(Contact contact, Words words) {
        List<String> sentences = new ArrayList<>();
        contact.reader().suppression().ifPresent(now -> sentences.add(spoken.sentence(now, words)));
        contact.behind().ifPresent(behind -> sentences.add(spoken.behind(behind, words)));
        return sentences.isEmpty() ? List.of(words.of("closing.open")) : sentences;
    }

    private Close closing(Visit visit, Contact contact, Shown shown) {
        String address = contact.reader().email().readable();
        return new Close(
                SuppressionWords.ways(contact.open(), address, visit.words()), note(visit, CLOSING_NOTE, shown));
    }

    private Lift lifting(Visit visit, Contact contact, Suppression now, Shown shown) {
        Words words = visit.words();
        boolean isComplaint = now.why() == Why.COMPLAINED;
        List<String> means = new ArrayList<>();
        means.add(words.of(contact.isClosed() ? "closing.lift.all" : "closing.lift.mail"));
        if (now.why() == Why.BOUNCED || now.why() == Why.REFUSED) {
            means.add(words.of("closing.lift.dead"));
        }
        contact.behind().ifPresent(_ -> means.add(words.of("closing.lift.not-mail")));
        return new Lift(
                now.why().word(),
                means,
                isComplaint ? words.of("closing.lift.complained") : "",
                note(visit, LIFTING_NOTE, shown),
                words.of(isComplaint ? "closing.lift.yes.complained" : "closing.lift.yes"));
    }

    private static FieldView note(Visit visit, String name, Shown shown) {
        Words words = visit.words();
        return new FieldView(
                name,
                words.of("field." + name),
                words.of("hint." + name),
                shown.fault().isEmpty() ? "" : visit.field(name),
                shown.field().equals(name) ? fault(shown, words) : "");
    }

    private static String fault(Shown shown, Words words) {
        return words.of(FaultWords.key(shown.fault()), "field", words.of("field." + shown.field()));
    }

    private static String path(Visit visit) {
        return path(visit.request().part("id"));
    }

    /// Where a reader's page of this kind is.
    static String path(Object reader) {
        return "/desk/readers/" + reader + "/suppression";
    }

    private static Optional<ReaderId> reader(Visit visit) {
        return ReaderId.parse(visit.request().part("id"));
    }

    private Response unknown(Visit visit) {
        return pages.problem(visit, Problem.notFound("reader"));
    }
}
