/// What we have to do at the servers of others: claimed in the database by any node, a share of it at each server, done
/// in slots, and again after a failure. Knows neither what is told there nor whom; that are the hub and ActivityPub.
@NullMarked
package depesche.feed.errand;

import org.jspecify.annotations.NullMarked;
