package depesche.api;

import depesche.account.Tokens.Bearer;
import depesche.db.Database;
import depesche.picture.Picture;
import depesche.picture.PictureImport;
import depesche.picture.PictureResult;
import depesche.web.Form;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `POST /api/v1/pictures`: a picture with what it says about itself.
final class PictureResource {

    /// The picture and the lines around it in a form.
    private static final int LARGEST = PictureImport.MAX_BYTES + 64 * 1024;

    private final Writes writes;
    private final PictureImport pictures;
    private final URI baseUrl;

    PictureResource(Database db, PictureImport pictures, URI baseUrl) {
        this.writes = new Writes(db);
        this.pictures = pictures;
        this.baseUrl = baseUrl;
    }

    /// The same bytes are the same picture, however a form is put around them.
    Response create(Request request, Bearer bearer) {
        Optional<byte[]> bytes = bytes(request);
        if (bytes.isEmpty()) {
            return Response.problem(Problem.of(
                    400, "picture-missing", "Send the picture as the file of a multipart form, or as the body"));
        }
        return writes.repeatable(request, bytes.get(), bearer, () -> take(bytes.get()));
    }

    private Response take(byte[] bytes) {
        return switch (pictures.take(bytes)) {
            case PictureResult.Taken(Picture picture, boolean isNew) -> Response.json(isNew ? 201 : 200, json(picture));
            case PictureResult.NotAPicture(String why) ->
                Response.problem(problem(415, "not-a-picture", "This is no picture that can be taken in", why));
            case PictureResult.TooLarge(String what, long limit) ->
                Response.problem(
                        problem(413, "picture-too-large", "The picture is too large", "limit: " + limit + " " + what));
            case PictureResult.Broken(String why) ->
                Response.problem(problem(422, "picture-broken", "The picture cannot be read", why));
        };
    }

    /// The first file of a form whatever its field is called, or the body itself.
    private static Optional<byte[]> bytes(Request request) {
        boolean isForm = request.header("Content-Type")
                .filter(type -> type.startsWith("multipart/"))
                .isPresent();
        if (isForm) {
            return request.form(LARGEST).files().values().stream().findFirst().map(Form.Upload::bytes);
        }
        return Optional.of(request.body(LARGEST)).filter(body -> body.length > 0);
    }

    private static Problem problem(int status, String type, String title, String detail) {
        return new Problem(status, type, title, Optional.of(detail), List.of());
    }

    private Map<String, Object> json(Picture picture) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(picture.id().value()));
        json.put("caption", picture.text().caption().orElse(null));
        json.put("credit", picture.text().credit().orElse(null));
        json.put("alt", picture.text().alt().orElse(null));
        json.put("byline", picture.text().byline().orElse(null));
        json.put("width", picture.width());
        json.put("height", picture.height());
        json.put("mediaType", picture.mediaType());
        List<Object> renditions = new ArrayList<>();
        picture.renditions().forEach(rendition -> renditions.add(json(picture, rendition)));
        json.put("renditions", renditions);
        return json;
    }

    private Map<String, Object> json(Picture picture, Picture.Rendition rendition) {
        Map<String, Object> json = new LinkedHashMap<>();
        String ending = rendition.isWebp() ? ".webp" : ".jpg";
        json.put("url", baseUrl + "/pictures/" + picture.id().value() + "/" + rendition.width() + ending);
        json.put("width", rendition.width());
        json.put("height", rendition.height());
        json.put("mediaType", rendition.mediaType());
        return json;
    }
}
