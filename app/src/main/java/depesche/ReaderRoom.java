package depesche;

import depesche.account.Readers;
import depesche.account.Suppressing;
import depesche.follow.Confirmations;
import depesche.follow.Erasing;
import depesche.follow.FollowExport;
import depesche.follow.FollowImport;
import depesche.follow.FollowIndex;
import depesche.follow.FollowTerms;
import depesche.follow.Following;
import depesche.follow.Leaving;
import depesche.follow.ReaderOverviews;
import depesche.follow.Wishing;
import depesche.follow.petition.PetitionLetters;
import depesche.follow.petition.PetitionTerms;
import depesche.follow.petition.Petitioning;
import depesche.mail.Mailer;

/// Readers and what they follow.
public record ReaderRoom(
        Readers readers,
        FollowIndex index,
        Following following,
        Confirmations confirmations,
        Leaving leaving,
        Wishing wishing,
        Own own,
        Suppressing suppressing,
        ReaderOverviews overviews,
        FollowImport followImport) {

    /// What readers have done about their own data.
    public record Own(Erasing erasing, Petitioning petitioning, PetitionLetters letters, FollowExport export) {

        private static Own of(Ground ground, Readers readers, Mailer mailer) {
            var db = ground.db();
            var clock = ground.clock();
            var erasing = new Erasing(db, readers, clock);
            var terms = new PetitionTerms(
                    ground.settings().site(), ground.settings().baseUrl());
            return new Own(
                    erasing,
                    new Petitioning(
                            db, new Petitioning.Tools(readers, erasing, ground.links(), terms, ground.jobs()), clock),
                    new PetitionLetters(db, readers, ground.links(), terms, mailer, clock),
                    new FollowExport(db, readers));
        }
    }

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
                Own.of(ground, readers, mail.mailer()),
                new Suppressing(readers, clock),
                new ReaderOverviews(db, readers),
                new FollowImport(db, readers, ground.settings().site(), clock));
    }
}
