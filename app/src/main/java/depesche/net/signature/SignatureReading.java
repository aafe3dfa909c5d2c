package depesche.net.signature;

import java.time.Duration;
import java.time.Instant;

/// What became of reading how a request is signed.
public sealed interface SignatureReading {

    /// It is signed, and whoever did covered all that matters, now, and this very body.
    record Signed(SignedBy by) implements SignatureReading {}

    /// It is not, or not so that it could count.
    record NotSigned(String why) implements SignatureReading {}

    /// How long ago it may have been signed.
    Duration LONGEST_AGO = Duration.ofHours(1);

    /// How far the clock of who signed may be ahead.
    Duration AHEAD = Duration.ofMinutes(5);

    /// In whichever style it is.
    static SignatureReading of(HttpMessage message, Instant now) {
        if (message.header("signature").isEmpty()) {
            return new NotSigned("there is no signature");
        }
        SignatureReading read = message.header("signature-input").isPresent()
                ? MessageSignature.read(message, now)
                : Cavage.read(message);
        return read instanceof Signed(SignedBy by) && !isNow(by.at(), now) ? new NotSigned("it is not of now") : read;
    }

    private static boolean isNow(Instant at, Instant now) {
        return at.isAfter(now.minus(LONGEST_AGO)) && at.isBefore(now.plus(AHEAD));
    }
}
