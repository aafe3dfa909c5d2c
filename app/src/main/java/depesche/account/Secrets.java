package depesche.account;

import depesche.db.Database;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Keys that every node must share, kept in the table `secret`. Each is made once, by whichever node
/// asks first: of several that make one at once, the row that was inserted first is everybody's.
public final class Secrets {

    private static final int KEY_BYTES = 32;

    private final Database db;
    private final SecureRandom random;
    private final Map<String, byte[]> known = new ConcurrentHashMap<>();

    public Secrets(Database db) {
        this.db = db;
        this.random = new SecureRandom();
    }

    /// Thirty-two random bytes under this name.
    public byte[] key(String name) {
        return keep(name, this::randomKey);
    }

    /// The secret of this name, made by `make` if nobody made it before.
    public byte[] keep(String name, Supplier<byte[]> make) {
        byte[] cached = known.get(name);
        if (cached == null) {
            cached = db.write(tx -> keptIn(tx, name, make));
            known.put(name, cached);
        }
        return cached.clone();
    }

    private static byte[] keptIn(Handle tx, String name, Supplier<byte[]> make) {
        return find(tx, name).orElseGet(() -> {
            insert(tx, name, make.get());
            return find(tx, name).orElseThrow();
        });
    }

    private static Optional<byte[]> find(Handle tx, String name) {
        return tx.createQuery("""
                        select value
                          from secret
                         where name = :name
                        """).bind("name", name).mapTo(byte[].class).findOne();
    }

    private static void insert(Handle tx, String name, byte[] value) {
        tx.createUpdate("""
                        insert into secret (name, value)
                        values (:name, :value)
                            on conflict (name) do nothing
                        """).bind("name", name).bind("value", value).execute();
    }

    private byte[] randomKey() {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }
}
