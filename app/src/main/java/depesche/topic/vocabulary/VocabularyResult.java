package depesche.topic.vocabulary;

import java.util.List;

/// How reading a vocabulary can end.
public sealed interface VocabularyResult {

    /// @param concepts each behind the one above it
    /// @param retired how many were left out
    record Vocabulary(List<Concept> concepts, int retired) implements VocabularyResult {
        public Vocabulary {
            concepts = List.copyOf(concepts);
        }
    }

    /// @param faults a sentence each
    record Faulty(List<String> faults) implements VocabularyResult {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
