package depesche.picture;

import depesche.picture.Picture.Rendition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The tables of pictures and their renditions: all SQL that writes them. A picture never changes.
public final class Pictures {

    private Pictures() {}

    public static Optional<Picture> byId(Handle tx, PictureId id) {
        return tx.createQuery("""
                        select id, media_type, width, height, caption, credit, byline, alt
                          from picture
                         where id = :id
                        """)
                .bind("id", id.value())
                .map((row, _) -> picture(row, renditions(tx, id)))
                .findOne();
    }

    /// The bytes of one rendition, for readers.
    public static Optional<byte[]> bytes(Handle tx, PictureId id, int width, String mediaType) {
        return tx.createQuery("""
                        select bytes
                          from rendition
                         where picture_id = :id
                           and width = :width
                           and media_type = :type
                        """)
                .bind("id", id.value())
                .bind("width", width)
                .bind("type", mediaType)
                .mapTo(byte[].class)
                .findOne();
    }

    /// As it was handed in, with all it says about itself: for the desk and for backups, never for readers.
    public static Optional<byte[]> original(Handle tx, PictureId id) {
        return tx.createQuery("select original from picture where id = :id")
                .bind("id", id.value())
                .mapTo(byte[].class)
                .findOne();
    }

    static Optional<Picture> byDigest(Handle tx, byte[] digest) {
        return tx.createQuery("select id from picture where digest = :digest")
                .bind("digest", digest)
                .mapTo(Long.class)
                .findOne()
                .flatMap(id -> byId(tx, new PictureId(id)));
    }

    /// Of two that take in the same bytes at once, one meets the other's row.
    static PictureResult.Taken insert(
            Handle tx, byte[] digest, byte[] original, PictureReading.Read read, Instant now) {
        Optional<Long> id = tx.createQuery("""
                        insert into picture (digest, media_type, width, height, caption, credit, byline, alt, original,
                               created_at)
                        values (:digest, :type, :width, :height, :caption, :credit, :byline, :alt, :original, :now)
                            on conflict (digest) do nothing
                        returning id
                        """)
                .bind("digest", digest)
                .bind("type", read.format().mediaType())
                .bind("width", read.width())
                .bind("height", read.height())
                .bind("caption", read.text().caption().orElse(null))
                .bind("credit", read.text().credit().orElse(null))
                .bind("byline", read.text().byline().orElse(null))
                .bind("alt", read.text().alt().orElse(null))
                .bind("original", original)
                .bind("now", now)
                .mapTo(Long.class)
                .findOne();
        id.ifPresent(known -> insertRenditions(tx, known, read.renditions()));
        return new PictureResult.Taken(byDigest(tx, digest).orElseThrow(), id.isPresent());
    }

    private static void insertRenditions(Handle tx, long picture, List<Renditions.Made> renditions) {
        var batch = tx.prepareBatch("""
                insert into rendition (picture_id, width, height, media_type, bytes)
                values (:picture, :width, :height, :type, :bytes)
                """);
        for (var made : renditions) {
            batch.bind("picture", picture)
                    .bind("width", made.rendition().width())
                    .bind("height", made.rendition().height())
                    .bind("type", made.rendition().mediaType())
                    .bind("bytes", made.bytes())
                    .add();
        }
        batch.execute();
    }

    private static List<Rendition> renditions(Handle tx, PictureId id) {
        return tx.createQuery("""
                        select width, height, media_type
                          from rendition
                         where picture_id = :id
                         order by media_type, width
                        """)
                .bind("id", id.value())
                .map((row, _) -> new Rendition(row.getInt("width"), row.getInt("height"), row.getString("media_type")))
                .list();
    }

    private static Picture picture(ResultSet row, List<Rendition> renditions) throws SQLException {
        return new Picture(
                new PictureId(row.getLong("id")),
                row.getString("media_type"),
                row.getInt("width"),
                row.getInt("height"),
                new PictureText(
                        Optional.ofNullable(row.getString("caption")),
                        Optional.ofNullable(row.getString("credit")),
                        Optional.ofNullable(row.getString("byline")),
                        Optional.ofNullable(row.getString("alt"))),
                renditions);
    }
}
