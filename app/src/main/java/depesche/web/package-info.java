/// What the HTTP server does not bring: requests and responses as values on virtual threads, problems, reading of
/// fields with every fault at once, and the store of finished pages. Knows nothing of articles or readers.
@NullMarked
package depesche.web;

import org.jspecify.annotations.NullMarked;
