package depesche.feed.activity;

import depesche.account.Secrets;
import depesche.article.ArticleId;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.net.signature.HttpMessage;
import depesche.web.Json;
import depesche.web.Page;
import depesche.web.PageStore;
import depesche.web.Problem;
import depesche.web.Refusal;
import depesche.web.Request;
import depesche.web.Response;
import depesche.web.Routes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/// The addresses of actors, articles and inboxes, for programs.
public final class ActivityRoutes {

    private static final int MOST_BYTES = 256 * 1024;
    private static final int GONE = 410;
    private static final String MEDIA_TYPE = "application/activity+json; charset=utf-8";
    private static final Duration FOLLOWERS_KEPT = Duration.ofMinutes(1);

    private final Database db;
    private final PageStore store;
    private final Settings settings;
    private final Addresses addresses;
    private final Actors actors;
    private final ActorDocument actorDocument;
    private final NoteDocument notes;
    private final Outbox outbox;
    private final WebFinger webFinger;
    private final Inbox inbox;

    /// What the routes stand on.
    public record Parts(Settings settings, Database db, PageStore store, Secrets secrets, Inbox inbox) {}

    public ActivityRoutes(Parts parts) {
        this.db = parts.db();
        this.store = parts.store();
        this.settings = parts.settings();
        this.addresses = new Addresses(settings);
        this.actors = new Actors(settings);
        this.actorDocument = new ActorDocument(addresses, new ActorKeys(parts.secrets(), addresses));
        this.notes = new NoteDocument(addresses, actors.paper());
        this.outbox = new Outbox(addresses, actors);
        this.webFinger = new WebFinger(settings, actors);
        this.inbox = parts.inbox();
    }

    public void on(Routes routes) {
        routes.get("/.well-known/nodeinfo", _ -> open("application/json", NodeDescription.where(addresses)));
        routes.get(WebFinger.PATH, this::finger);
        routes.get(NodeDescription.PATH, _ -> open(NodeDescription.MEDIA_TYPE, NodeDescription.what(version())));
        routes.get("/activity/articles/:id", this::article);
        routes.post(Addresses.INBOX, this::say);
        actor(routes, "/activity/paper");
        actor(routes, "/activity/:kind/:id");
    }

    /// One kind of actor, and what belongs to each of them.
    private void actor(Routes routes, String path) {
        routes.get(path, request -> of(request, "", (_, actor) -> actorDocument.of(actor)));
        routes.get(path + "/outbox", request -> of(request, "/outbox", (_, actor) -> outbox.of(actor)));
        routes.get(path + "/outbox/page", this::part);
        routes.get(path + "/followers", this::followers);
        routes.post(path + "/inbox", this::say);
    }

    private Response of(Request request, String behind, BiFunction<Handle, Actor, Map<String, Object>> writing) {
        String path = withoutEnd(request.path(), behind);
        return store.answer(
                request, path + behind, () -> db.inSnapshot(tx -> page(tx, path, actor -> writing.apply(tx, actor))));
    }

    private interface Writing {
        Map<String, Object> of(Actor actor);
    }

    private Page page(Handle tx, String path, Writing writing) {
        Actor actor = actors.byPath(tx, path).orElseThrow(ActivityRoutes::notFound);
        return json(writing.of(actor), Set.of("site", actor.pageKey()));
    }

    private Response part(Request request) {
        String path = withoutEnd(request.path(), "/outbox/page");
        OptionalLong before = before(request);
        return store.answer(
                request,
                path + "/outbox/page" + Outbox.query(before),
                () -> db.inSnapshot(tx -> page(tx, path, actor -> outbox.part(tx, actor, before))));
    }

    private Response followers(Request request) {
        String path = withoutEnd(request.path(), "/followers");
        return store.answer(
                request,
                path + "/followers",
                () -> db.inSnapshot(tx -> page(tx, path, actor -> outbox.followers(tx, actor)))
                        .keptFor(FOLLOWERS_KEPT));
    }

    private Response article(Request request) {
        ArticleId id = ArticleId.parse(request.part("id")).orElseThrow(ActivityRoutes::notFound);
        return store.answer(
                request,
                Addresses.path(id),
                () -> db.inSnapshot(tx -> {
                    var article = ToldArticles.byId(tx, id).orElseThrow(ActivityRoutes::notFound);
                    Map<String, Object> fields = notes.of(article);
                    fields.put("@context", NoteDocument.CONTEXT);
                    return json(fields, Set.of("site", id.pageKey())).withStatus(article.stands() ? 200 : GONE);
                }));
    }

    private Response finger(Request request) {
        Optional<String> resource = request.query("resource").filter(text -> !text.isBlank());
        if (resource.isEmpty()) {
            return Response.problem(Problem.of(400, "malformed-query", "resource is missing"));
        }
        return db.inSnapshot(tx -> webFinger.of(tx, resource.get(), request.queries("rel")))
                .map(found -> open("application/jrd+json", found))
                .orElseGet(
                        () -> Response.problem(Problem.notFound("resource")).with("Access-Control-Allow-Origin", "*"));
    }

    /// A page of whatever site may read it (RFC 7033 §5).
    private static Response open(String mediaType, Map<String, Object> fields) {
        return Response.of(200, mediaType, Json.write(fields))
                .with("Access-Control-Allow-Origin", "*")
                .with("Cache-Control", "public, max-age=0, must-revalidate");
    }

    private Response say(Request request) {
        byte[] body = request.body(MOST_BYTES);
        var message = new HttpMessage(
                request.method(),
                settings.baseUrl().getScheme(),
                settings.baseUrl().getAuthority(),
                request.path() + (request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery()),
                request::header,
                body);
        return switch (inbox.take(message, request.client())) {
            case Inbox.Taken() -> Response.empty(202);
            case Inbox.NoActivity() ->
                Response.problem(Problem.of(400, "malformed-json", "The body is no activity that can be read"));
            case Inbox.NotTheirs(String why) ->
                Response.problem(Problem.of(401, "signature-invalid", "This is not signed by whose it is: " + why));
            case Inbox.NoSuchActor() -> Response.problem(Problem.notFound("actor"));
            case Inbox.NotNow() ->
                Response.problem(Problem.of(503, "sender-unreachable", "Whose this is cannot be found out now"))
                        .with("Retry-After", "60");
            case Inbox.TooMany(Duration pause) ->
                Response.problem(Problem.of(429, "too-many-requests", "Too much is said at once"))
                        .with("Retry-After", Long.toString(pause.toSeconds()));
        };
    }

    private static Page json(Map<String, Object> fields, Set<String> keys) {
        return Page.text(MEDIA_TYPE, new String(Json.write(fields), StandardCharsets.UTF_8), keys);
    }

    private static String withoutEnd(String path, String end) {
        return path.endsWith(end) ? path.substring(0, path.length() - end.length()) : path;
    }

    /// What is not a number stands for nothing that exists.
    private static OptionalLong before(Request request) {
        Optional<String> before = request.query("before");
        return before.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(ArticleId.parse(before.get())
                        .orElseThrow(ActivityRoutes::notFound)
                        .value());
    }

    private static String version() {
        return Optional.ofNullable(ActivityRoutes.class.getPackage().getImplementationVersion())
                .orElse("0.1.0");
    }

    private static Refusal notFound() {
        return new Refusal(Problem.notFound("page"));
    }
}
