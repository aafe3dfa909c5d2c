package depesche;

import depesche.account.Actor;
import depesche.alert.Announced;
import depesche.article.AmendResult;
import depesche.article.Amendment;
import depesche.article.ArticleId;
import depesche.article.PublishResult;
import depesche.command.OpenNewsroom;
import depesche.config.Settings;
import depesche.db.OpenDatabase;
import depesche.feed.FeedAuthority;
import depesche.feed.purge.Purging;
import depesche.ingest.FileImport;
import depesche.ingest.Release;
import depesche.topic.VocabularyTopics;
import java.time.InstantSource;
import java.util.Optional;

/// Everything a newsroom is made of, put together by constructors. [#start] sets its work going; a command that only
/// calls a use case does not start it.
// STYLE 4.4: a room for each part of the newsroom.
public record Newsroom(
        Ground ground,
        PaperRoom paper,
        SearchRoom search,
        MailRoom mail,
        ReaderRoom readers,
        AlertRoom telling,
        ChannelRoom channels,
        HubRoom hub,
        ActivityRoom activity,
        Purging purging,
        ReturnRoom returns,
        SafetyRoom safety,
        PreflightRoom preflight)
        implements AutoCloseable {

    public static Newsroom of(Settings settings, OpenDatabase opened, InstantSource clock) {
        Ground ground = Ground.of(settings, opened, clock);
        PaperRoom paper = PaperRoom.of(ground);
        MailRoom mail = MailRoom.of(ground);
        ReaderRoom readers = ReaderRoom.of(ground, mail);
        SearchRoom search = SearchRoom.of(ground);
        AlertRoom telling = AlertRoom.of(ground, paper, search, readers, mail);
        ChannelRoom channels = ChannelRoom.of(ground, telling);
        HubRoom hub = HubRoom.of(ground, channels.resolver());
        ActivityRoom activity = ActivityRoom.of(ground, channels.resolver());
        var newsroom = new Newsroom(
                ground,
                paper,
                search,
                mail,
                readers,
                telling,
                channels,
                hub,
                activity,
                new Purging(settings, ground.db(), opened.node(), clock),
                ReturnRoom.of(ground, readers),
                SafetyRoom.of(ground, telling.closing(ground, readers)),
                PreflightRoom.of(ground, paper, readers, mail, telling));
        Listeners.bind(newsroom);
        return newsroom;
    }

    /// What a page needs that is asked for: the news of other nodes, pages from before, and finding. From here on
    /// readers are served.
    public void open() {
        FeedAuthority.keep(ground.db(), ground.settings().baseUrl());
        PageShelving.open(ground);
        ground.changes().catchUp();
        ground.notices().start();
        search.index().start();
    }

    /// All that works by itself: jobs, alerts, and what comes back. After [#open].
    ///
    /// What signs is loaded by this thread, before jobs and connections may want it. Those are virtual
    /// threads: a few that wait for a class at once hold up all others.
    public void start() {
        safety.heartbeat().start();
        mail.readyToSign();
        ground.runner().start();
        telling.delivering().start();
        channels.start();
        hub.carrying().start();
        activity.start();
        purging.start();
        returns.start();
        Thread.ofPlatform().daemon().name("follow-index").start(this::warmUp);
    }

    /// Reads who follows what, and what is sought, before the first article is published, so that its planning need
    /// not. A thread of its own, for it computes long where there are many.
    private void warmUp() {
        readers.index().refresh();
        search.saved().warmUp(ground.db());
    }

    /// What commands call.
    public OpenNewsroom forCommands() {
        return new OpenNewsroom(
                ground.settings(),
                paper.staff(),
                paper.signIn(),
                paper.tokens(),
                fileImport(),
                readers.followImport(),
                readers.own().export(),
                new VocabularyTopics(ground.db(), ground.changes(), ground.clock()),
                safety.backup(),
                safety.resuming());
    }

    public FileImport fileImport() {
        return new FileImport(ground.db(), paper.writing(), paper.pictures(), release(), ground.clock());
    }

    private Release release() {
        return new Release() {
            @Override
            public Optional<String> publish(ArticleId article) {
                return why(telling.announcing().publishQuietly(article));
            }

            @Override
            public Optional<String> publishAndAlert(ArticleId article) {
                return why(telling.announcing().publish(article));
            }

            @Override
            public Optional<String> kill(ArticleId article, String reason) {
                AmendResult result = ground.db()
                        .write(tx -> telling.retelling()
                                .amend(tx, article, new Amendment.Kill(reason), Actor.program("import"))
                                .result());
                return result instanceof AmendResult.Amended ? Optional.empty() : Optional.of("not killed: " + result);
            }
        };
    }

    private static Optional<String> why(Announced announced) {
        return switch (announced.result()) {
            case PublishResult.Published _, PublishResult.WasPublished _ -> Optional.empty();
            case PublishResult.Incomplete(var missing) ->
                Optional.of("not published: " + String.join(", ", missing) + " missing");
            case PublishResult.UnderEmbargo(var until) -> Optional.of("not published: under embargo until " + until);
            case PublishResult.NotPublishable(var state) -> Optional.of("not published: it is " + state.word());
            case PublishResult.NoSuchArticle() -> Optional.of("not published: it is gone");
        };
    }

    /// Ends in order: what is under way is brought to its end first.
    @Override
    public void close() {
        returns.close();
        telling.delivering().close();
        channels.close();
        hub.carrying().close();
        activity.close();
        purging.close();
        ground.runner().close();
        ground.notices().close();
        search.index().close();
        safety.heartbeat().close();
        ground.pages().close();
        ground.opened().close();
    }
}
