package load;

import java.util.Arrays;
import java.util.Locale;

/// The lines that a benchmark prints: `NAME VALUE UNIT · REFERENCE VALUE UNIT · ratio R`.
final class Line {

    private Line() {}

    /// A figure with its unit, of whichever side.
    record Figure(String name, double value, String unit) {
        @Override
        public String toString() {
            return "%s %s %s".formatted(name, number(value), unit);
        }
    }

    static void print(Figure ours, Figure reference) {
        System.out.printf(Locale.ROOT, "%s · %s · ratio %.2f%n", ours, reference, ours.value() / reference.value());
    }

    static void say(String sentence, Object... values) {
        System.out.printf(Locale.ROOT, sentence + "%n", values);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 1000 ? "%.0f" : "%.2f", value);
    }
}
