package depesche.delivery;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.alert.Announcement;
import depesche.digest.Issue;
import java.util.List;

/// What a slice carries.
sealed interface Dispatch {

    /// Word of one article, the same for all.
    record OfArticle(Announcement announcement) implements Dispatch {}

    /// A digest, in which each reader finds what is theirs.
    record OfDigest(Issue issue) implements Dispatch {}

    default AlertId alert() {
        return switch (this) {
            case OfArticle(Announcement announcement) -> announcement.alert();
            case OfDigest(Issue issue) -> issue.alert();
        };
    }

    /// What the ledger keeps with each outcome: the article's revision, or the digest's edition.
    default int revision() {
        return switch (this) {
            case OfArticle(Announcement announcement) -> announcement.revision();
            case OfDigest(Issue issue) -> issue.edition();
        };
    }

    /// What it tells this reader.
    default List<Announcement> tells(ReaderId reader) {
        return switch (this) {
            case OfArticle(Announcement announcement) -> List.of(announcement);
            case OfDigest(Issue issue) -> issue.of(reader);
        };
    }
}
