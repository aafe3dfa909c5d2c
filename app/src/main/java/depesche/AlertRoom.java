package depesche;

import depesche.alert.Alerts;
import depesche.alert.Announcing;
import depesche.alert.Audience;
import depesche.alert.Planning;
import depesche.alert.Reach;
import depesche.alert.Receivers;
import depesche.alert.Retelling;
import depesche.alert.RetellingPlan;
import depesche.config.Settings;
import depesche.delivery.Deliveries;
import depesche.delivery.Delivering;
import depesche.delivery.Progress;
import depesche.delivery.email.DeliveryToken;
import depesche.delivery.email.Letters;
import depesche.delivery.email.Sender;
import depesche.delivery.ledger.Carried;
import depesche.delivery.ledger.CarriedInDigests;
import depesche.digest.Closing;
import java.util.List;

/// Who is told of what, and the carrying of it.
public record AlertRoom(
        Announcing announcing,
        Retelling retelling,
        Planning planning,
        RetellingPlan retellingPlan,
        Alerts alerts,
        Audience audience,
        Reach reach,
        Delivering delivering,
        Progress progress,
        Deliveries deliveries) {

    static AlertRoom of(Ground ground, PaperRoom paper, SearchRoom search, ReaderRoom readers, MailRoom mail) {
        var db = ground.db();
        var clock = ground.clock();
        Settings settings = ground.settings();
        var audience = new Audience(db, readers.index(), clock);
        var delivering = new Delivering(
                db,
                ground.opened().node(),
                audience,
                new Delivering.Outgoing(mail.route(), letters(ground, mail), readers.readers()),
                Delivering.Limits.of(
                        settings.mail().connections(), settings.mail().messagesPerSecond()),
                clock);
        var announcing = new Announcing(db, paper.publishing(), ground.jobs(), settings.alertGrace(), clock);
        return new AlertRoom(
                announcing,
                new Retelling(paper.amending(), announcing, ground.jobs(), settings.alertGrace(), clock),
                new Planning(db, readers.index(), search.saved(), delivering::open, clock),
                new RetellingPlan(db, readers.index(), told(ground), ground.jobs(), delivering::open, clock),
                new Alerts(db, clock),
                audience,
                new Reach(db, readers.index(), search.saved(), delivering::messagesPerSecond, clock),
                delivering,
                new Progress(db),
                new Deliveries(db));
    }

    private static Receivers told(Ground ground) {
        return new Receivers(List.of(new Carried(ground.db()), new CarriedInDigests(ground.db())));
    }

    /// What closes the windows of digests.
    Closing closing(Ground ground, ReaderRoom readers) {
        return new Closing(ground.db(), readers.index(), delivering::open, ground.clock());
    }

    static Letters letters(Ground ground, MailRoom mail) {
        Settings settings = ground.settings();
        var sender = new Sender(
                settings.site()::name, settings.mail().from(), settings.mail().bounceDomain(), settings.baseUrl());
        return Letters.signed(sender, ground.links(), DeliveryToken.of(ground.secrets()), mail.dkims());
    }
}
