/// Knows whether this database went on from where it stopped, or was brought back from an earlier time; then all
/// sends are held until somebody says what is to become of what was due. Does not know what is sent.
@NullMarked
package depesche.epoch;

import org.jspecify.annotations.NullMarked;
