package depesche.delivery.ledger;

import java.time.Duration;
import java.util.regex.Pattern;

/// What became of one attempt, with the server's words. `Accepted` means that the next server took the
/// message; it does not mean that the reader has it.
public sealed interface Outcome {

    /// Most characters kept of what a server said.
    int MOST_WORDS = 200;

    /// The next server took the message.
    record Accepted(int code, String words) implements Outcome {
        public Accepted {
            words = bounded(words);
        }
    }

    /// Not now: goes back and is tried again.
    record Deferred(int code, String words, Duration retryAfter) implements Outcome {
        public Deferred {
            words = bounded(words);
        }
    }

    /// Never: the server will not take this message for this reader.
    ///
    /// @param addressIsDead whether the words say that the address takes no mail at all, so that nobody
    /// should write to it again
    record Refused(int code, String words, boolean addressIsDead) implements Outcome {
        public Refused {
            words = bounded(words);
        }
    }

    /// The final dot was sent and the answer never came. Sent once more.
    record InDoubt(String words, Duration retryAfter) implements Outcome {
        public InDoubt {
            words = bounded(words);
        }
    }

    /// The reader may not be written to any more: suppressed or erased since the alert was planned.
    record Suppressed(String words) implements Outcome {}

    /// The alert's time had passed.
    record Expired() implements Outcome {}

    /// The alert was stopped, the article withdrawn, or the reader's follows ended.
    record Withdrawn(String words) implements Outcome {}

    /// In doubt for the second time: it may have arrived, and is not sent a third time.
    record Uncertain(String words) implements Outcome {
        public Uncertain {
            words = bounded(words);
        }
    }

    default End end() {
        return switch (this) {
            case Accepted _ -> End.ACCEPTED;
            case Deferred _ -> End.DEFERRED;
            case Refused _ -> End.REFUSED;
            case InDoubt _ -> End.IN_DOUBT;
            case Suppressed _ -> End.SUPPRESSED;
            case Expired _ -> End.EXPIRED;
            case Withdrawn _ -> End.WITHDRAWN;
            case Uncertain _ -> End.UNCERTAIN;
        };
    }

    /// The server's reply code, 0 where no server spoke.
    default int replyCode() {
        return switch (this) {
            case Accepted(int code, var _) -> code;
            case Deferred(int code, var _, var _) -> code;
            case Refused(int code, var _, var _) -> code;
            case InDoubt _, Suppressed _, Expired _, Withdrawn _, Uncertain _ -> 0;
        };
    }

    /// The server's words, or ours where no server spoke.
    default String says() {
        return switch (this) {
            case Accepted(var _, var words) -> words;
            case Deferred(var _, var words, var _) -> words;
            case Refused(var _, var words, var _) -> words;
            case InDoubt(var words, var _) -> words;
            case Suppressed(var words) -> words;
            case Expired() -> "";
            case Withdrawn(var words) -> words;
            case Uncertain(var words) -> words;
        };
    }

    /// The same without the reader's address, which servers like to repeat: the ledger outlives an erasure.
    default Outcome without(String address) {
        if (address.isEmpty()) {
            return this;
        }
        var seen = Pattern.compile(Pattern.quote(address), Pattern.CASE_INSENSITIVE);
        String words = seen.matcher(says()).replaceAll("(address)");
        return switch (this) {
            case Accepted(int code, var _) -> new Accepted(code, words);
            case Deferred(int code, var _, var after) -> new Deferred(code, words, after);
            case Refused(int code, var _, boolean dead) -> new Refused(code, words, dead);
            case InDoubt(var _, var after) -> new InDoubt(words, after);
            case Uncertain(var _) -> new Uncertain(words);
            case Suppressed _, Expired _, Withdrawn _ -> this;
        };
    }

    /// One line without control characters, which a hostile server may send and PostgreSQL would refuse.
    private static String bounded(String words) {
        String line = words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words;
        if (line.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return line.strip();
        }
        var clean = new StringBuilder(line.length());
        line.codePoints()
                .map(c -> Character.isISOControl(c) || isHalfOfAPair(c) ? ' ' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    private static boolean isHalfOfAPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
