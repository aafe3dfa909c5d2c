package depesche.suggestion;

import java.util.Arrays;

/// The features a model knows, each with an index and with how much it tells: rare ones tell more.
final class Vocabulary {

    /// What words, pairs and pieces weigh against one another, each kind brought to length 1 before.
    private static final double[] KINDS = {0.6, 0.3, 0.75};

    private int[] table = new int[1 << 12];
    private int[] places = new int[1 << 12];
    private int[] keys = new int[1 << 11];
    private float[] rarity = new float[1 << 11];
    private int size;

    static Vocabulary of(int[] keys, float[] rarity) {
        Vocabulary vocabulary = new Vocabulary();
        for (int at = 0; at < keys.length; at++) {
            vocabulary.add(keys[at], rarity[at]);
        }
        return vocabulary;
    }

    int size() {
        return size;
    }

    int[] keys() {
        return Arrays.copyOf(keys, size);
    }

    float[] rarities() {
        return Arrays.copyOf(rarity, size);
    }

    /// The index of a feature; -1 where the model does not know it.
    int index(int key) {
        int place = FeatureCounts.place(table, key);
        return table[place] == 0 ? -1 : places[place];
    }

    void add(int key, float telling) {
        int place = FeatureCounts.place(table, key);
        if (table[place] != 0) {
            return;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            rarity = Arrays.copyOf(rarity, 2 * size);
        }
        table[place] = key;
        places[place] = size;
        keys[size] = key;
        rarity[size++] = telling;
        if (2 * size > table.length) {
            rehash();
        }
    }

    /// How much a feature weighs in a text that has it so often, before its kind is brought to length 1.
    float weight(int index, float count) {
        return (float) (1 + Math.log(count)) * rarity[index];
    }

    Vector vector(FeatureCounts counts) {
        Gathering gathering = new Gathering();
        counts.each(gathering::take);
        return gathering.vector();
    }

    /// By kind, what its weights are multiplied with.
    static double[] scales(double[] squares) {
        double[] scales = new double[KINDS.length];
        for (int kind = 0; kind < KINDS.length; kind++) {
            scales[kind] = squares[kind] > 0 ? KINDS[kind] / Math.sqrt(squares[kind]) : 0;
        }
        return scales;
    }

    private void rehash() {
        table = new int[2 * table.length];
        places = new int[table.length];
        for (int at = 0; at < size; at++) {
            int place = FeatureCounts.place(table, keys[at]);
            table[place] = keys[at];
            places[place] = at;
        }
    }

    /// The features of one text that are known, each as its index and the bits of its weight in one number.
    private final class Gathering {

        private final double[] squares = new double[KINDS.length];
        private long[] found = new long[1 << 10];
        private int size;

        void take(int key, float count) {
            int index = index(key);
            if (index >= 0) {
                float weight = weight(index, count);
                squares[Feature.kind(key)] += weight * weight;
                found = size < found.length ? found : Arrays.copyOf(found, 2 * size);
                found[size++] = (long) index << 32 | Float.floatToIntBits(weight) & 0xFFFFFFFFL;
            }
        }

        Vector vector() {
            double[] scales = scales(squares);
            Arrays.sort(found, 0, size);
            int[] indexes = new int[size];
            float[] values = new float[size];
            for (int at = 0; at < size; at++) {
                indexes[at] = (int) (found[at] >>> 32);
                double scale = scales[Feature.kind(keys[indexes[at]])];
                values[at] = (float) (Float.intBitsToFloat((int) found[at]) * scale);
            }
            return new Vector(indexes, values);
        }
    }
}
