package depesche.alert;

import depesche.follow.Subject;
import java.time.Instant;
import java.util.Set;

/// What makes an alert. With the article, kind and number are the key that makes it once.
///
/// @param number 0 for the publication; else the revision that its notice names
/// @param revision the first that is right: who was told an older one was told wrong
/// @param dueAt before that nothing of it is sent
/// @param deadline until when it is
record Occasion(Alert.Kind kind, int number, int revision, Set<Subject> subjects, Instant dueAt, Deadline deadline) {

    Occasion {
        subjects = Set.copyOf(subjects);
    }
}
