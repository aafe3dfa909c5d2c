package depesche.channel;

import depesche.account.Reader;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The ways to a reader: where they would be told if nothing stood in between.
///
/// @param webhooks the servers behind them; the rest of an address may be a secret of its own
/// @param feed whether the private feed is switched on
public record Ways(boolean mail, int browsers, List<String> webhooks, boolean feed) {

    public static final Ways NONE = new Ways(false, 0, List.of(), false);

    public Ways {
        webhooks = List.copyOf(webhooks);
    }

    static Ways of(Handle tx, Reader reader) {
        List<Channel> channels = Channels.of(tx, reader.id());
        return new Ways(
                channels.isEmpty() || !MailChoice.isOff(tx, reader.id()),
                (int) channels.stream()
                        .filter(it -> it.kind() == ChannelKind.PUSH)
                        .count(),
                channels.stream()
                        .filter(it -> it.kind() == ChannelKind.WEBHOOK)
                        .map(it -> it.endpoint().host())
                        .toList(),
                PrivateFeeds.isOn(tx, reader.id()));
    }

    /// Without mail.
    Ways beyondMail() {
        return new Ways(false, browsers, webhooks, feed);
    }
}
