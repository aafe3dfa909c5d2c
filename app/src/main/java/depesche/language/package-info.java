/// The words of a text as search sees them: one word in its forms, from as it is written down to the parts of a
/// compound, by language. Knows neither articles nor an index; what is kept and ranked is the matter of those above.
@NullMarked
package depesche.language;

import org.jspecify.annotations.NullMarked;
