package depesche.suggestion;

import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Makes a [TopicModel] of examples: for each topic a linear support vector machine against all that do not have it,
/// calibrated on texts it was not trained on. The same examples in the same order give the same model.
///
/// Memory has a bound whatever the archive: a fixed table to count features, [#MOST_NODES] features of texts, and
/// [#MOST_WEIGHTS] weights.
final class Learning {

    /// All features of all texts together: 28 bytes each. A small archive is learned in full, of a larger one each
    /// text's strongest features.
    private static final int MOST_NODES = 3_000_000;

    private static final int FEWEST_NODES = 100;
    private static final int MOST_WEIGHTS = 4_000_000;
    private static final int FOLDS = 5;
    private static final double COST = 1;
    private static final double PRECISION = 0.05;

    private final List<Long> topics;
    private final int longest;
    private final Vocabulary vocabulary = new Vocabulary();
    private final List<FeatureNode[]> texts = new ArrayList<>();
    private final List<boolean[]> chosen = new ArrayList<>();

    private Learning(List<Long> topics, int longest) {
        this.topics = topics;
        this.longest = longest;
        Linear.disableDebugOutput();
    }

    /// Reads the examples twice. Empty where there is nothing to tell apart: no examples, too few of each topic, or one
    /// topic that all have.
    static Optional<TopicModel> of(Iterable<Example> examples) {
        Census census = Census.of(examples);
        int longest = Math.max(FEWEST_NODES, MOST_NODES / Math.max(1, census.examples()));
        Learning learning = new Learning(census.learnable(), longest);
        if (learning.topics.isEmpty()) {
            return Optional.empty();
        }
        examples.forEach(example -> learning.take(example, census));
        learning.addBias();
        return Optional.of(learning.model());
    }

    private void take(Example example, Census census) {
        FeatureCounts counts = Description.of(example.text()).counts();
        counts.each((key, _) -> {
            if (census.isKnown(key)) {
                vocabulary.add(key, census.rarity(key));
            }
        });
        texts.add(nodes(vocabulary.vector(counts).strongest(longest)));
        boolean[] has = new boolean[topics.size()];
        for (int topic = 0; topic < has.length; topic++) {
            has[topic] = example.topics().contains(topics.get(topic));
        }
        chosen.add(has);
    }

    private static FeatureNode[] nodes(Vector text) {
        FeatureNode[] nodes = new FeatureNode[text.size()];
        for (int at = 0; at < nodes.length; at++) {
            nodes[at] = new FeatureNode(text.indexes()[at] + 1, text.values()[at]);
        }
        return nodes;
    }

    /// A last feature that each text has.
    private void addBias() {
        FeatureNode bias = new FeatureNode(vocabulary.size() + 1, 1);
        texts.replaceAll(text -> {
            FeatureNode[] longer = Arrays.copyOf(text, text.length + 1);
            longer[text.length] = bias;
            return longer;
        });
    }

    private TopicModel model() {
        Weights.Gathering weights = new Weights.Gathering(vocabulary.size(), topics.size());
        List<LearnedTopic> learned = new ArrayList<>();
        Threshold threshold = new Threshold();
        for (int topic = 0; topic < topics.size(); topic++) {
            boolean[] has = column(topic);
            double[] unseen = unseenMargins(has);
            Calibration calibration = Calibration.fitted(unseen, has);
            threshold.add(calibration, unseen, has);
            double[] trained = trained(has, fold(has), -1);
            weights.put(topic, trained, MOST_WEIGHTS / topics.size());
            learned.add(new LearnedTopic(topics.get(topic), trained[vocabulary.size()], calibration));
        }
        return new TopicModel(vocabulary, learned, weights.weights(), longest, threshold.best());
    }

    private boolean[] column(int topic) {
        boolean[] has = new boolean[texts.size()];
        for (int text = 0; text < has.length; text++) {
            has[text] = chosen.get(text)[topic];
        }
        return has;
    }

    /// What each text would have got from a model that had not seen it.
    private double[] unseenMargins(boolean[] has) {
        int[] fold = fold(has);
        double[] margins = new double[has.length];
        for (int left = 0; left < FOLDS; left++) {
            double[] weights = trained(has, fold, left);
            for (int text = 0; text < has.length; text++) {
                if (fold[text] == left) {
                    margins[text] = margin(weights, texts.get(text));
                }
            }
        }
        return margins;
    }

    private double margin(double[] weights, FeatureNode[] text) {
        double margin = 0;
        for (FeatureNode node : text) {
            margin += weights[node.getIndex() - 1] * node.getValue();
        }
        return margin;
    }

    /// Each fold has its share of those with the topic and of those without.
    private static int[] fold(boolean[] has) {
        int[] fold = new int[has.length];
        int with = 0;
        int without = 0;
        for (int text = 0; text < has.length; text++) {
            fold[text] = (has[text] ? with++ : without++) % FOLDS;
        }
        return fold;
    }

    /// Weights for the topic, the bias last, of all texts but those of one fold.
    private double[] trained(boolean[] has, int[] fold, int left) {
        List<FeatureNode[]> taken = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        for (int text = 0; text < has.length; text++) {
            if (fold[text] != left) {
                taken.add(texts.get(text));
                labels.add(has[text] ? 1.0 : -1.0);
            }
        }
        Problem problem = new Problem();
        problem.l = taken.size();
        problem.n = vocabulary.size() + 1;
        problem.bias = 1;
        problem.x = taken.toArray(FeatureNode[][]::new);
        problem.y = labels.stream().mapToDouble(label -> label).toArray();
        return weights(problem);
    }

    private static double[] weights(Problem problem) {
        Parameter parameter = new Parameter(SolverType.L2R_L2LOSS_SVC_DUAL, COST, PRECISION);
        parameter.setRandom(new Random(7));
        Model model = Linear.train(problem, parameter);
        double[] weights = model.getFeatureWeights().clone();
        if (model.getLabels()[0] < 0) {
            for (int at = 0; at < weights.length; at++) {
                weights[at] = -weights[at];
            }
        }
        return weights;
    }
}
