package depesche.author;

import depesche.text.Slug;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The table `author`. There may be very many: they are never read as a whole.
public final class Authors {

    private Authors() {}

    /// Whom these bylines name, in their order, each once. Who is not known yet is from now on.
    ///
    /// @param language of the article: how its readers write letters in addresses
    public static List<AuthorId> keep(Handle tx, List<String> bylines, Locale language, Instant now) {
        // In the order of the keys, so that two who keep the same new names do not wait for each other.
        Map<String, String> names = new TreeMap<>();
        List<String> keys = new ArrayList<>();
        for (String byline : bylines) {
            for (String name : Byline.names(byline)) {
                keys.add(Byline.key(name));
                names.putIfAbsent(Byline.key(name), name);
            }
        }
        Map<String, Author> known = byKeys(tx, names.keySet());
        names.forEach((key, name) -> {
            Author author = known.get(key);
            if (author == null) {
                known.put(key, make(tx, key, name, language, now));
            } else {
                spellBetter(tx, author, name);
            }
        });
        return keys.stream().distinct().map(known::get).map(Author::id).toList();
    }

    private static Author make(Handle tx, String key, String name, Locale language, Instant now) {
        String slug = Slug.of(name, language).value();
        for (int number = 1; ; number++) {
            Optional<Author> made = insert(tx, key, number == 1 ? slug : slug + "-" + number, name, now);
            if (made.isPresent()) {
                return made.get();
            }
            // Somebody else has just made the same author; or another has this slug.
            Author other = byKeys(tx, List.of(key)).get(key);
            if (other != null) {
                return other;
            }
        }
    }

    private static Optional<Author> insert(Handle tx, String key, String slug, String name, Instant now) {
        return tx.createQuery("""
                        insert into author (key, slug, name, made_at)
                        values (:key, :slug, :name, :now)
                            on conflict do nothing
                        returning id, slug, name
                        """)
                .bind("key", key)
                .bind("slug", slug)
                .bind("name", name)
                .bind("now", now)
                .map((row, _) -> author(row))
                .findOne();
    }

    /// A wire in capitals is not how somebody is called.
    private static void spellBetter(Handle tx, Author author, String name) {
        boolean isShouted = author.name().equals(author.name().toUpperCase(Locale.ROOT));
        if (isShouted && !name.equals(name.toUpperCase(Locale.ROOT))) {
            tx.createUpdate("update author set name = :name where id = :id")
                    .bind("name", name)
                    .bind("id", author.id().value())
                    .execute();
        }
    }

    private static Map<String, Author> byKeys(Handle tx, Collection<String> keys) {
        Map<String, Author> found = new HashMap<>();
        if (!keys.isEmpty()) {
            tx.createQuery("""
                            select id, key, slug, name
                              from author
                             where key = any(:keys)
                            """)
                    .bindArray("keys", String.class, List.copyOf(keys))
                    .map((row, _) -> found.put(row.getString("key"), author(row)))
                    .list();
        }
        return found;
    }

    /// By the key of a name: whoever is called so, in whatever case and spacing.
    public static Map<String, Author> named(Handle tx, Collection<String> names) {
        Map<String, Author> known = byKeys(tx, names.stream().map(Byline::key).collect(Collectors.toSet()));
        Map<String, Author> named = new HashMap<>();
        names.forEach(name -> Optional.ofNullable(known.get(Byline.key(name))).ifPresent(it -> named.put(name, it)));
        return named;
    }

    public static Optional<Author> bySlug(Handle tx, String slug) {
        if (!Slug.isOne(slug)) {
            return Optional.empty();
        }
        return tx.createQuery("select id, slug, name from author where slug = :slug")
                .bind("slug", slug)
                .map((row, _) -> author(row))
                .findOne();
    }

    /// In the order in which they are asked for.
    public static List<Author> byIds(Handle tx, Collection<AuthorId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<AuthorId, Author> found = new HashMap<>();
        tx.createQuery("select id, slug, name from author where id = any(:ids)")
                .bindArray("ids", Long.class, ids.stream().map(AuthorId::value).toList())
                .map((row, _) -> author(row))
                .forEach(author -> found.put(author.id(), author));
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                .toList();
    }

    /// In the order in which they were made, from behind this one on.
    public static List<Author> after(Handle tx, AuthorId last, int most) {
        return tx.createQuery("""
                        select id, slug, name
                          from author
                         where id > :last
                         order by id
                         limit :most
                        """)
                .bind("last", last.value())
                .bind("most", most)
                .map((row, _) -> author(row))
                .list();
    }

    private static Author author(ResultSet row) throws SQLException {
        return new Author(new AuthorId(row.getLong("id")), row.getString("slug"), row.getString("name"));
    }
}
