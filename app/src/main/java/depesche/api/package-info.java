/// JSON for machines under `/api/v1`: the same use cases as the desk, in other words. Described by `openapi.json`;
/// faults as `application/problem+json`.
@NullMarked
package depesche.api;

import org.jspecify.annotations.NullMarked;
