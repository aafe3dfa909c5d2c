package depesche.desk;

import java.util.List;
import java.util.Optional;

/// What stands around the content of every page of the desk.
///
/// @param who name and role of the person; empty: nobody is signed in, and there is nothing to choose from
/// @param csrf the word that every form brings back
/// @param held says that nothing is sent, and asks how to go on
/// @param here the path of this page, for the choice of language
public record Frame(
        Words words,
        String paper,
        String title,
        String style,
        String who,
        String csrf,
        String here,
        List<Entry> entries,
        Optional<HoldBanner> held) {

    /// A place of the desk, in the order of the menu.
    public record Entry(String href, String text, boolean here) {}

    public Frame {
        entries = List.copyOf(entries);
    }

    public boolean isSignedIn() {
        return !who.isEmpty();
    }

    public String windowTitle() {
        return title + " – " + paper;
    }

    /// The other language there is.
    public String otherLanguage() {
        return words.language().equals("de") ? "en" : "de";
    }
}
