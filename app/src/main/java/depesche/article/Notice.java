package depesche.article;

import depesche.text.SafeHtml;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What was said in public of a published article, and when: an update, a correction, a withdrawal or a reply.
/// Never changed.
///
/// @param revision the first that is as the notice says
/// @param note of a withdrawal the reason, which stays in the house; of a reply empty
public record Notice(
        ArticleId article,
        Kind kind,
        int revision,
        Optional<String> note,
        Optional<Reply> reply,
        Instant at,
        String by) {

    /// The kinds there are.
    public enum Kind {
        UPDATE,
        CORRECTION,
        WITHDRAWAL,
        REPLY;

        /// As it is written outside and in the database.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    Notice with(Reply words) {
        return new Notice(article, kind, revision, note, Optional.of(words), at, by);
    }

    /// A right of reply, in the words of who replies.
    public record Reply(String headline, SafeHtml body, String of) {}
}
