package depesche.follow;

import depesche.account.Reader;
import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.db.Database;
import depesche.web.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Readers with what they follow, their consent and what stands against writing to them: lines that an import takes,
/// and
/// the export of a newsroom that took them is the same. Erased readers are in no export.
public final class FollowExport {

    private static final int AT_ONCE = 1_000;

    /// So much of a line an import takes; who follows more than fits has several lines.
    private static final int LONGEST = 60_000;

    private static final int FOLLOWS_OF_A_PART = 100;

    private final Database db;
    private final Readers readers;

    public FollowExport(Database db, Readers readers) {
        this.db = db;
        this.readers = readers;
    }

    /// The line of one reader; empty if there is no such reader, or no more.
    public Optional<Map<String, Object>> line(Handle tx, ReaderId id) {
        return readers.byId(tx, id)
                .map(reader -> ExportLines.of(tx, List.of(reader)).getFirst());
    }

    /// Writes all readers of one moment, the oldest first; answers how many. Holds no more than a thousand at a time.
    ///
    /// @throws UncheckedIOException if it cannot be written
    public long run(OutputStream ndjson) {
        return db.inSnapshot(tx -> {
            try {
                return write(tx, ndjson);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        });
    }

    private long write(Handle tx, OutputStream ndjson) throws IOException {
        long written = 0;
        List<Reader> page = readers.after(tx, 0, AT_ONCE);
        while (!page.isEmpty()) {
            for (Map<String, Object> line : ExportLines.of(tx, page)) {
                for (Map<String, Object> part : parts(line)) {
                    ndjson.write(Json.write(part));
                    ndjson.write('\n');
                }
            }
            written += page.size();
            page = readers.after(tx, page.getLast().id().value(), AT_ONCE);
        }
        return written;
    }

    private static List<Map<String, Object>> parts(Map<String, Object> line) {
        if (!(line.get("follows") instanceof List<?> follows) || Json.write(line).length <= LONGEST) {
            return List.of(line);
        }
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int from = 0; from < follows.size(); from += FOLLOWS_OF_A_PART) {
            Map<String, Object> part = new LinkedHashMap<>(line);
            part.put("follows", follows.subList(from, Math.min(follows.size(), from + FOLLOWS_OF_A_PART)));
            parts.add(part);
        }
        return parts;
    }
}
