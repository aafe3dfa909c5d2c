package depesche.feed.errand;

import depesche.net.Posted;
import java.util.Optional;

/// Something that this node has claimed to do at another's server.
public interface Errand {

    /// Whose it is: scheme, host and port.
    String origin();

    /// Does it, and notes what became of it.
    ///
    /// @return what the server answered; empty if that says nothing of how it takes what it is told
    Optional<Posted> carry();
}
