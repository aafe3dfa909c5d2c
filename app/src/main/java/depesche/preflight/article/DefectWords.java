package depesche.preflight.article;

import depesche.text.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A defect in a sentence, for the desk and for those who call the API.
public final class DefectWords {

    private static final int MOST_NAMED = 3;

    private final Messages messages = Messages.of("preflight");

    public String sentence(Locale language, Defect defect) {
        List<String> about = defect.about();
        String named = String.join(", ", about.subList(0, Math.min(MOST_NAMED, about.size())));
        return messages.text(
                language,
                defect.kind().code(),
                Map.of("about", about.size() > MOST_NAMED ? named + ", …" : named, "number", about.size()));
    }
}
