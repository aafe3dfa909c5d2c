/// Text and its rules: clean HTML, plain text, reading time, languages, slugs, mail addresses, hyphenation.
/// Knows nothing of ours; every type here is checked once, at the border, and trusted behind it.
@NullMarked
package depesche.text;

import org.jspecify.annotations.NullMarked;
