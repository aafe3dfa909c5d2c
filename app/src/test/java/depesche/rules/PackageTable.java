package depesche.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which package may know which: the table of STYLE.md, section 3. The part of a name behind `depesche.` up to
/// the next dot counts, so `delivery.email` is `delivery`.
record PackageTable(Map<String, Row> rows) {

    record Row(Set<String> mayUse, String because) {}

    private static final String[] GROUND = {"config", "net", "text", "language", "db", "mail", "job", "web", "epoch"};
    private static final String[] FACES = {"site", "desk", "api", "command"};

    PackageTable {
        rows = Map.copyOf(rows);
    }

    static PackageTable ofStyle() {
        return new PackageTable(Stream.of(
                        Map.entry("config", row("ground could be lifted into another program unchanged")),
                        Map.entry("net", row("ground could be lifted into another program unchanged")),
                        Map.entry("text", row("ground could be lifted into another program unchanged")),
                        Map.entry("language", row("ground could be lifted into another program unchanged")),
                        Map.entry("db", row("the database knows no table of the paper", "config", "net", "text")),
                        Map.entry("mail", row("a mail server can be any paper's", "config", "net", "text")),
                        Map.entry("job", row("jobs carry any work", "db", "config", "text")),
                        Map.entry("web", row("pages are bytes by address here", "db", "config", "text")),
                        Map.entry(
                                "epoch",
                                row("whether life went on is asked before what is sent", "db", "config", "text")),
                        Map.entry("account", onGround("people exist before what they write")),
                        Map.entry("channel", onGround("a way to a reader is older than what goes there", "account")),
                        Map.entry("masthead", onGround("what a paper is called is older than the paper", "account")),
                        Map.entry("topic", onGround("topics exist before what they sort")),
                        Map.entry("author", onGround("whoever writes is known before what they write")),
                        Map.entry("story", onGround("a story is there before the articles that tell it")),
                        Map.entry("picture", onGround("a picture can stand in any article", "account")),
                        Map.entry(
                                "article",
                                onGround(
                                        "an article does not know who reads it",
                                        "account",
                                        "topic",
                                        "author",
                                        "story",
                                        "picture")),
                        Map.entry(
                                "follow",
                                onGround(
                                        "who follows does not know who is told",
                                        "account",
                                        "channel",
                                        "topic",
                                        "author",
                                        "story",
                                        "article",
                                        "search")),
                        Map.entry(
                                "search",
                                onGround(
                                        "what is found is articles", "article", "topic", "author", "story", "picture")),
                        Map.entry(
                                "suggestion",
                                onGround(
                                        "what is proposed is topics and stories",
                                        "account",
                                        "article",
                                        "topic",
                                        "story")),
                        Map.entry(
                                "feed",
                                onGround(
                                        "what is fed is articles",
                                        "masthead",
                                        "account",
                                        "article",
                                        "topic",
                                        "author",
                                        "story",
                                        "picture")),
                        Map.entry("ingest", onGround("what comes in becomes articles", paper())),
                        Map.entry(
                                "backup",
                                onGround(
                                        "what is kept and goes on is everything",
                                        "account",
                                        "article",
                                        "topic",
                                        "story",
                                        "picture",
                                        "channel",
                                        "follow",
                                        "alert",
                                        "digest",
                                        "delivery")),
                        Map.entry(
                                "alert",
                                onGround(
                                        "who is told is decided before anything is carried",
                                        "account",
                                        "channel",
                                        "article",
                                        "topic",
                                        "author",
                                        "story",
                                        "search",
                                        "follow")),
                        Map.entry(
                                "digest",
                                onGround(
                                        "what is in a digest was put there by alerts",
                                        "account",
                                        "channel",
                                        "article",
                                        "topic",
                                        "story",
                                        "follow",
                                        "alert")),
                        Map.entry(
                                "delivery",
                                onGround(
                                        "carrying asks nobody who is to be told",
                                        "account",
                                        "article",
                                        "channel",
                                        "alert",
                                        "digest")),
                        Map.entry(
                                "preflight",
                                onGround(
                                        "what is looked at before it leaves knows all that is under way",
                                        "account",
                                        "article",
                                        "topic",
                                        "picture",
                                        "channel",
                                        "follow",
                                        "alert",
                                        "delivery")),
                        Map.entry(
                                "taxonomy",
                                onGround(
                                        "what is done to topics is done to all that hangs on them",
                                        "account",
                                        "article",
                                        "topic",
                                        "follow",
                                        "alert")),
                        Map.entry(
                                "returns",
                                onGround(
                                        "what comes back was carried before",
                                        "account",
                                        "follow",
                                        "alert",
                                        "digest",
                                        "delivery")))
                .collect(Collectors.collectingAndThen(
                        Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue), PackageTable::withFaces)));
    }

    Set<String> packages() {
        return new TreeSet<>(rows.keySet());
    }

    /// Packages that the given one must not know.
    Set<String> closedTo(String name) {
        Set<String> closed = new TreeSet<>(rows.keySet());
        closed.removeAll(rowOf(name).mayUse());
        closed.remove(name);
        return closed;
    }

    boolean mayUse(String user, String used) {
        return user.equals(used) || rowOf(user).mayUse().contains(used);
    }

    private Row rowOf(String name) {
        if (!rows.containsKey(name)) {
            throw new IllegalArgumentException("package " + name + " has no row in the table of STYLE 3");
        }
        return rows.get(name);
    }

    private static Map<String, Row> withFaces(Map<String, Row> below) {
        var all = new LinkedHashMap<>(below);
        for (String face : FACES) {
            all.put(face, new Row(Set.copyOf(below.keySet()), "faces show what is below them, and not one another"));
        }
        return all;
    }

    private static String[] paper() {
        return new String[] {"account", "article", "topic", "author", "story", "picture"};
    }

    private static Row row(String because, String... mayUse) {
        return new Row(Set.of(mayUse), because);
    }

    private static Row onGround(String because, String... mayUse) {
        return new Row(Stream.concat(Stream.of(GROUND), Stream.of(mayUse)).collect(Collectors.toSet()), because);
    }
}
