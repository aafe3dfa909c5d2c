package depesche.alert;

import depesche.account.ReaderId;
import java.util.Locale;
import java.util.Optional;

/// One of the frozen readers of a slice, as they can be reached now.
///
/// @param address empty if the reader was erased
public record Receiver(int ordinal, ReaderId reader, Optional<String> address, Locale language) {}
