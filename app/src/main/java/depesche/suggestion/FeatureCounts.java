package depesche.suggestion;

/// How often each feature is in one text: a table of hashes with open addressing.
final class FeatureCounts {

    /// Sees each feature of a text once.
    interface Visitor {
        void feature(int key, float count);
    }

    private int[] keys = new int[1 << 12];
    private float[] counts = new float[1 << 12];
    private int size;

    /// No key is 0: that marks an empty place.
    void add(int key, float count) {
        int place = place(keys, key);
        if (keys[place] == 0) {
            keys[place] = key;
            size++;
        }
        counts[place] += count;
        if (2 * size > keys.length) {
            grow();
        }
    }

    float count(int key) {
        return counts[place(keys, key)];
    }

    /// In no order that means something.
    void each(Visitor visitor) {
        for (int place = 0; place < keys.length; place++) {
            if (keys[place] != 0) {
                visitor.feature(keys[place], counts[place]);
            }
        }
    }

    private void grow() {
        int[] oldKeys = keys;
        float[] oldCounts = counts;
        keys = new int[2 * oldKeys.length];
        counts = new float[2 * oldKeys.length];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != 0) {
                int place = place(keys, oldKeys[old]);
                keys[place] = oldKeys[old];
                counts[place] = oldCounts[old];
            }
        }
    }

    static int place(int[] table, int key) {
        int mask = table.length - 1;
        int place = (key * 0x9E3779B1 >>> 7) & mask;
        while (table[place] != 0 && table[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
