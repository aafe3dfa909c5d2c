package depesche.search;

import depesche.db.Database;
import depesche.topic.TopicTree;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.search.Query;
import org.jdbi.v3.core.Handle;

/// Finding published articles. The index says which; what is shown of them is read from the database, so that an
/// article that was killed a moment ago is not found, and one that was corrected shows its new words.
public final class Finding {

    private final Database db;
    private final SearchIndex index;
    private final InstantSource clock;

    public Finding(Database db, SearchIndex index, InstantSource clock) {
        this.db = db;
        this.index = index;
        this.clock = clock;
    }

    /// The best first; where nothing but topics, dates or a language are asked for, the newest.
    public Found find(Asked asked, Place from, int most) {
        return find(asked, asked.hasText() ? Order.BEST : Order.NEWEST, from, most);
    }

    /// The numbers of the newest that are found.
    public List<Long> newest(Asked asked, int most) {
        return hits(asked, Order.NEWEST, Place.START, most)
                .map(hits -> hits.places().stream().map(Place::id).toList())
                .orElse(List.of());
    }

    /// The search with its words spelt as articles have them: where one of them is found nowhere or hardly anywhere,
    /// articles have one that is much like it, and that search finds articles which this one does not.
    ///
    /// @param text as it was typed, which is given back with other words
    /// @param asked what was read from it, perhaps narrowed since
    public Optional<String> respelt(String text, Asked asked) {
        return new Respelling(db, index).respelt(text, asked);
    }

    /// All that is found, counted by topic and by year. Goes through each article that is found, however many are
    /// shown.
    ///
    /// @param zone whose years are meant
    public Facets facets(Asked asked, TopicTree topics, ZoneId zone) {
        var names = new AskedNames(topics, AskedNames.authors(db, asked));
        return index.search(searcher -> searcher.search(
                        new AskedQuery(Tongues.of(asked, searcher.getIndexReader()), names).of(asked),
                        new Counting(asked, topics, zone)))
                .orElse(Facets.NONE);
    }

    /// What the search names that there is not: topics, and authors of whom there is no article to be found.
    public List<SearchFault> unknown(Asked asked, TopicTree topics) {
        var names = new AskedNames(topics, AskedNames.authors(db, asked));
        return index.search(searcher -> names.unknown(asked, searcher)).orElse(List.of());
    }

    /// How a search that somebody is typing may go on, a few of each kind.
    ///
    /// @param language in which topics and stories are called
    public List<Completion> completions(String typed, Locale language) {
        return new Completing(db, index, language).of(typed);
    }

    private Found find(Asked asked, Order order, Place from, int most) {
        boolean isWhole = index.isWhole();
        if (asked.isEmpty()) {
            return Found.nothing(isWhole);
        }
        return hits(asked, order, from, most + 1)
                .map(hits -> found(hits, most, isWhole))
                .orElseGet(() -> Found.nothing(false));
    }

    private Optional<Hits> hits(Asked asked, Order order, Place from, int most) {
        AskedNames names = AskedNames.of(db, asked);
        return index.search(searcher -> {
            List<String> tongues = Tongues.of(asked, searcher.getIndexReader());
            Query words = new AskedQuery(tongues, names).of(asked);
            Query ranked =
                    order == Order.BEST ? new FreshQuery(words, clock.instant().getEpochSecond()) : words;
            return Hits.of(searcher, words, ranked, order, from, most);
        });
    }

    private Found found(Hits hits, int most, boolean isWhole) {
        List<Place> shown = hits.places().stream().limit(most).toList();
        Map<Long, Row> rows = shown.isEmpty() ? Map.of() : db.read(tx -> rows(tx, shown));
        Map<String, Marking> markings = new HashMap<>();
        List<FoundArticle> items = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            float score = hits.scores().get(i);
            Optional.ofNullable(rows.get(shown.get(i).id()))
                    .map(row -> article(
                            row,
                            markings.computeIfAbsent(
                                    Tongues.of(row.language()), tongue -> Marking.of(hits.query(), tongue)),
                            score))
                    .ifPresent(items::add);
        }
        return new Found(
                items,
                hits.total() - (shown.size() - items.size()),
                hits.isCounted(),
                hits.places().size() > most ? Optional.of(shown.getLast()) : Optional.empty(),
                isWhole);
    }

    private static FoundArticle article(Row row, Marking marking, float score) {
        List<String> paragraphs = Stream.concat(Stream.of(row.standfirst()), Paragraphs.of(row.body()).stream())
                .toList();
        return new FoundArticle(
                row.id(),
                row.externalId(),
                "/" + row.id() + "/" + row.slug(),
                row.language(),
                row.publishedAt(),
                row.readingMinutes(),
                row.kicker(),
                marking.whole(row.headline()),
                row.teaser().isEmpty() ? row.standfirst() : row.teaser(),
                marking.fragments(paragraphs),
                score);
    }

    /// What is shown of a hit. Mirrors a row.
    private record Row(
            long id,
            Optional<String> externalId,
            String slug,
            Locale language,
            Instant publishedAt,
            int readingMinutes,
            String kicker,
            String headline,
            String standfirst,
            String teaser,
            String body) {}

    private static Map<Long, Row> rows(Handle tx, List<Place> places) {
        Map<Long, Row> rows = new HashMap<>();
        tx.createQuery("""
                        select a.id, a.external_id, a.slug, a.language, a.published_at, r.reading_minutes,
                               coalesce(r.kicker, '') as kicker, r.headline, coalesce(r.standfirst, '') as standfirst,
                               coalesce(r.teaser, '') as teaser, r.body
                          from article a
                          join revision r on r.article_id = a.id and r.number = a.revision
                         where a.id = any(:ids)
                           and a.state = 'published'
                        """)
                .bindArray("ids", Long.class, places.stream().map(Place::id).toArray())
                .map((row, _) -> row(row))
                .forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                Optional.ofNullable(row.getString("external_id")),
                row.getString("slug"),
                Locale.forLanguageTag(row.getString("language")),
                row.getTimestamp("published_at").toInstant(),
                row.getInt("reading_minutes"),
                row.getString("kicker"),
                row.getString("headline"),
                row.getString("standfirst"),
                row.getString("teaser"),
                row.getString("body"));
    }
}
