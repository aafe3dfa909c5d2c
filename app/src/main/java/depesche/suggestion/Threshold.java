package depesche.suggestion;

import java.util.Arrays;

/// The probability from which on suggesting a topic does more good than harm: where precision and recall, over all
/// topics together and on texts that the models had not seen, have the largest harmonic mean. As each topic's
/// margins are calibrated, one probability is a threshold of its own for each topic's margin.
final class Threshold {

    private static final int STEPS = 200;
    private static final double MOST = 0.9;

    private final long[] right = new long[STEPS];
    private final long[] wrong = new long[STEPS];
    private long wanted;

    void add(Calibration calibration, double[] unseen, boolean[] has) {
        for (int text = 0; text < unseen.length; text++) {
            int step = (int) (calibration.probability(unseen[text]) * (STEPS - 1));
            (has[text] ? right : wrong)[step]++;
            wanted += has[text] ? 1 : 0;
        }
    }

    double best() {
        double best = -1;
        int at = STEPS / 2;
        long hits = Arrays.stream(right).sum();
        long misses = Arrays.stream(wrong).sum();
        for (int step = 0; step < STEPS * MOST; step++) {
            double score = 2.0 * hits / (hits + misses + wanted);
            if (score > best) {
                best = score;
                at = step;
            }
            hits -= right[step];
            misses -= wrong[step];
        }
        return at / (double) (STEPS - 1);
    }
}
