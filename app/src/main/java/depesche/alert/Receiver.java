package depesche.alert;

import depesche.account.ReaderId;
import depesche.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One of the frozen readers of a slice, as they can be reached now.
///
/// @param address empty if the reader was erased
/// @param endpoints the reader's browsers or webhooks, for slices of those channels
public record Receiver(
        int ordinal, ReaderId reader, Optional<String> address, Locale language, List<Channel> endpoints) {

    public Receiver {
        endpoints = List.copyOf(endpoints);
    }
}
