package depesche.search;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How far an index has followed the database. Kept in the index's own commit, so that after any death words and
/// watermark are of the same moment.
///
/// @param identity which database, in which of its lives
/// @param snapshot of PostgreSQL: what a transaction did that it does not see is still to be read
/// @param below an index that is being built has all articles but those with smaller numbers
record Watermark(String identity, String snapshot, Optional<Long> below) {

    private static final String FORM = "form";
    private static final String IDENTITY = "identity";
    private static final String SNAPSHOT = "snapshot";
    private static final String BELOW = "below";

    static Watermark beginning(Moment now) {
        return new Watermark(now.identity(), now.snapshot(), Optional.of(Long.MAX_VALUE));
    }

    Watermark at(Moment now) {
        return new Watermark(identity, now.snapshot(), below);
    }

    Watermark builtDownTo(long id) {
        return new Watermark(identity, snapshot, Optional.of(id));
    }

    Watermark built() {
        return new Watermark(identity, snapshot, Optional.empty());
    }

    /// Whether that moment comes after this one in the same life of the same database.
    boolean leadsTo(Moment now) {
        return identity.equals(now.identity()) && lowest() <= now.end();
    }

    /// The oldest transaction that the snapshot does not see as ended; all below it has been read.
    String lowestText() {
        return snapshot.substring(0, snapshot.indexOf(':'));
    }

    private long lowest() {
        return Long.parseLong(lowestText());
    }

    Map<String, String> written() {
        Map<String, String> facts =
                new HashMap<>(Map.of(FORM, Integer.toString(Fields.FORM), IDENTITY, identity, SNAPSHOT, snapshot));
        below.ifPresent(id -> facts.put(BELOW, id.toString()));
        return facts;
    }

    /// Empty if the index has none, or is of another form.
    static Optional<Watermark> read(Map<String, String> facts) {
        if (!Integer.toString(Fields.FORM).equals(facts.get(FORM))) {
            return Optional.empty();
        }
        return Optional.of(new Watermark(
                facts.getOrDefault(IDENTITY, ""),
                facts.getOrDefault(SNAPSHOT, "0:0:"),
                Optional.ofNullable(facts.get(BELOW)).map(Long::parseLong)));
    }
}
