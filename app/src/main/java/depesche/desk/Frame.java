package depesche.desk;

import java.util.List;

/// What stands around the content of every page of the desk.
///
/// @param who name and role of the person; empty: nobody is signed in, and there is nothing to choose from
/// @param csrf the word that every form brings back
/// @param here the path of this page, for the choice of language
public record Frame(
        Words words,
        String paper,
        String title,
        String style,
        String who,
        String csrf,
        String here,
        List<Entry> entries) {

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
