package depesche.backup;

/// Hears how far a long work is.
@FunctionalInterface
public interface Watching {

    void at(long done, long all);
}
