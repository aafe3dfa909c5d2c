package depesche.language;

import java.util.List;

/// A word of a text: its term, folded and stemmed, and the terms of its parts where it is a compound. Two words that
/// mean the same have one term; a word is in a compound if its term is one of the parts.
public record Word(String term, List<String> parts) {

    public Word {
        parts = List.copyOf(parts);
    }
}
