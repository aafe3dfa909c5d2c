package depesche.site;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.LinkTokens;
import depesche.account.ReaderId;
import depesche.article.Listing;
import depesche.channel.Channel;
import depesche.channel.Channels;
import depesche.channel.MailChoice;
import depesche.channel.PrivateFeeds;
import depesche.channel.PushKeys;
import depesche.channel.PushSubscriptions;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.feed.PrivateFeed;
import depesche.follow.ReaderOverviews;
import depesche.follow.Subject;
import depesche.net.Confines;
import depesche.net.Resolver;
import depesche.net.WebAddress;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Fields;
import depesche.web.Form;
import depesche.web.Problem;
import depesche.web.Refusal;
import depesche.web.Request;
import depesche.web.Response;
import depesche.web.Routes;
import java.util.List;
import java.util.Optional;

/// What a reader does about channels on their own page, and their private feed. The address of the page is the proof.
public final class ChannelRoutes {

    /// What these addresses call.
    public record UseCases(
            Database db,
            LinkTokens tokens,
            ReaderOverviews overviews,
            Channels channels,
            PushSubscriptions subscriptions,
            MailChoice mailChoice,
            PrivateFeeds feeds,
            Resolver resolver,
            Confines confines) {}

    private static final int FORM_BYTES = 16 * 1024;
    private static final String ATOM = ".atom";

    private final UseCases use;
    private final PrivateFeed feed;

    public ChannelRoutes(Settings settings, UseCases use) {
        this.use = use;
        this.feed = new PrivateFeed(settings);
    }

    public void on(Routes routes) {
        routes.get("/feeds/:token", this::feed);
        routes.post("/me/:token/channels", this::change);
        routes.post("/me/:token/push", this::push);
    }

    private Response change(Request request) {
        ReaderId reader = reader(request);
        Form form = request.form(FORM_BYTES);
        form.field("end").ifPresent(number -> end(reader, number));
        use.db().change(tx -> {
            switch (form.field("mail").orElse("")) {
                case "stop" -> use.mailChoice().switchOff(tx, reader);
                case "start" -> use.mailChoice().switchOn(tx, reader);
                default -> {}
            }
            switch (form.field("feed").orElse("")) {
                case "renew" -> use.feeds().renew(tx, reader);
                case "end" -> use.feeds().end(tx, reader);
                default -> {}
            }
        });
        return FollowRendering.closed(Response.seeOther("/me/" + request.part("token")));
    }

    /// Only a channel of the reader's own.
    private void end(ReaderId reader, String number) {
        use.db().read(handle -> Channels.of(handle, reader)).stream()
                .filter(channel -> Long.toString(channel.id()).equals(number))
                .map(Channel::id)
                .forEach(id -> use.channels().end(id, "switched off by the reader"));
    }

    /// From the script: this browser's subscription, to be switched on or off.
    private Response push(Request request) {
        ReaderId reader = reader(request);
        Fields fields = Fields.of(request.body(FORM_BYTES));
        boolean isOff = fields.text("act", 10).orElse("").equals("off");
        String endpoint = fields.requiredText("endpoint", FORM_BYTES);
        if (isOff) {
            use.db().change(tx -> use.subscriptions().end(tx, reader, endpoint));
            return FollowRendering.closed(Response.empty(204));
        }
        Optional<PushKeys> keys = fields.object("keys").flatMap(ChannelRoutes::keys);
        Optional<WebAddress> address = address(endpoint);
        if (keys.isEmpty() || address.isEmpty()) {
            return Response.problem(Problem.of(422, "push-subscription-invalid", "This is no push subscription"));
        }
        use.db().change(tx -> use.subscriptions().make(tx, reader, address.get(), keys.get()));
        return FollowRendering.closed(Response.empty(204));
    }

    private Optional<WebAddress> address(String endpoint) {
        return WebAddress.parse(endpoint, use.confines()) instanceof WebAddress.Valid(WebAddress address)
                        && !(use.resolver().find(address.host()) instanceof Resolver.Private)
                ? Optional.of(address)
                : Optional.empty();
    }

    private static Optional<PushKeys> keys(JsonNode object) {
        Optional<byte[]> auth = PushKeys.auth(object.path("auth").asText());
        return PushKeys.publicKey(object.path("p256dh").asText())
                .flatMap(point -> auth.map(secret -> new PushKeys(point, secret)));
    }

    private Response feed(Request request) {
        String file = request.part("token");
        if (!file.endsWith(ATOM)) {
            throw notFound();
        }
        String token = file.substring(0, file.length() - ATOM.length());
        return use.db().inSnapshot(tx -> {
            ReaderId reader = use.feeds().reader(tx, token).orElseThrow(ChannelRoutes::notFound);
            Listing followed = followed(Topics.tree(tx), use.overviews().followed(tx, reader));
            String path = "/feeds/" + file;
            return feed.of(tx, request, path, "reader/" + token, followed);
        });
    }

    private static Listing followed(TopicTree tree, List<Subject> subjects) {
        List<Long> topics = Subject.ids(subjects, Subject.Kind.TOPIC).stream()
                .flatMap(topic -> tree.withDescendants(new TopicId(topic)).stream())
                .map(TopicId::value)
                .distinct()
                .toList();
        return Listing.ofAny(
                topics, Subject.ids(subjects, Subject.Kind.STORY), Subject.ids(subjects, Subject.Kind.AUTHOR));
    }

    private ReaderId reader(Request request) {
        return use.tokens()
                .readMe(request.part("token"))
                .filter(id -> use.overviews().of(id).isPresent())
                .orElseThrow(ChannelRoutes::notFound);
    }

    private static Refusal notFound() {
        return new Refusal(Problem.notFound("page"));
    }
}
