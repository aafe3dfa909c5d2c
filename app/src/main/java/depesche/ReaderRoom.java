package depesche;

import depesche.account.Readers;
import depesche.account.Suppressing;
import depesche.follow.Confirmations;
import depesche.follow.Erasing;
import depesche.follow.FollowImport;
import depesche.follow.FollowIndex;
import depesche.follow.FollowTerms;
import depesche.follow.Following;
import depesche.follow.Leaving;
import depesche.follow.ReaderOverviews;
import depesche.follow.Wishing;

/// Readers and what they follow.
public record ReaderRoom(
        Readers readers,
        FollowIndex index,
        Following following,
        Confirmations confirmations,
        Leaving leaving,
        Wishing wishing,
        Erasing erasing,
        Suppressing suppressing,
        ReaderOverviews overviews,
        FollowImport followImport) {

    static ReaderRoom of(Ground ground, MailRoom mail) {
        var db = ground.db();
        var clock = ground.clock();
        var readers = Readers.of(ground.secrets());
        var terms = new FollowTerms(ground.settings().site(), ground.settings().baseUrl());
        return new ReaderRoom(
                readers,
                new FollowIndex(db),
                new Following(db, ground.jobs(), readers, ground.links(), terms, clock),
                new Confirmations(db, readers, ground.links(), terms, mail.mailer(), clock),
                new Leaving(db, clock),
                new Wishing(db, readers),
                new Erasing(db, readers, clock),
                new Suppressing(readers, clock),
                new ReaderOverviews(db, readers),
                new FollowImport(db, readers, ground.settings().site(), clock));
    }
}
