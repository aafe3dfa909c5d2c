package depesche.feed.activity;

import org.jdbi.v3.core.Handle;

/// The table `activity_actor`: who of ours was ever followed.
final class FollowedActors {

    private FollowedActors() {}

    static void put(Handle tx, Actor actor) {
        tx.createUpdate("""
                        insert into activity_actor (key)
                        values (:key)
                            on conflict (key) do nothing
                        """).bind("key", actor.key()).execute();
    }

    static boolean isOne(Handle tx, Actor actor) {
        return tx.createQuery("select exists (select from activity_actor where key = :key)")
                .bind("key", actor.key())
                .mapTo(Boolean.class)
                .one();
    }
}
