package depesche.desk;

import depesche.db.Database;
import depesche.picture.Picture;
import depesche.picture.PictureId;
import depesche.picture.PictureImport;
import depesche.picture.PictureResult;
import depesche.picture.PictureText;
import depesche.picture.Pictures;
import depesche.web.Fault;
import depesche.web.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes in the picture that came with a form, and fills caption, credit and alt text from what it says of itself.
final class PictureUpload {

    private static final Map<String, String> NONE = Map.of();

    private final Database db;
    private final PictureImport pictures;

    PictureUpload(Database db, PictureImport pictures) {
        this.db = db;
        this.pictures = pictures;
    }

    /// The fields with the picture in them, and what is wrong with it.
    record Taken(Typed typed, List<Fault> faults) {}

    /// @param saved the fields as the article has them
    Taken take(Typed typed, Typed saved, Form form) {
        Optional<byte[]> bytes = form.file("picture").map(Form.Upload::bytes).filter(sent -> sent.length > 0);
        if (bytes.isEmpty()) {
            return new Taken(typed, List.of());
        }
        return switch (pictures.take(bytes.get())) {
            case PictureResult.Taken(Picture picture, boolean _) ->
                new Taken(typed.with(filled(typed, saved, picture)), List.of());
            case PictureResult.NotAPicture _ -> faulty(typed, "not-a-picture");
            case PictureResult.TooLarge(String what, long _) -> faulty(typed, "picture-too-large-" + what);
            case PictureResult.Broken _ -> faulty(typed, "picture-broken");
        };
    }

    /// Of any picture that is not yet an article's.
    Optional<Picture> byId(String id) {
        return id.matches("[1-9][0-9]{0,17}")
                ? db.read(handle -> Pictures.byId(handle, new PictureId(Long.parseLong(id))))
                : Optional.empty();
    }

    private static Taken faulty(Typed typed, String code) {
        return new Taken(typed, List.of(new Fault("picture", code, "picture: " + code)));
    }

    /// Words that were typed for this picture stay; those of the picture before it go with it.
    private Map<String, String> filled(Typed typed, Typed saved, Picture picture) {
        Map<String, String> before =
                byId(typed.value("pictureId")).map(PictureUpload::words).orElse(NONE);
        Map<String, String> filled = new HashMap<>();
        filled.put("pictureId", Long.toString(picture.id().value()));
        filled.put("pictureRemove", "");
        boolean isOther =
                typed.text("pictureId").isPresent() && !typed.value("pictureId").equals(filled.get("pictureId"));
        words(picture).forEach((name, own) -> {
            String written = typed.value(name);
            boolean isOfOther = isOther && (written.equals(before.get(name)) || written.equals(saved.value(name)));
            boolean stays = !written.isBlank() && !isOfOther;
            filled.put(name, stays ? written : own);
        });
        return filled;
    }

    private static Map<String, String> words(Picture picture) {
        PictureText text = picture.text();
        return Map.of(
                "pictureCaption", text.caption().orElse(""),
                "pictureCredit", text.credit().orElse(""),
                "pictureAlt", text.alt().orElse(""));
    }
}
