package depesche.site;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// On which days something came out, by the paper's clock.
///
/// @param zone in which a day begins at midnight: one of 23 or 25 hours when clocks change
record ArchiveDays(ZoneId zone) {

    /// Those of these stretches in which something came out. Looks into the index once for each.
    List<ArchiveSpan> filled(Handle tx, List<ArchiveSpan> spans) {
        return tx.createQuery("""
                        select span.number
                          from unnest(:starts, :ends) with ordinality as span (start_at, end_at, number)
                         where exists (
                               select 1
                                 from article a
                                where a.state = 'published'
                                  and a.published_at >= to_timestamp(span.start_at)
                                  and a.published_at < to_timestamp(span.end_at))
                         order by span.number
                        """)
                .bindArray(
                        "starts",
                        Long.class,
                        spans.stream().map(span -> span.startIn(zone)).toList())
                .bindArray(
                        "ends",
                        Long.class,
                        spans.stream().map(span -> span.endIn(zone)).toList())
                .mapTo(Integer.class)
                .map(number -> spans.get(number - 1))
                .list();
    }

    /// The last day before this one on which something came out.
    Optional<LocalDate> before(Handle tx, LocalDate day) {
        return tx.createQuery("""
                        select max(published_at) as at
                          from article
                         where state = 'published'
                           and published_at < to_timestamp(:start)
                        """)
                .bind("start", day.atStartOfDay(zone).toEpochSecond())
                .map((row, _) -> day(row.getTimestamp("at")))
                .one();
    }

    /// The first day from this one on on which something came out.
    Optional<LocalDate> from(Handle tx, LocalDate day) {
        return tx.createQuery("""
                        select min(published_at) as at
                          from article
                         where state = 'published'
                           and published_at >= to_timestamp(:start)
                        """)
                .bind("start", day.atStartOfDay(zone).toEpochSecond())
                .map((row, _) -> day(row.getTimestamp("at")))
                .one();
    }

    Instant start(ArchiveSpan span) {
        return Instant.ofEpochSecond(span.startIn(zone));
    }

    Instant end(ArchiveSpan span) {
        return Instant.ofEpochSecond(span.endIn(zone));
    }

    private Optional<LocalDate> day(@Nullable Timestamp at) {
        return Optional.ofNullable(at).map(time -> LocalDate.ofInstant(time.toInstant(), zone));
    }
}
