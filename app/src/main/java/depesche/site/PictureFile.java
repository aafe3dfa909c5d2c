package depesche.site;

import depesche.web.Page;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// One width of a picture by its address: `/pictures/17/960.webp`.
record PictureFile(long picture, int width, String ending) {

    private static final Map<String, String> MEDIA_TYPES =
            Map.of("webp", "image/webp", "jpg", "image/jpeg", "png", "image/png");
    private static final int WIDEST = 100_000;

    static Optional<PictureFile> parse(String picture, String file) {
        int dot = file.indexOf('.');
        if (dot < 0 || !MEDIA_TYPES.containsKey(file.substring(dot + 1))) {
            return Optional.empty();
        }
        return Numbers.parse(picture)
                .flatMap(id -> Numbers.parse(file.substring(0, dot))
                        .filter(width -> width <= WIDEST)
                        .map(width -> new PictureFile(id, width.intValue(), file.substring(dot + 1))));
    }

    String path() {
        return "/pictures/" + picture + "/" + width + "." + ending;
    }

    Optional<Page> page(Handle tx) {
        String mediaType = MEDIA_TYPES.getOrDefault(ending, "");
        return tx.createQuery("""
                        select bytes
                          from rendition
                         where picture_id = :picture
                           and width = :width
                           and media_type = :mediaType
                        """)
                .bind("picture", picture)
                .bind("width", width)
                .bind("mediaType", mediaType)
                .mapTo(byte[].class)
                .findOne()
                .map(bytes -> new Page(
                        200, mediaType, bytes, Set.of("picture:" + picture), Page.Caching.FOREVER, Page.UNTIL_DROPPED));
    }
}
