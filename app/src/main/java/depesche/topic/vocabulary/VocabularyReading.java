package depesche.topic.vocabulary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads a vocabulary and finds all that is wrong with it. Retired concepts are left out; what stood below one goes to
/// the next above that is not.
public final class VocabularyReading {

    /// Where IPTC keeps its Media Topics.
    public static final String MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/";

    private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";
    private static final String RETIRED = "http://cv.iptc.org/newscodes/ikos/retired";
    private static final String DEPRECATED = "http://www.w3.org/2002/07/owl#deprecated";
    private static final int MOST_CONCEPTS = 50_000;
    private static final int MOST_FAULTS = 50;
    private static final int DEEPEST = 20;
    private static final int LONGEST_LABEL = 120;
    private static final int MOST_ALIASES = 100;

    private final String scheme;
    private final Set<String> languages;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Set<String> schemes = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    /// A concept while its statements come.
    private static final class Draft {
        private final Map<String, String> labels = new LinkedHashMap<>();
        private final Set<String> aliases = new LinkedHashSet<>();
        private Optional<String> broader = Optional.empty();
        private boolean isRetired;
        private boolean isOfScheme;
    }

    private VocabularyReading(String scheme, Set<String> languages) {
        this.scheme = scheme;
        this.languages = languages;
    }

    /// @param scheme of which concepts are taken
    /// @param languages of which labels are taken; empty: all
    public static VocabularyResult read(String text, String scheme, Set<String> languages) {
        var reading = new VocabularyReading(scheme, languages);
        Turtle.read(text, reading::take, reading::fault);
        return reading.result();
    }

    private void fault(String fault) {
        if (faults.contains(fault)) {
            return;
        }
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        } else if (faults.size() == MOST_FAULTS && !faults.contains("and more")) {
            faults.add("and more");
        }
    }

    private void take(String subject, String predicate, String object, String language) {
        if (predicate.equals(SKOS + "inScheme")) {
            schemes.add(object);
        }
        if (drafts.size() >= MOST_CONCEPTS && !drafts.containsKey(subject)) {
            fault("there are more than " + MOST_CONCEPTS + " concepts");
            return;
        }
        Draft draft = drafts.computeIfAbsent(subject, _ -> new Draft());
        switch (predicate) {
            case SKOS + "inScheme" -> draft.isOfScheme |= object.equals(scheme);
            case SKOS + "prefLabel" -> label(subject, draft, object, language);
            case SKOS + "altLabel" -> alias(subject, draft, object, language);
            case SKOS + "broader" -> draft.broader = draft.broader.or(() -> Optional.of(object));
            case RETIRED -> draft.isRetired = true;
            case DEPRECATED -> draft.isRetired |= object.equals("true");
            case String _ -> {}
        }
    }

    private void label(String subject, Draft draft, String label, String language) {
        String spoken = spoken(language);
        if (isWanted(spoken) && label.strip().length() > LONGEST_LABEL) {
            fault(subject + " has a label of more than " + LONGEST_LABEL + " characters");
        } else if (isWanted(spoken) && !label.isBlank()) {
            draft.labels.putIfAbsent(spoken, label.strip());
        }
    }

    private void alias(String subject, Draft draft, String alias, String language) {
        if (!isWanted(spoken(language)) || alias.isBlank() || alias.length() > LONGEST_LABEL) {
            return;
        }
        if (draft.aliases.size() >= MOST_ALIASES) {
            fault(subject + " has more than " + MOST_ALIASES + " other labels");
            return;
        }
        draft.aliases.add(alias.strip());
    }

    private boolean isWanted(String language) {
        return languages.isEmpty() || languages.contains(language);
    }

    private static String spoken(String language) {
        return language.isEmpty() ? "en" : language.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }

    private VocabularyResult result() {
        drafts.values().removeIf(draft -> !draft.isOfScheme);
        if (drafts.isEmpty()) {
            fault("no concept is of " + scheme
                    + (schemes.isEmpty() ? "" : "; there are " + String.join(", ", schemes)));
        }
        Map<String, Concept> placed = new LinkedHashMap<>();
        drafts.keySet().forEach(uri -> place(uri, placed));
        long retired = drafts.values().stream().filter(draft -> draft.isRetired).count();
        return faults.isEmpty()
                ? new VocabularyResult.Vocabulary(List.copyOf(placed.values()), (int) retired)
                : new VocabularyResult.Faulty(faults);
    }

    /// Behind all above it.
    private void place(String uri, Map<String, Concept> placed) {
        List<String> path = new ArrayList<>();
        Optional<String> here = Optional.of(uri);
        while (here.isPresent() && !placed.containsKey(here.get())) {
            String next = here.get();
            if (path.contains(next) || path.size() >= DEEPEST) {
                fault(uri + " stands below itself, or deeper than " + DEEPEST);
                return;
            }
            path.addFirst(next);
            here = above(next);
        }
        for (String next : path) {
            Draft one = drafts.get(next);
            if (one != null && !one.isRetired && !placed.containsKey(next)) {
                if (one.labels.isEmpty()) {
                    fault(next + " has no label" + (languages.isEmpty() ? "" : " in " + String.join(", ", languages)));
                }
                placed.put(next, new Concept(next, one.labels, List.copyOf(one.aliases), above(next)));
            }
        }
    }

    /// The next above it that is not retired.
    private Optional<String> above(String uri) {
        Set<String> seen = new LinkedHashSet<>();
        Optional<String> above = broader(uri);
        while (above.filter(this::isRetired).isPresent() && seen.add(above.get())) {
            above = above.flatMap(this::broader);
        }
        above.filter(it -> !drafts.containsKey(it))
                .ifPresent(it -> fault(uri + " is below " + it + ", which is not there"));
        return above.filter(drafts::containsKey);
    }

    private boolean isRetired(String uri) {
        Draft draft = drafts.get(uri);
        return draft != null && draft.isRetired;
    }

    private Optional<String> broader(String uri) {
        return Optional.ofNullable(drafts.get(uri)).flatMap(draft -> draft.broader);
    }
}
