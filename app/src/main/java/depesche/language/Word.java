package depesche.language;

import java.util.List;
import java.util.stream.Stream;

/// A word of a text: its term, folded and stemmed, and the terms of its parts where it is a compound. Two words that
/// are one have the same term; a word is in a compound if its term is one of the parts.
public record Word(String term, List<String> parts) {

    public Word {
        parts = List.copyOf(parts);
    }

    Word withPart(String part) {
        return new Word(term, Stream.concat(parts.stream(), Stream.of(part)).toList());
    }
}
