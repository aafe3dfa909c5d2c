package depesche.desk;

import depesche.db.Database;
import depesche.masthead.Draft;
import depesche.masthead.Masthead;
import depesche.masthead.RedesignResult;
import depesche.masthead.Redesigning;
import depesche.web.Fault;
import depesche.web.Problem;
import depesche.web.Refusal;
import depesche.web.Response;
import java.util.List;
import java.util.Map;

/// `/desk/appearance`: what stands at the head of the paper.
final class AppearanceResource {

    private static final String PATH = "/desk/appearance";

    /// What was typed stands there still, so it is of the version that was seen.
    private static final int REFUSED = 422;

    private final Database db;
    private final Redesigning redesigning;
    private final Pages pages;
    private final NewsroomTime time;

    AppearanceResource(Database db, Redesigning redesigning, Pages pages, NewsroomTime time) {
        this.db = db;
        this.redesigning = redesigning;
        this.pages = pages;
        this.time = time;
    }

    Response show(Visit visit) {
        Masthead current = db.read(redesigning::current);
        return show(visit, 200, current.draft(), List.of());
    }

    Response act(Visit visit) {
        int seen = seen(visit.field("version"));
        RedesignResult result = switch (visit.field("act")) {
            case "set" -> db.write(tx -> redesigning.set(tx, seen, AppearanceForm.read(visit.form()), visit.actor()));
            case "undo" -> db.write(tx -> redesigning.undo(tx, seen, visit.actor()));
            default -> throw new Refusal(Problem.of(400, "act", "There is no such act"));
        };
        return switch (result) {
            case RedesignResult.Set _ -> Response.seeOther(PATH + "?done=" + visit.field("act"));
            case RedesignResult.Faulty(var faults) -> show(visit, REFUSED, AppearanceForm.read(visit.form()), faults);
            case RedesignResult.SetSince(Masthead since) ->
                show(
                        visit,
                        409,
                        since.draft(),
                        List.of(new Fault("siteName", "set-since", "version " + since.version())));
            case RedesignResult.NothingBefore _ -> Response.seeOther(PATH);
        };
    }

    private static int seen(String version) {
        return version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0;
    }

    private Response show(Visit visit, int status, Draft draft, List<Fault> faults) {
        Words words = visit.words();
        var form = new AppearanceForm(words);
        Masthead current = db.read(redesigning::current);
        var view = new AppearancePage(
                Integer.toString(status == REFUSED ? seen(visit.field("version")) : current.version()),
                standing(current, words),
                db.read(redesigning::before)
                        .map(before -> words.of("appearance.undo-to", "name", before.name()))
                        .orElse(""),
                told(visit),
                form.lines(faults),
                form.fields(draft, faults),
                AppearanceForm.zones(draft.timeZone()));
        return pages.page(visit, status, words.of("menu.appearance"), view);
    }

    private String standing(Masthead current, Words words) {
        return current.isSetAtTheDesk()
                ? words.of(
                        "appearance.set",
                        Map.of(
                                "name",
                                current.setBy(),
                                "at",
                                time.shown(current.setAt(), words).text()))
                : words.of("appearance.unset");
    }

    private static String told(Visit visit) {
        return switch (visit.query("done")) {
            case "set" -> visit.words().of("appearance.done");
            case "undo" -> visit.words().of("appearance.undone");
            default -> "";
        };
    }
}
