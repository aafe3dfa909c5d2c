package depesche.article;

import java.util.ArrayList;
import java.util.List;

/// What an article needs before it can be published: a headline, a body, a topic.
final class Completeness {

    private Completeness() {}

    static List<String> missing(Revision revision) {
        var missing = new ArrayList<String>();
        if (revision.headline().isBlank()) {
            missing.add("headline");
        }
        if (revision.body().isEmpty()) {
            missing.add("body");
        }
        if (revision.topics().isEmpty()) {
            missing.add("topics");
        }
        return missing;
    }
}
