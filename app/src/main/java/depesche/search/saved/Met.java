package depesche.search.saved;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/// The searches an article has met so far.
final class Met {

    private int[] searches = new int[256];
    private int size;

    void add(int search) {
        if (size == searches.length) {
            searches = Arrays.copyOf(searches, size * 2);
        }
        searches[size++] = search;
    }

    RoaringBitmap searches() {
        return RoaringBitmap.bitmapOfUnordered(Arrays.copyOf(searches, size));
    }
}
