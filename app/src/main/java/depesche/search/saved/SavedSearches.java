package depesche.search.saved;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// The table `saved_search`: equal searches of many readers are one row.
public final class SavedSearches {

    private SavedSearches() {}

    /// The numbers of these searches, which are kept from now on if they were not. Nobody forgets them before the
    /// transaction ends.
    public static Map<SearchText, Integer> keep(Handle tx, Collection<SearchText> searches, Instant now) {
        if (searches.isEmpty()) {
            return Map.of();
        }
        insert(tx, texts(searches), now);
        Map<SearchText, Integer> known = locked(tx, searches);
        // One was forgotten between the two statements: it begins anew.
        while (!known.keySet().containsAll(searches)) {
            insert(tx, texts(searches), now);
            known = locked(tx, searches);
        }
        return known;
    }

    private static void insert(Handle tx, List<String> texts, Instant now) {
        // Not by `on conflict` alone, which would use up a number for each search that is there.
        tx.createUpdate("""
                        insert into saved_search (text, made_at)
                        select text, :now
                          from unnest(:texts) with ordinality as given (text, place)
                         where not exists (select 1 from saved_search kept where kept.text = given.text)
                         order by place
                            on conflict (text) do nothing
                        """)
                .bind("now", now)
                .bindArray("texts", String.class, texts)
                .execute();
    }

    private static Map<SearchText, Integer> locked(Handle tx, Collection<SearchText> searches) {
        tx.createQuery("""
                        select id
                          from saved_search
                         where text = any(:texts)
                         order by id
                           for share
                        """)
                .bindArray("texts", String.class, texts(searches))
                .mapTo(Integer.class)
                .list();
        return known(tx, searches);
    }

    /// The numbers of those among these searches that are kept.
    public static Map<SearchText, Integer> known(Handle tx, Collection<SearchText> searches) {
        var numbers = new HashMap<String, Integer>();
        tx.createQuery("""
                        select id, text
                          from saved_search
                         where text = any(:texts)
                        """)
                .bindArray("texts", String.class, texts(searches))
                .map((row, _) -> numbers.put(row.getString("text"), row.getInt("id")))
                .list();
        var known = new HashMap<SearchText, Integer>();
        searches.stream()
                .filter(search -> numbers.containsKey(search.value()))
                .forEach(search -> known.put(search, numbers.getOrDefault(search.value(), 0)));
        return known;
    }

    /// The texts of these searches by number, in the order of the numbers; of those that are forgotten none.
    public static Map<Integer, String> texts(Handle tx, Collection<Integer> ids) {
        var texts = new TreeMap<Integer, String>();
        if (!ids.isEmpty()) {
            tx.createQuery("""
                            select id, text
                              from saved_search
                             where id = any(:ids)
                               and text is not null
                            """)
                    .bindArray("ids", Integer.class, List.copyOf(ids))
                    .map((row, _) -> texts.put(row.getInt("id"), row.getString("text")))
                    .list();
        }
        return texts;
    }

    /// Locks these searches, so that nobody begins to follow them while they are looked at.
    public static void lock(Handle tx, Collection<Integer> ids) {
        tx.createQuery("""
                        select id
                          from saved_search
                         where id = any(:ids)
                         order by id
                           for update
                        """)
                .bindArray("ids", Integer.class, List.copyOf(ids))
                .mapTo(Integer.class)
                .list();
    }

    /// Forgets what these searches said.
    public static void forget(Handle tx, Collection<Integer> ids) {
        tx.createUpdate("""
                        update saved_search
                           set text = null
                         where id = any(:ids)
                           and text is not null
                        """).bindArray("ids", Integer.class, List.copyOf(ids)).execute();
    }

    /// In one order, so that two that keep the same wait for one another and not crosswise.
    private static List<String> texts(Collection<SearchText> searches) {
        var sorted = new TreeSet<String>();
        searches.forEach(search -> sorted.add(search.value()));
        return List.copyOf(sorted);
    }
}
