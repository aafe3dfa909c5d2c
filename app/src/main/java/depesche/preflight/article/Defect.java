package depesche.preflight.article;

import java.util.List;
import java.util.Locale;

/// Something that is wrong with an article as an alert, or with the house that is to send it.
///
/// @param about what it is about: links, names of topics, words of a server; may be empty
public record Defect(Kind kind, List<String> about) {

    /// Every defect that is looked for, in the order of the form; those of the house last.
    public enum Kind {
        HEADLINE_TOO_LONG("headline", Level.WARN),
        TEASER_MISSING("teaser", Level.WARN),
        LINK_BROKEN("body", Level.WARN),
        LINK_LOCAL("body", Level.WARN),
        LINK_TO_DESK("body", Level.WARN),
        PICTURE_WITHOUT_ALT("pictureAlt", Level.WARN),
        PICTURE_WITHOUT_CREDIT("pictureCredit", Level.WARN),
        TOPIC_WITHOUT_FOLLOWERS("topics", Level.WARN),
        NOBODY_REACHED("topics", Level.WARN),
        SENDS_HELD("", Level.FAIL),
        MAIL_SERVER_TROUBLE("", Level.FAIL),
        MAIL_SERVER_MISSING("", Level.WARN),
        SENDER_MISSING("", Level.FAIL),
        BASE_ADDRESS_LOCAL("", Level.WARN);

        private final String field;
        private final Level level;

        Kind(String field, Level level) {
            this.field = field;
            this.level = level;
        }

        /// As it is written outside.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// The field of the article where it can be mended; empty: it is the house's.
        public String field() {
            return field;
        }

        public Level level() {
            return level;
        }
    }

    /// How bad it is.
    public enum Level {
        /// Readers are told all the same.
        WARN,
        /// They are not, or not now.
        FAIL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Defect {
        about = List.copyOf(about);
    }

    static Defect of(Kind kind, String... about) {
        return new Defect(kind, List.of(about));
    }
}
