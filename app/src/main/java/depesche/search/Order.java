package depesche.search;

import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSortField;

/// Which of the found come first.
enum Order {
    BEST,
    NEWEST;

    Sort sort() {
        SortField first = switch (this) {
            case BEST -> SortField.FIELD_SCORE;
            case NEWEST -> new SortedNumericSortField(Fields.PUBLISHED, SortField.Type.LONG, true);
        };
        return new Sort(first, new SortField(Fields.ID, SortField.Type.LONG, true));
    }
}
