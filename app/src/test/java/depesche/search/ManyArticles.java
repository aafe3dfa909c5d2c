package depesche.search;

/// Published articles by the thousand, straight into the tables.
final class ManyArticles {

    /// Takes how many.
    static final String INSERT = """
            with made as (
                 insert into article (slug, state, revision, language, created_at, changed_at, published_at)
                 select 'ausgabe', 'published', 1, 'de', now(), now(), now()
                   from generate_series(1, ?)
                 returning id)
            insert into revision (article_id, number, headline, body, bylines, sources, breaking, topics,
                   reading_minutes, saved_at, saved_by)
            select id, 1, 'Ausgabe ' || id,
                   '<p>Zeile ' || repeat('wort' || id % 97 || ' ', 60) || '</p>', '{}', '{}', false, '{}',
                   1, now(), 'test'
              from made
            """;

    /// Takes them back.
    static final String SPIKE = "update article set state = 'spiked', published_at = null where slug = 'ausgabe'";

    private ManyArticles() {}
}
