package depesche;

import depesche.alert.PlanAlert;
import depesche.alert.PlanRetelling;
import depesche.article.CreditAuthors;
import depesche.article.Crediting;
import depesche.article.PublishWhenDue;
import depesche.desk.SendSignInLink;
import depesche.epoch.Hold;
import depesche.feed.activity.ArticlesChanged;
import depesche.feed.hub.FeedsChanged;
import depesche.follow.SendConfirmation;
import depesche.follow.petition.SendPetition;
import depesche.job.Holding;
import depesche.job.JobRunner;
import java.time.Duration;
import java.util.Set;

/// The one list of who hears what.
final class Listeners {

    private Listeners() {}

    static void bind(Newsroom newsroom) {
        JobRunner jobs = newsroom.ground().runner();
        jobs.holdBy(
                new Holding(() -> newsroom.safety().resuming().hold().map(Hold::since), Set.of(SendSignInLink.class)));
        jobs.on(PublishWhenDue.class, newsroom.telling().announcing()::publishWhenDue);
        jobs.on(CreditAuthors.class, crediting(newsroom.ground())::credit);
        jobs.on(PlanAlert.class, newsroom.telling().planning()::plan);
        jobs.on(PlanRetelling.class, newsroom.telling().retellingPlan()::plan);
        jobs.on(FeedsChanged.class, newsroom.hub().hub()::tell);
        jobs.on(ArticlesChanged.class, newsroom.activity().news()::tell);
        jobs.on(SendSignInLink.class, Faces.signInLetters(newsroom)::send);
        jobs.every(
                Duration.ofSeconds(15),
                "close-digests",
                newsroom.telling().closing(newsroom.ground(), newsroom.readers())::closeWhatIsDue);
        jobs.every(Duration.ofHours(1), "forget-subscriptions", newsroom.hub().hub()::forgetEnded);
        jobs.every(Duration.ofHours(1), "forget-unfollowed", newsroom.activity().news()::forgetEnded);
        jobs.every(Duration.ofHours(1), "settle-tellings", newsroom.activity().news()::settle);
        jobs.every(Duration.ofHours(6), "forget-sessions", newsroom.paper().signIn()::forgetOld);

        bindSuggestions(jobs, newsroom.search().suggestions());
        bindReaders(jobs, newsroom.readers());
        bindNotices(newsroom);
    }

    private static void bindSuggestions(JobRunner jobs, SuggestionRoom suggestions) {
        jobs.every(Duration.ofMinutes(10), "learn-topics", suggestions.training()::trainWhenDue);
        jobs.every(
                Duration.ofMinutes(10),
                "propose-stories",
                suggestions.coverage().proposing()::propose);
    }

    private static void bindReaders(JobRunner jobs, ReaderRoom readers) {
        jobs.on(SendConfirmation.class, readers.confirmations()::send);
        jobs.on(SendPetition.class, readers.own().letters()::send);
        jobs.every(Duration.ofHours(1), "forget-unconfirmed", readers.following()::forgetUnconfirmed);
        jobs.every(Duration.ofHours(1), "forget-petitions", readers.own().petitioning()::forgetExpired);
    }

    private static Crediting crediting(Ground ground) {
        return new Crediting(ground.db(), ground.jobs(), ground.changes(), ground.clock());
    }

    private static void bindNotices(Newsroom newsroom) {
        var notices = newsroom.ground().notices();
        newsroom.ground().changes().tell(newsroom.hub().hub()::changed);
        newsroom.ground().changes().tell(newsroom.activity().news()::changed);
        newsroom.ground().changes().tell(newsroom.purging()::changed);
        newsroom.ground().changes().follow(notices);
        newsroom.search().index().listen(notices);
        newsroom.search().suggestions().known().listen(notices);
        newsroom.telling().delivering().listen(notices);
        newsroom.channels().push().listen(notices);
        newsroom.channels().hooks().listen(notices);
        newsroom.hub().carrying().listen(notices);
        newsroom.activity().carrying().listen(notices);
    }
}
