package depesche.search;

import java.util.Optional;

/// How a search that somebody is typing may go on. It leads to articles that are published.
///
/// @param text what it is called
/// @param search the whole search as it would be; what cannot be searched for has none
/// @param path of the page of its own, if it has one
public record Completion(Kind kind, String text, Optional<String> search, Optional<String> path) {

    /// What it completes.
    public enum Kind {
        /// A word of headlines.
        WORD,
        TOPIC,
        AUTHOR,
        STORY,
        HEADLINE
    }
}
