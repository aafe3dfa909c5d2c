package depesche.article;

import depesche.db.Database;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Articles as they are kept, for whoever needs a whole one: the desk, the API, an alert.
public final class Archive {

    private final Database db;

    public Archive(Database db) {
        this.db = db;
    }

    public Optional<Article> byId(ArticleId id) {
        return db.read(handle -> Articles.byId(handle, id));
    }

    public Optional<Article> byExternalId(String externalId) {
        return db.read(handle -> Articles.byExternalId(handle, externalId));
    }

    public static Optional<Article> byId(Handle tx, ArticleId id) {
        return Articles.byId(tx, id);
    }

    public static Optional<Article> byExternalId(Handle tx, String externalId) {
        return Articles.byExternalId(tx, externalId);
    }
}
