/// A hub of our own (W3C WebSub): whoever asks to be told of a feed is verified, and gets it as it is after each
/// publication, correction and withdrawal. What is due stands in the database in the transaction of the change or of
/// a job of it, so a node may die at any moment. Readers of the paper are told by alerts; this tells programs.
@NullMarked
package depesche.feed.hub;

import org.jspecify.annotations.NullMarked;
