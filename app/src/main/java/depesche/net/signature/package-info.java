/// Signed requests, as servers of the open web send them to one another: the draft of Cavage, which most of them use,
/// and
/// HTTP Message Signatures (RFC 9421) with Content-Digest (RFC 9530). Knows neither where keys come from nor what is
/// said in a request.
@NullMarked
package depesche.net.signature;

import org.jspecify.annotations.NullMarked;
