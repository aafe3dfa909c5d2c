/// Published vocabularies of topics, as SKOS in Turtle: read, and checked whole. What becomes of them, `topic` knows.
@NullMarked
package depesche.topic.vocabulary;

import org.jspecify.annotations.NullMarked;
