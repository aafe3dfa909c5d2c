package depesche.channel;

import depesche.account.ReaderId;
import depesche.net.WebAddress;
import java.time.Instant;
import java.util.Optional;

/// One way to a reader that lives: a browser or a webhook. Mirrors a row.
///
/// @param keys what the message is encrypted for or signed with, as [PushKeys] or [WebhookSecret] read it
/// @param formerKeys the secret before the last rotation, as long as it still counts
/// @param failingSince since when nothing was accepted there; empty while all is well
public record Channel(
        long id,
        ReaderId reader,
        ChannelKind kind,
        WebAddress endpoint,
        byte[] keys,
        Optional<byte[]> formerKeys,
        Optional<Instant> failingSince) {

    /// Known by its number; comparing keys would tell nobody more.
    @Override
    public boolean equals(Object other) {
        return other instanceof Channel channel && channel.id == id;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return kind.word() + " channel " + id;
    }
}
