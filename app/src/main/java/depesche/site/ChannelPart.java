package depesche.site;

import depesche.account.Reader;
import depesche.channel.Channel;
import depesche.channel.ChannelKind;
import depesche.channel.Channels;
import depesche.channel.MailChoice;
import depesche.channel.PrivateFeeds;
import depesche.site.ActionPage.Action;
import depesche.site.ActionPage.PushBox;
import depesche.site.ActionPage.PushWords;
import depesche.site.ActionPage.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The part of a reader's own page that says where they are told: mail, browsers, webhooks, and a feed of their own.
final class ChannelPart {

    private final Paper paper;
    private final PrivateFeeds feeds;
    private final String pushKey;

    ChannelPart(Paper paper, PrivateFeeds feeds, String pushKey) {
        this.paper = paper;
        this.feeds = feeds;
        this.pushKey = pushKey;
    }

    /// Who is closed by hand can end what there is, and switch nothing on: it would tell them nothing.
    ActionPage addedTo(ActionPage page, Handle tx, String token, Reader reader, Words words) {
        ActionPage listed = page.listing(words.of("me.channels"), channels(tx, token, reader, words));
        if (ReaderRendering.isClosed(reader)) {
            return listed;
        }
        return listed.listing(words.of("me.feed"), feed(tx, token, reader, words))
                .switchingPush(new PushBox(paper.files().push(), pushKey, words.of("push"), pushWords(words)));
    }

    private static List<Row> channels(Handle tx, String token, Reader reader, Words words) {
        List<Channel> channels = Channels.of(tx, reader.id());
        List<Row> rows = new ArrayList<>();
        rows.add(
                reader.suppression().isEmpty()
                        ? mail(MailChoice.isOff(tx, reader.id()), !channels.isEmpty(), token, reader, words)
                        : endedMail(reader, words));
        String detail = ReaderRendering.isClosed(reader) ? words.of("me.channel.ended") : "";
        channels.forEach(channel -> rows.add(row(channel, detail, token, words)));
        return rows;
    }

    /// There is nothing to switch on or off: the reason stands at the top of the page.
    private static Row endedMail(Reader reader, Words words) {
        String label = words.of("me.channel.mail", "address", reader.email().value());
        return new Row(label, "", words.of("me.channel.ended"), Optional.empty());
    }

    private static Row mail(boolean isOff, boolean hasOthers, String token, Reader reader, Words words) {
        String label = words.of("me.channel.mail", "address", reader.email().value());
        String act = isOff ? "start" : "stop";
        Optional<Action> action = Optional.of(action(token, words.of("me.channel.mail." + act), "mail", act))
                .filter(_ -> isOff || hasOthers);
        return new Row(label, "", isOff && hasOthers ? words.of("me.channel.mail.off") : "", action);
    }

    private static Row row(Channel channel, String detail, String token, Words words) {
        String kind = channel.kind() == ChannelKind.PUSH ? "push" : "webhook";
        String label = words.of("me.channel." + kind, "host", channel.endpoint().host());
        Action end = action(token, words.of("me.channel.end"), "end", Long.toString(channel.id()))
                .spoken(words.of("me.channel.end.spoken", "channel", label));
        return new Row(label, "", detail, Optional.of(end));
    }

    private List<Row> feed(Handle tx, String token, Reader reader, Words words) {
        Optional<String> feed = feeds.token(tx, reader.id());
        if (feed.isEmpty()) {
            return List.of(new Row(
                    words.of("me.feed.none"),
                    "",
                    "",
                    Optional.of(action(token, words.of("me.feed.on"), "feed", "renew"))));
        }
        String address = paper.url("/feeds/" + feed.get() + ".atom");
        return List.of(
                new Row(
                        address,
                        address,
                        words.of("me.feed.address"),
                        Optional.of(action(token, words.of("me.feed.renew"), "feed", "renew"))),
                new Row("Atom", "", "", Optional.of(action(token, words.of("me.feed.off"), "feed", "end"))));
    }

    private static Action action(String token, String button, String field, String value) {
        return Action.of("/me/" + token + "/channels", button)
                .with(field, value)
                .quiet();
    }

    private static PushWords pushWords(Words words) {
        return new PushWords(
                words.of("push.on"),
                words.of("push.off"),
                words.of("push.is.on"),
                words.of("push.is.off"),
                words.of("push.failed"));
    }
}
