package depesche.feed;

import depesche.db.Database;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// The name in the ids of entries. It is the site's when it first has a public one, and stays when the site moves to
/// another or the newsroom is restored elsewhere: so no reader takes old articles for new ones.
public final class FeedAuthority {

    /// No number, and no name that many machines have.
    private static final Pattern PUBLIC_NAME = Pattern.compile("(?=.{4,253}$)([a-z0-9-]{1,63}\\.)+[a-z][a-z0-9-]+");

    private static final Pattern NOBODYS_OWN = Pattern.compile(".*\\.(localhost|local|internal|lan|home\\.arpa)");

    private FeedAuthority() {}

    /// Keeps the name for good, if it is one. The first one stays.
    public static void keep(Database db, URI base) {
        String host = host(base);
        if (PUBLIC_NAME.matcher(host).matches() && !NOBODYS_OWN.matcher(host).matches()) {
            db.change(tx -> tx.createUpdate("""
                            insert into feed_authority (name)
                            values (:name)
                                on conflict do nothing
                            """).bind("name", host).execute());
        }
    }

    static String name(Handle tx, URI base) {
        return tx.createQuery("""
                        select name
                          from feed_authority
                        """).mapTo(String.class).findOne().orElseGet(() -> host(base));
    }

    private static String host(URI base) {
        return base.getHost().toLowerCase(Locale.ROOT);
    }
}
