package depesche.alert;

import depesche.account.ReaderId;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/// Which alert told a reader of an article first, so that what is told again stands below it in the mailbox. A
/// reader is in one of them only.
///
/// @param others later ones, for readers of topics that the article gained; mostly none
public record Threading(Optional<AlertId> first, List<Later> others) {

    /// Nothing was told before.
    static final Threading NONE = new Threading(Optional.empty(), List.of());

    /// An alert and whom it told.
    public record Later(AlertId alert, RoaringBitmap readers) {}

    public Threading {
        others = List.copyOf(others);
    }

    public Optional<AlertId> first(ReaderId reader) {
        return others.stream()
                .filter(later -> later.readers().contains(reader.value()))
                .map(Later::alert)
                .findAny()
                .or(() -> first);
    }
}
