package depesche.site;

import depesche.site.PictureView.Rendition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Which widths there are of some pictures; not their bytes.
final class Renditions {

    private final Map<Long, List<Rendition>> byPicture;

    private Renditions(Map<Long, List<Rendition>> byPicture) {
        this.byPicture = byPicture;
    }

    static Renditions of(Handle tx, Collection<Long> pictures) {
        if (pictures.isEmpty()) {
            return new Renditions(Map.of());
        }
        return new Renditions(tx.createQuery("""
                        select picture_id, width, height, media_type
                          from rendition
                         where picture_id = any(:pictures)
                         order by picture_id, width
                        """)
                .bindArray("pictures", Long.class, pictures)
                .map((row, _) -> new Rendition(
                        row.getLong("picture_id"),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getString("media_type")))
                .collect(Collectors.groupingBy(Rendition::picture)));
    }

    /// The picture as an ornament of a list: the text beside it says what it is about.
    Optional<PictureView> ornament(long picture) {
        return view(picture, "", "", "");
    }

    Optional<PictureView> view(long picture, String alt, String caption, String credit) {
        return Optional.ofNullable(byPicture.get(picture))
                .map(renditions -> PictureView.of(renditions, alt, caption, credit));
    }
}
