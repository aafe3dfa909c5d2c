package depesche.search.saved;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.roaringbitmap.RoaringBitmap;

/// Which saved searches an article meets. Each search stands in the list of the rarest term that an article must have
/// to meet it, so an article looks only at the lists of its own terms; a search with a choice stands in one list for
/// each choice. Searches are known by number, from 1 and dense, for they are kept by it.
///
/// Many articles can be matched at once; adding and removing a search takes microseconds and waits for those.
public final class SavedSearchIndex {

    private static final int[] NOTHING = new int[0];

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Vocabulary vocabulary = new Vocabulary();

    /// By number of the search.
    private int[][] programs = new int[16][];

    /// By anchor: in the first place how many numbers follow that count, then pairs of a search and its guard. Where
    /// they decide, the search stands as its complement, and its program, which is far off in memory, is not read.
    private int[][] lists = new int[16][];

    private int size;

    public SavedSearchIndex() {
        Arrays.fill(programs, NOTHING);
        Arrays.fill(lists, NOTHING);
    }

    /// Adds searches; one that is there already is left as it is. Of many, which term is rare is known better when
    /// they come together.
    public void add(Map<Integer, NormalDemand> searches) {
        lock.writeLock().lock();
        try {
            var added = searches.entrySet().stream()
                    .filter(it -> !isKnown(it.getKey()))
                    .toList();
            added.forEach(it -> keep(it.getKey(), it.getValue()));
            added.forEach(it -> hang(it.getKey()));
            size += added.size();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// Forgets a search, if it is there.
    public void remove(int search) {
        lock.writeLock().lock();
        try {
            if (isKnown(search)) {
                int[] code = programs[search];
                Program.eachTerm(code, term -> unhang(term, search));
                Program.eachTerm(code, vocabulary::release);
                programs[search] = NOTHING;
                size--;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// The numbers of all searches that the article meets.
    public RoaringBitmap matching(ArticleTerms article) {
        lock.readLock().lock();
        try {
            var seen = new Seen(article, vocabulary);
            var met = new Met();
            for (int i = 0; i < seen.size(); i++) {
                match(lists[seen.number(i)], seen, met);
            }
            return met.searches();
        } finally {
            lock.readLock().unlock();
        }
    }

    public int size() {
        lock.readLock().lock();
        try {
            return size;
        } finally {
            lock.readLock().unlock();
        }
    }

    private void match(int[] list, Seen seen, Met met) {
        int end = list.length == 0 ? 0 : list[0];
        for (int at = 1; at <= end; at += 2) {
            int guard = list[at + 1];
            if (guard == Anchors.NONE || seen.has(guard)) {
                int search = searchIn(list[at]);
                if (list[at] < 0 || Program.holds(programs[search], seen)) {
                    met.add(search);
                }
            }
        }
    }

    private static int searchIn(int entry) {
        return entry < 0 ? ~entry : entry;
    }

    private boolean isKnown(int search) {
        return search < programs.length && programs[search].length > 0;
    }

    private void keep(int search, NormalDemand demand) {
        programs = grown(programs, search);
        programs[search] = Program.of(demand.demand(), vocabulary::use);
    }

    private void hang(int search) {
        lists = grown(lists, vocabulary.end());
        for (var anchor : Anchors.of(programs[search], vocabulary::uses)) {
            int[] list = lists[anchor.term()];
            int end = list.length == 0 ? 1 : list[0] + 1;
            if (end + 2 > list.length) {
                list = Arrays.copyOf(list, end + 2 + (end < 8 ? 0 : end / 4 & ~1));
                lists[anchor.term()] = list;
            }
            list[end] = anchor.decides() ? ~search : search;
            list[end + 1] = anchor.guard();
            list[0] = end + 1;
        }
    }

    /// Which of its terms are its anchors is not kept: what is rare changes.
    private void unhang(int term, int search) {
        int[] list = lists[term];
        int end = list.length == 0 ? 0 : list[0];
        int kept = 1;
        for (int at = 1; at <= end; at += 2) {
            if (searchIn(list[at]) != search) {
                list[kept] = list[at];
                list[kept + 1] = list[at + 1];
                kept += 2;
            }
        }
        if (kept == 1) {
            lists[term] = NOTHING;
        } else {
            list[0] = kept - 1;
        }
    }

    private static int[][] grown(int[][] before, int index) {
        if (index < before.length) {
            return before;
        }
        int[][] after = Arrays.copyOf(before, Math.max(index + 1, before.length * 3 / 2));
        Arrays.fill(after, before.length, after.length, NOTHING);
        return after;
    }
}
