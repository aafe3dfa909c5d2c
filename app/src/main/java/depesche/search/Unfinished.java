package depesche.search;

import depesche.language.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A search in the middle of being typed: what stands before its last piece, and the words that may be the beginning
/// of something.
///
/// @param line all of it
/// @param start where the last piece begins, with its minus and field
/// @param minus that stands before it; may be empty
/// @param words of the last piece
/// @param before plain words right before it, with the places where they begin
record Unfinished(
        String line, int start, String minus, Optional<AskedField> field, List<Plain> words, List<Before> before) {

    private static final int LONGEST = 100;
    private static final int MOST_WORDS = 3;
    private static final int SHORTEST = 2;

    /// A plain word before the last piece.
    record Before(int start, Plain word) {}

    Unfinished {
        words = List.copyOf(words);
        before = List.copyOf(before);
    }

    /// Empty where nothing can be completed: behind a space, in a phrase, in a field of days, in what is too long.
    static Optional<Unfinished> of(String typed) {
        String line = typed.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ").stripLeading();
        if (line.codePointCount(0, line.length()) > LONGEST || line.isBlank() || line.endsWith(" ")) {
            return Optional.empty();
        }
        int start = start(line);
        int at = start + (AskedReader.isMinus(line.charAt(start)) ? 1 : 0);
        Optional<AskedField> field = AskedField.at(line, at);
        String value = line.substring(field.isPresent() ? line.indexOf(':', at) + 1 : at);
        boolean isBare = at == start && field.isEmpty();
        var read = new Unfinished(
                line,
                start,
                line.substring(start, at),
                field,
                Plain.words(value),
                isBare ? before(line, start) : List.of());
        return Optional.of(read).filter(it -> it.isOpen(value) && it.isLongEnough());
    }

    /// Where the piece begins that is not finished: it may have quotation marks that are still open.
    private static int start(String line) {
        int open = -1;
        for (int at = 0; at < line.length(); at++) {
            if (AskedReader.isQuote(line.charAt(at))) {
                open = open < 0 ? at : -1;
            }
        }
        return line.lastIndexOf(' ', open < 0 ? line.length() : open) + 1;
    }

    /// Whether its last word may go on. The value of a field may have a quotation mark that opens it.
    private boolean isOpen(String value) {
        boolean isClosed = value.chars()
                .skip(field.isPresent() ? 1 : 0)
                .anyMatch(sign -> AskedReader.isQuote(sign) || sign == ':');
        return !isClosed && !words.isEmpty() && line.endsWith(last().written());
    }

    private static List<Before> before(String line, int start) {
        List<Before> before = new ArrayList<>();
        int end = start;
        while (end > 0 && before.size() < MOST_WORDS - 1) {
            int from = line.lastIndexOf(' ', end - 2) + 1;
            String piece = line.substring(from, end - 1);
            List<Plain> words = Plain.words(piece);
            if (words.size() != 1 || !words.getFirst().written().equals(piece)) {
                break;
            }
            before.addFirst(new Before(from, words.getFirst()));
            end = from;
        }
        return before;
    }

    /// A single sign of a script that needs no more says enough; a letter only behind the name of a field.
    private boolean isLongEnough() {
        return field.isPresent()
                || last().plainest().length() >= SHORTEST
                || last().plainest().codePoints().anyMatch(Character::isIdeographic);
    }

    Plain last() {
        return words.getLast();
    }

    boolean isIn(AskedField wanted) {
        return field.isEmpty() || field.get() == wanted;
    }

    /// Whether nothing but words was typed.
    boolean isPlain() {
        return field.isEmpty()
                && minus.isEmpty()
                && (before.isEmpty() ? start : before.getFirst().start()) == 0;
    }

    /// All the plain words at the end.
    List<Plain> all() {
        List<Plain> all = new ArrayList<>(before.stream().map(Before::word).toList());
        all.addAll(words);
        return all;
    }

    /// The search with this instead of the most words at its end that a name may begin with; empty if it begins with
    /// none of them.
    Optional<String> named(List<Plain> name, String instead) {
        for (int from = 0; from <= before.size(); from++) {
            List<Plain> typed = all().subList(from, all().size());
            if (begins(name, typed)) {
                int place = from < before.size() ? before.get(from).start() : start;
                return Optional.of(line.substring(0, place) + minus + instead);
            }
        }
        return Optional.empty();
    }

    /// Whether each word that was typed begins a word of its own.
    static boolean begins(List<Plain> name, List<Plain> typed) {
        List<Plain> left = new ArrayList<>(name);
        for (Plain word : typed) {
            Optional<Plain> begun =
                    left.stream().filter(one -> one.beginsWith(word)).findFirst();
            if (begun.isEmpty()) {
                return false;
            }
            left.remove(begun.get());
        }
        return true;
    }
}
