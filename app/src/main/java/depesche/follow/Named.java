package depesche.follow;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A story or an author, by the name that readers know.
///
/// @param labels by language, where there is one for it
/// @param otherwise in any other language
public record Named(Subject subject, String slug, Map<String, String> labels, String otherwise) {

    public Named {
        labels = Map.copyOf(labels);
    }

    public String label(Locale language) {
        return Optional.ofNullable(labels.get(language.getLanguage())).orElse(otherwise);
    }

    /// The path of its page.
    public String path() {
        return switch (subject.kind()) {
            case TOPIC -> "/topics/" + slug;
            case STORY -> "/stories/" + slug;
            case AUTHOR -> "/authors/" + slug;
            case SEARCH -> "/search";
        };
    }
}
