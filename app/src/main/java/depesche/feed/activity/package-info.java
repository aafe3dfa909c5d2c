/// ActivityPub: the paper, its topics, stories and authors as actors that can be followed from Mastodon and others,
/// and what they are told of articles. What is due stands in the database in the transaction of the change or of a
/// job of it, so a node may die at any moment. Whose servers those are that follow is found out in `remote`.
@NullMarked
package depesche.feed.activity;

import org.jspecify.annotations.NullMarked;
