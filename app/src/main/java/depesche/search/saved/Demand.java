package depesche.search.saved;

import java.util.List;

/// What a saved search demands of an article, over terms that were analysed already. [NormalDemand] says which
/// demands can be kept.
public sealed interface Demand {

    /// The article has this term.
    record Word(String term) implements Demand {
        public Word {
            requireText(term);
        }
    }

    /// The article has these terms one right after the other.
    record Phrase(List<String> terms) implements Demand {
        public Phrase {
            terms = List.copyOf(terms);
            terms.forEach(Demand::requireText);
        }
    }

    /// The article has this value in a field apart from its text: `topic` and a topic's slug.
    record Field(String name, String value) implements Demand {
        public Field {
            requireText(name);
            requireText(value);
        }
    }

    /// Every part holds.
    record All(List<Demand> parts) implements Demand {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /// One part or more holds.
    record Any(List<Demand> parts) implements Demand {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /// The part does not hold.
    record Not(Demand part) implements Demand {}

    private static void requireText(String term) {
        if (term.isEmpty()) {
            throw new IllegalArgumentException("a demand for an empty term");
        }
    }
}
