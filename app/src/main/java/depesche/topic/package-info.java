/// What readers follow: a tree of topics with labels in several languages and aliases. Not who follows them (that is
/// `follow`) and not which articles they hold (`article`).
@NullMarked
package depesche.topic;

import org.jspecify.annotations.NullMarked;
