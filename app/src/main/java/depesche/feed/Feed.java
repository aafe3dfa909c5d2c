package depesche.feed;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A feed before it is written down: of the paper, or of one topic.
///
/// @param identity what its permanent id is made of: `front`, `topic/4`
/// @param page the path of the page it belongs to
/// @param self the path of the feed without its ending
/// @param query of this part of the feed; empty for the newest
/// @param older the query of the part after this one
record Feed(
        FeedAddresses addresses,
        Locale language,
        String title,
        String identity,
        String page,
        String self,
        String query,
        Optional<String> older,
        List<FeedEntry> entries,
        List<Tombstone> tombstones) {

    /// An article that was killed: feed readers are told to drop it (RFC 6721).
    record Tombstone(long id, Instant at) {}

    Feed {
        entries = List.copyOf(entries);
        tombstones = List.copyOf(tombstones);
    }

    String url(String path) {
        return addresses.url(path);
    }

    String paper() {
        return addresses.paper();
    }

    /// A tag URI (RFC 4151): never changes, whatever becomes of headline and address.
    String id(String of) {
        return "tag:" + addresses.base().getHost() + ",2026:" + of;
    }

    String id() {
        return id(identity);
    }

    String id(FeedEntry entry) {
        return article(entry.id());
    }

    String id(Tombstone tombstone) {
        return article(tombstone.id());
    }

    private String article(long number) {
        return id("article/" + number);
    }

    /// The newest change of an entry; an empty feed has never changed.
    Instant updated() {
        return Stream.concat(
                        entries.stream().map(FeedEntry::updated),
                        tombstones.stream().map(Tombstone::at))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    String address(String ending) {
        return url(self + ending + query);
    }

    Optional<String> olderAddress(String ending) {
        return older.map(where -> url(self + ending + where));
    }
}
