package depesche.suggestion;

import java.util.Set;

/// A text whose topics editors have chosen.
///
/// @param topics ids
record Example(ArticleText text, Set<Long> topics) {

    Example {
        topics = Set.copyOf(topics);
    }
}
