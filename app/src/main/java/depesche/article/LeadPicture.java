package depesche.article;

import depesche.picture.PictureId;
import java.util.Optional;

/// The picture at the head of an article: which one, and caption, credit and alt text apart, as this article says them.
public record LeadPicture(PictureId id, Optional<String> caption, Optional<String> credit, Optional<String> alt) {}
