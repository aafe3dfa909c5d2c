package depesche.feed;

import depesche.text.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A feed before it is written down: of the paper, or of one topic.
record Feed(
        FeedAddresses addresses, Subject subject, Place place, List<FeedEntry> entries, List<Tombstone> tombstones) {

    private static final Messages WORDS = Messages.of("feed");

    /// What it is a feed of.
    ///
    /// @param identity what its permanent id is made of: `front`, `topic/4`
    /// @param page the path of the page it belongs to
    /// @param self the path of the feed without its ending
    /// @param key of the pages that change when it does
    record Subject(String title, String identity, String page, String self, String key) {}

    /// Which part of it this is.
    ///
    /// @param query of this part; empty for the newest
    /// @param older the query of the part after this one
    record Place(String query, Optional<String> older, Kind kind) {

        /// There is no other part.
        static Place only(String query) {
            return new Place(query, Optional.empty(), Kind.ONLY);
        }
    }

    /// What new articles do to a part.
    enum Kind {
        /// They come into it, and the hub tells of it.
        NEWEST,
        /// They never change it (RFC 5005 §4).
        ARCHIVE,
        /// There are no others, and nobody is told of it.
        ONLY
    }

    /// An article that was killed: feed readers are told to drop it (RFC 6721).
    ///
    /// @param key what its permanent id is made of
    record Tombstone(long id, String key, Instant at) {}

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

    String language() {
        return addresses.language().toLanguageTag();
    }

    String title() {
        return subject.title();
    }

    String words(String key) {
        return WORDS.text(Messages.spoken(addresses.language()), key);
    }

    /// The address of the page it belongs to.
    String pageAddress() {
        return url(subject.page());
    }

    /// A tag URI (RFC 4151): never changes, whatever becomes of headline and address.
    String id(String of) {
        return "tag:" + addresses.authority() + ",2026:" + of;
    }

    String id() {
        return id(subject.identity());
    }

    String id(FeedEntry entry) {
        return article(entry.key());
    }

    String id(Tombstone tombstone) {
        return article(tombstone.key());
    }

    private String article(String key) {
        return id("article/" + key);
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
        return url(subject.self() + ending + place.query());
    }

    Optional<String> olderAddress(String ending) {
        return place.older().map(where -> url(subject.self() + ending + where));
    }

    /// Where the newest part is, for one that is not.
    Optional<String> newestAddress(String ending) {
        return place.kind() == Kind.ARCHIVE ? Optional.of(url(subject.self() + ending)) : Optional.empty();
    }

    /// Who tells of it (W3C WebSub).
    Optional<String> hub() {
        return place.kind() == Kind.NEWEST ? Optional.of(url("/hub")) : Optional.empty();
    }
}
