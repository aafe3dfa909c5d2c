package depesche.feed.ninjs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An article, or a picture that goes with it, as any version of ninjs tells it. Mirrors a message.
///
/// @param uri permanent
/// @param changed when this version of it was made
/// @param by the byline as printed
/// @param editorsNote what was corrected, updated or withdrawn
record NinjsItem(
        String uri,
        String type,
        int version,
        Instant created,
        Instant changed,
        Optional<Instant> published,
        String status,
        Optional<Instant> embargo,
        Optional<Integer> urgency,
        String language,
        String holder,
        Words words,
        Optional<String> by,
        Bearings bearings,
        Optional<String> located,
        Optional<String> slugline,
        Optional<String> editorsNote,
        List<Text> otherIds,
        List<Rendition> renditions,
        Optional<NinjsItem> picture) {

    static final String USABLE = "usable";
    static final String WITHHELD = "withheld";
    static final String CANCELED = "canceled";

    /// A text and what it is for: `main`, `kicker`, `caption`.
    record Text(String role, String value) {}

    /// What it says.
    ///
    /// @param body as HTML
    record Words(List<Text> headlines, List<Text> descriptions, Optional<String> body) {
        static final Words NONE = new Words(List.of(), List.of(), Optional.empty());

        Words {
            headlines = List.copyOf(headlines);
            descriptions = List.copyOf(descriptions);
        }
    }

    /// Something with a page of ours.
    ///
    /// @param folder the address without its last part
    record Named(String name, String folder, String slug) {
        String address() {
            return folder + slug;
        }
    }

    /// Whom it is by and what it is about.
    ///
    /// @param sources as printed below the text
    record Bearings(List<Named> people, List<Named> subjects, List<Named> events, List<String> sources) {
        static final Bearings NONE = new Bearings(List.of(), List.of(), List.of(), List.of());

        Bearings {
            people = List.copyOf(people);
            subjects = List.copyOf(subjects);
            events = List.copyOf(events);
            sources = List.copyOf(sources);
        }
    }

    /// A form of a picture at an address.
    record Rendition(String name, String address, String mediaType, int width, int height) {}

    NinjsItem {
        otherIds = List.copyOf(otherIds);
        renditions = List.copyOf(renditions);
    }
}
