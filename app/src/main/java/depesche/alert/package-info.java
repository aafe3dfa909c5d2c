/// Who is to be told of which article, once. Publishing writes the alert; planning freezes its receivers in slices of
/// a thousand; what the mail needs to know of article and reasons is read here too. How a message is carried, and what
/// became of it, is the matter of `delivery`.
@NullMarked
package depesche.alert;

import org.jspecify.annotations.NullMarked;
