/// Who follows what: asking, confirming, stopping, taking in confirmed readers from elsewhere, and the index that
/// answers in memory who follows a set of subjects. Knows nothing of alerts: who is told of an article, and whether
/// the mail arrived, is the matter of `alert` and `delivery`.
@NullMarked
package depesche.follow;

import org.jspecify.annotations.NullMarked;
