package depesche.site;

import depesche.account.LinkTokens;
import depesche.account.ReaderId;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.follow.FollowExport;
import depesche.follow.ReaderOverview;
import depesche.follow.ReaderOverviews;
import depesche.follow.petition.CarriedOut;
import depesche.follow.petition.Pending;
import depesche.follow.petition.Petition;
import depesche.follow.petition.PetitionResult;
import depesche.follow.petition.Petitioning;
import depesche.masthead.Masthead;
import depesche.text.EmailAddress;
import depesche.web.Form;
import depesche.web.Request;
import depesche.web.Response;
import depesche.web.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// What readers ask about their own data, and the links that are mailed for it. A GET never acts.
public final class DataRoutes {

    /// What these addresses call.
    public record UseCases(
            Database db, LinkTokens tokens, ReaderOverviews overviews, Petitioning petitioning, FollowExport export) {}

    private static final int FORM_BYTES = 16 * 1024;

    private final UseCases use;
    private final Paper paper;
    private final FollowRendering pages;
    private final ReaderCopy copy;

    public DataRoutes(Settings settings, Supplier<Masthead> head, UseCases use) {
        this.use = use;
        this.paper = new Paper(settings.baseUrl(), head, StaticFiles.read());
        this.pages = new FollowRendering(paper, new Templates());
        this.copy = new ReaderCopy(use.export(), use.overviews(), paper);
    }

    public void on(Routes routes) {
        routes.get("/me/:token/data", this::asked);
        routes.post("/me/:token/data", this::ask);
        routes.get("/me/link/:link", this::pending);
        routes.post("/me/link/:link", this::carryOut);
    }

    private Optional<ReaderOverview> reader(Request request) {
        return use.tokens().readMe(request.part("token")).flatMap(use.overviews()::of);
    }

    /// Where the form leads: it says the same whatever was asked, and of whatever address.
    private Response asked(Request request) {
        return reader(request)
                .map(reader -> paper.words(reader.reader().language()))
                .map(words -> pages.action(
                        words,
                        200,
                        ActionPage.saying(
                                words.of("me.data.asked"),
                                List.of(words.of("me.data.asked.body"), words.of("me.data.asked.wait")))))
                .orElseGet(this::notOurs);
    }

    private Response ask(Request request) {
        Optional<ReaderOverview> reader = reader(request);
        if (reader.isEmpty()) {
            return notOurs();
        }
        Form form = request.form(FORM_BYTES);
        String token = request.part("token");
        Words words = paper.words(reader.get().reader().language());
        ReaderId id = reader.get().reader().id();
        String typed = form.field("email").orElse("");
        return switch (form.field("ask").orElse("")) {
            case "export" -> told(use.petitioning().ask(id, new Petition.Export()), token, typed, words);
            case "erasure" -> told(use.petitioning().ask(id, new Petition.Erasure()), token, typed, words);
            case "move" ->
                switch (EmailAddress.parse(typed)) {
                    case EmailAddress.Valid(EmailAddress to) ->
                        told(use.petitioning().ask(id, new Petition.Move(to)), token, typed, words);
                    case EmailAddress.Invalid(EmailAddress.Fault fault) ->
                        faulty(
                                token,
                                typed,
                                words,
                                fault == EmailAddress.Fault.EMPTY ? "fault.address-empty" : "fault.address");
                };
            default -> faulty(token, typed, words, "fault.other");
        };
    }

    private Response told(PetitionResult result, String token, String typed, Words words) {
        return switch (result) {
            case PetitionResult.Asked _ -> FollowRendering.closed(Response.seeOther("/me/" + token + "/data"));
            case PetitionResult.SameAddress _ -> faulty(token, typed, words, "me.data.same");
            case PetitionResult.TooMany(Duration wait) ->
                pages.action(
                                words,
                                429,
                                ActionPage.saying(words.of("me.data.many"), List.of(words.of("me.data.many.body"))))
                        .with("Retry-After", Long.toString(wait.toSeconds()));
            case PetitionResult.NotOurs _ -> notOurs();
        };
    }

    private Response faulty(String token, String typed, Words words, String fault) {
        DataForm form = DataForm.blank(token).faulty(typed, words.of(fault));
        return pages.action(
                words,
                422,
                ActionPage.saying(words.of("fault.form"), List.of())
                        .keeping(form)
                        .leadingTo(new Link("/me/" + token, words.of("me"))));
    }

    private Response pending(Request request) {
        String link = request.part("link");
        return switch (use.petitioning().pending(link)) {
            case Pending.Waiting(Petition petition, Locale language) ->
                pages.action(paper.words(language), 200, button(link, petition, paper.words(language)));
            case Pending.Expired _ -> expired();
            case Pending.NotOurs _ -> notOurs();
        };
    }

    private static ActionPage button(String link, Petition petition, Words words) {
        String key = "link." + petition.word();
        String address = petition.address().map(EmailAddress::readable).orElse("");
        String body = words.of(key + ".body", "address", address);
        List<String> texts = switch (petition) {
            case Petition.Export _, Petition.Arrival _ -> List.of(body);
            case Petition.Erasure _ -> List.of(body, words.of("link.erasure.keeps"));
            case Petition.Move _ -> List.of(body, words.of("link.move.then"));
        };
        return ActionPage.saying(words.of(key), texts)
                .offering(List.of(ActionPage.Action.of("/me/link/" + link, words.of(key + ".button"))));
    }

    /// A copy that could not be made does not use up its link.
    private Response carryOut(Request request) {
        String link = request.part("link");
        return use.db().write(tx -> carriedOut(tx, use.petitioning().carryOut(tx, link)));
    }

    private Response carriedOut(Handle tx, CarriedOut result) {
        return switch (result) {
            case CarriedOut.MayExport(ReaderId reader, Locale _) -> file(copy.of(tx, reader));
            case CarriedOut.Erased(Locale language) -> done(language, "link.erased", Optional.empty());
            case CarriedOut.Allowed(Locale language) -> done(language, "link.allowed", Optional.empty());
            case CarriedOut.Moved(ReaderId reader, Locale language) ->
                done(language, "link.moved", Optional.of(reader));
            case CarriedOut.Taken(Locale language) -> done(language, "link.taken", Optional.empty());
            case CarriedOut.Expired _ -> expired();
            case CarriedOut.NotOurs _ -> notOurs();
        };
    }

    private static Response file(byte[] json) {
        return FollowRendering.closed(Response.of(200, "application/json", json)
                .with("Content-Disposition", "attachment; filename=\"depesche.json\""));
    }

    private Response done(Locale language, String key, Optional<ReaderId> reader) {
        Words words = paper.words(language);
        var page = ActionPage.saying(words.of(key), List.of(words.of(key + ".body")));
        return pages.action(
                words,
                200,
                reader.map(id -> page.leadingTo(new Link("/me/" + use.tokens().me(id), words.of("me"))))
                        .orElse(page));
    }

    private Response expired() {
        Words words = paper.words();
        return pages.action(
                words, 410, ActionPage.saying(words.of("link.expired"), List.of(words.of("link.expired.body"))));
    }

    private Response notOurs() {
        Words words = paper.words();
        return pages.action(
                words, 404, ActionPage.saying(words.of("link.broken"), List.of(words.of("link.broken.body"))));
    }
}
