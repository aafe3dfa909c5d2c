package depesche.db;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The server that holds a data folder, for the commands beside it: the address of its site goes into the links that
/// they print, whatever port it was told on its command line.
public final class RunningServer {

    private RunningServer() {}

    /// Says where the site of this program is, if it holds the folder, for as long as it does.
    public static void announce(Path folder, URI site) {
        Holder.of(folder)
                .filter(Holder::isOurselves)
                .ifPresent(us -> us.showingAt(site).writeTo(folder));
    }

    /// Empty while no server runs there.
    public static Optional<URI> site(Path folder) {
        return Holder.of(folder).flatMap(Holder::site);
    }
}
