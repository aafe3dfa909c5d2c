package depesche.mail.refusal;

import java.util.regex.Pattern;

/// What was said, without what only names or repeats: addresses and links, of which a mark is left, and codes at the
/// head of each line.
record Words(String text) {

    private static final String ADDRESS_WAS_HERE = "@";
    private static final String LINK_WAS_HERE = "%";

    private static final Pattern ADDRESS = Pattern.compile("<?" + Addresses.FORM + ">?");
    private static final Pattern LINK =
            Pattern.compile("https?://(?!groups\\.google)[^\\s<>]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern CODES = Pattern.compile(
            "(?<![\\w.])(?:[45]\\d\\d[- ])?#?[245]\\.\\d{1,3}\\.\\d{1,3}(?![\\w.]) ?|(?<=\\s)[45]\\d\\d-(?=\\S)");

    static Words of(String said) {
        String unlinked = LINK.matcher(said.replace('’', '\'')).replaceAll(LINK_WAS_HERE);
        String unnamed = ADDRESS.matcher(unlinked).replaceAll(ADDRESS_WAS_HERE);
        return new Words(CODES.matcher(unnamed).replaceAll(""));
    }
}
