package depesche.masthead;

import depesche.text.Markdown;
import depesche.text.Messages;
import depesche.text.SafeHtml;
import java.util.List;
import java.util.Locale;

/// What the house says of itself, as it was typed: Markdown, with HTML in it if need be. Either may be empty.
public record HouseText(String german, String english) {

    public static final HouseText NONE = new HouseText("", "");

    /// A text in one language, ready to print.
    public record Said(Locale language, SafeHtml html) {}

    public boolean isEmpty() {
        return german.isBlank() && english.isBlank();
    }

    /// As it was typed in one of the languages in which the paper speaks of itself.
    public String in(Locale language) {
        return Messages.spoken(language).equals(Locale.GERMAN) ? german : english;
    }

    /// In each language in which there is one, that of the paper first.
    public List<Said> said(Locale paper) {
        Locale first = Messages.spoken(paper);
        Locale second = first.equals(Locale.GERMAN) ? Locale.ENGLISH : Locale.GERMAN;
        return List.of(first, second).stream()
                .map(language -> new Said(language, Markdown.toHtml(in(language))))
                .filter(text -> !text.html().isEmpty())
                .toList();
    }
}
