package depesche.suggestion;

/// Makes a probability of a margin, by Platt's sigmoid, fitted as Lin, Lin and Weng do (2007): Newton's steps with
/// a line search on targets that are not quite 0 and 1.
record Calibration(double slope, double offset) {

    private static final int MOST_STEPS = 100;
    private static final double RIDGE = 1e-12;

    double probability(double margin) {
        double at = slope * margin + offset;
        return at >= 0 ? Math.exp(-at) / (1 + Math.exp(-at)) : 1 / (1 + Math.exp(at));
    }

    /// @param margins of texts on which the model was not trained
    static Calibration fitted(double[] margins, boolean[] isRight) {
        double right = 0;
        for (boolean one : isRight) {
            right += one ? 1 : 0;
        }
        double wrong = margins.length - right;
        Fit fit = new Fit(margins, isRight, (right + 1) / (right + 2), 1 / (wrong + 2));
        Calibration best = new Calibration(0, Math.log((wrong + 1) / (right + 1)));
        for (int step = 0; step < MOST_STEPS; step++) {
            Calibration next = fit.step(best);
            if (next.equals(best)) {
                break;
            }
            best = next;
        }
        return best;
    }

    private record Fit(double[] margins, boolean[] isRight, double high, double low) {

        /// One step of Newton's, shortened until it helps; the same again where none does.
        Calibration step(Calibration from) {
            double h11 = RIDGE;
            double h22 = RIDGE;
            double h21 = 0;
            double g1 = 0;
            double g2 = 0;
            for (int at = 0; at < margins.length; at++) {
                double p = from.probability(margins[at]);
                double curve = p * (1 - p);
                double off = (isRight[at] ? high : low) - p;
                h11 += margins[at] * margins[at] * curve;
                h22 += curve;
                h21 += margins[at] * curve;
                g1 += margins[at] * off;
                g2 += off;
            }
            double determinant = h11 * h22 - h21 * h21;
            double first = -(h22 * g1 - h21 * g2) / determinant;
            double second = -(h11 * g2 - h21 * g1) / determinant;
            boolean isThere = Math.abs(g1) < 1e-5 && Math.abs(g2) < 1e-5;
            return isThere ? from : shortened(from, first, second);
        }

        private Calibration shortened(Calibration from, double first, double second) {
            double loss = loss(from);
            for (double length = 1; length > 1e-10; length /= 2) {
                Calibration next = new Calibration(from.slope + length * first, from.offset + length * second);
                if (loss(next) < loss) {
                    return next;
                }
            }
            return from;
        }

        private double loss(Calibration tried) {
            double loss = 0;
            for (int at = 0; at < margins.length; at++) {
                double target = isRight[at] ? high : low;
                double line = tried.slope * margins[at] + tried.offset;
                loss += line >= 0
                        ? target * line + Math.log1p(Math.exp(-line))
                        : (target - 1) * line + Math.log1p(Math.exp(line));
            }
            return loss;
        }
    }
}
