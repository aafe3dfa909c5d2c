/// What tests stand on: a real PostgreSQL, partners that are small servers, data from life. No mocks.
@NullMarked
package depesche.testing;

import org.jspecify.annotations.NullMarked;
