package depesche.account;

/// The number of a reader: dense, given once, never reused, because sets of readers are bitmaps.
public record ReaderId(int value) {

    public ReaderId {
        if (value <= 0) {
            throw new IllegalArgumentException("not a reader's number: " + value);
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
