package depesche.account;

import java.util.Optional;

/// How closing a reader, or lifting a suppression, can end.
public sealed interface SuppressResult {

    /// It is done, or was done before.
    record Done() implements SuppressResult {}

    /// Nobody would know later why.
    record NoteMissing() implements SuppressResult {}

    /// What was to be lifted does not stand: nothing was done.
    ///
    /// @param standing what stands instead; empty: the reader is written to
    record Otherwise(Optional<Suppression> standing) implements SuppressResult {}

    record NoSuchReader() implements SuppressResult {}
}
