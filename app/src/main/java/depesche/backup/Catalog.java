package depesche.backup;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// What a database consists of, as PostgreSQL itself says: every table there is, with the columns that hold facts.
/// Generated columns are left out, and so are transaction ids: in another cluster they mean nothing, and one
/// above that cluster's counter would hide changes from whoever follows them. They get those of the restoring
/// transaction.
///
/// @param sequences the last number that each gave
record Catalog(List<Table> tables, SortedMap<String, Long> sequences) {

    /// Kept by the migrations, which write it anew.
    private static final String HISTORY = "flyway_schema_history";

    record Table(String name, List<String> columns) {

        Table {
            columns = List.copyOf(columns);
        }

        String quoted() {
            return quote(name);
        }

        /// Columns in parentheses, for COPY.
        String columnList() {
            return columns.stream().map(Catalog::quote).collect(Collectors.joining(", ", "(", ")"));
        }
    }

    static Catalog of(Handle tx) {
        return new Catalog(tables(tx), sequences(tx));
    }

    private static List<Table> tables(Handle tx) {
        return tx.createQuery("""
                        select c.relname,
                               array_agg(a.attname::text order by a.attnum) filter (where a.attname is not null) as columns
                          from pg_class c
                          left join pg_attribute a on a.attrelid = c.oid
                                                  and a.attnum > 0
                                                  and not a.attisdropped
                                                  and a.attgenerated = ''
                                                  and a.atttypid <> 'xid8'::regtype
                         where c.relnamespace = current_schema()::regnamespace
                           and c.relkind in ('r', 'p')
                           and not c.relispartition
                           and c.relname <> :history
                         group by c.relname
                         order by c.relname
                        """)
                .bind("history", HISTORY)
                .map((row, _) -> new Table(row.getString("relname"), List.of((String[])
                        row.getArray("columns").getArray())))
                .list();
    }

    private static SortedMap<String, Long> sequences(Handle tx) {
        var sequences = new TreeMap<String, Long>();
        tx.createQuery("""
                        select sequencename, coalesce(last_value, 0) as last_value
                          from pg_sequences
                         where schemaname = current_schema()
                        """)
                .map((row, _) -> sequences.put(row.getString("sequencename"), row.getLong("last_value")))
                .list();
        return sequences;
    }

    /// The newest migration that ran here; empty text where none did.
    static String version(Handle tx) {
        boolean isMigrated = tx.createQuery("select to_regclass(:history) is not null")
                .bind("history", HISTORY)
                .mapTo(Boolean.class)
                .one();
        return isMigrated ? newest(tx) : "";
    }

    private static String newest(Handle tx) {
        return tx.createQuery("""
                        select version
                          from flyway_schema_history
                         where success
                           and version is not null
                         order by string_to_array(version, '.')::integer[] desc
                         limit 1
                        """).mapTo(String.class).findOne().orElse("");
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
