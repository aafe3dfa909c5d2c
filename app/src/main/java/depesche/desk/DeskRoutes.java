package depesche.desk;

import depesche.account.Readers;
import depesche.account.Role;
import depesche.account.SetUp;
import depesche.account.SignIn;
import depesche.account.Staff;
import depesche.account.Suppressing;
import depesche.alert.Alerts;
import depesche.alert.Announcing;
import depesche.alert.Reach;
import depesche.alert.Retelling;
import depesche.alert.RetellingPlan;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.FrontSections;
import depesche.article.Writing;
import depesche.backup.Resuming;
import depesche.config.Settings;
import depesche.db.Database;
import depesche.delivery.Progress;
import depesche.delivery.why.Explaining;
import depesche.follow.FollowIndex;
import depesche.follow.ReaderOverviews;
import depesche.job.Jobs;
import depesche.job.JobsSetAside;
import depesche.mail.Mailbox;
import depesche.masthead.Redesigning;
import depesche.picture.PictureImport;
import depesche.preflight.article.ArticlePreflight;
import depesche.preflight.article.Rehearsal;
import depesche.preflight.article.Trial;
import depesche.story.StoryMaking;
import depesche.story.StoryRenaming;
import depesche.suggestion.Suggesting;
import depesche.suggestion.coverage.Deciding;
import depesche.suggestion.coverage.LikelyStories;
import depesche.topic.CountryTopics;
import depesche.topic.TopicMaking;
import depesche.topic.Topics;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import depesche.web.Routes;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Every address of the desk, in the order of the address.
public final class DeskRoutes {

    /// What the desk calls.
    public record UseCases(
            Ground ground, People people, Paper paper, Telling telling, Readership readership, Mailbox mailbox) {}

    /// What every part stands on.
    public record Ground(
            Settings settings,
            Database db,
            Jobs jobs,
            JobsSetAside setAside,
            Resuming resuming,
            Redesigning redesigning,
            InstantSource clock) {}

    /// Who may come in.
    public record People(Staff staff, SignIn signIn, SetUp setUp) {}

    /// The paper itself.
    ///
    /// @param preview makes the page that readers would see of an article
    public record Paper(
            Archive archive,
            Writing writing,
            PictureImport pictures,
            Topics topics,
            TopicMaking topicMaking,
            FrontSections frontSections,
            Stories stories,
            CountryTopics countries,
            Suggesting suggesting,
            Function<Article, String> preview) {}

    /// Stories made, proposed and decided about.
    public record Stories(StoryMaking making, StoryRenaming renaming, LikelyStories likely, Deciding deciding) {}

    /// Alerts on their way.
    ///
    /// @param trouble what is wrong with the mail server now
    public record Telling(
            Announcing announcing,
            Reach reach,
            Retelling retelling,
            RetellingPlan retellingPlan,
            Alerts alerts,
            Progress progress,
            ArticlePreflight preflight,
            Rehearsal rehearsal,
            Trial trial,
            Supplier<Optional<String>> trouble) {}

    /// Readers and what they follow.
    public record Readership(
            FollowIndex follows,
            ReaderOverviews overviews,
            Readers readers,
            Suppressing suppressing,
            Explaining explaining) {}

    /// A picture and the fields around it.
    private static final int LARGEST_FORM = PictureImport.MAX_BYTES + Request.FORM_LIMIT;

    private final UseCases use;
    private final StyleSheet style = StyleSheet.read();
    private final LanguageChoice languages;
    private final Pages pages;
    private final NewsroomTime time;
    private final HoldResource hold;
    private final EndedWebhooks ended;
    private final Access access;

    public DeskRoutes(UseCases use) {
        Settings settings = use.ground().settings();
        this.use = use;
        this.languages = new LanguageChoice(settings.site()::language);
        this.time = new NewsroomTime(settings.site()::timeZone);
        this.hold = new HoldResource(use.ground().resuming(), time);
        this.ended = new EndedWebhooks(use.ground().db(), time);
        this.pages = new Pages(settings, new Templates(), style, languages, hold);
        this.access = new Access(use.people().signIn(), pages);
    }

    /// How the desk tells a problem: a page for people.
    public Response tell(Request request, Problem problem) {
        return pages.problem(request, problem);
    }

    public void on(Routes routes) {
        articles(routes);
        alerts(routes);
        appearance(routes);
        routes.get(style.address(), _ -> style.answer());
        var sections = new SectionResource(use.ground().db(), use.paper().frontSections(), pages);
        routes.get("/desk/front", access.look(Role.REPORTER, sections::list));
        routes.post("/desk/front", access.act(Role.CHIEF, sections::arrange));
        routes.post("/desk/hold/resumption", access.act(HoldResource.decides(), visit -> hold.resume(visit, pages)));
        var jobs = new JobResource(use.ground().setAside(), pages, time);
        routes.get("/desk/jobs", access.look(Role.ADMIN, jobs::list));
        routes.post("/desk/jobs/:id/attempt", access.act(Role.ADMIN, jobs::sendBack));
        routes.post("/desk/language", languages::choose);
        var mailbox = new MailboxResource(use.mailbox(), use.ground().settings().mail(), pages);
        routes.get("/desk/mailbox", access.look(Role.ADMIN, mailbox::list));
        routes.get("/desk/mailbox/:id", access.look(Role.ADMIN, mailbox::show));
        readers(routes);
        people(routes);
        stories(routes);
        topics(routes);
        routes.post("/desk/webhooks/:id/acknowledgement", access.act(EndedWebhooks.takesNote(), ended::takeNote));
        routes.anythingElse("/desk/*", request -> pages.problem(request, Problem.notFound("page")));
    }

    private void appearance(Routes routes) {
        var appearance = new AppearanceResource(use.ground().db(), use.ground().redesigning(), pages, time);
        routes.get("/desk/appearance", access.look(Role.ADMIN, appearance::show));
        routes.post("/desk/appearance", access.act(Role.ADMIN, Request.FORM_LIMIT, appearance::act));
    }

    private void articles(Routes routes) {
        var paper = use.paper();
        var db = use.ground().db();
        routes.get("/desk", access.look(Role.REPORTER, new ArticleList(db, pages, ended, time)::list));
        var saving = new ArticleSaving(db, paper.writing(), use.telling().announcing(), time);
        var upload = new PictureUpload(db, paper.pictures());
        var articles = new ArticleResource(paper.archive(), advice(), saving, upload, pages, time);
        routes.get("/desk/articles/new", access.look(Role.REPORTER, articles::empty));
        routes.post("/desk/articles/new", access.act(Role.REPORTER, LARGEST_FORM, articles::create));
        routes.get("/desk/articles/:id", access.look(Role.REPORTER, articles::form));
        routes.post("/desk/articles/:id", access.act(Role.REPORTER, LARGEST_FORM, articles::change));
        var preview = new PreviewResource(paper.archive(), paper.preview(), pages);
        routes.get("/desk/articles/:id/preview", access.look(Role.REPORTER, preview::show));
        var spike = new SpikeResource(paper.archive(), paper.writing(), pages);
        routes.get("/desk/articles/:id/spike", access.look(Role.REPORTER, spike::ask));
        routes.post("/desk/articles/:id/spike", access.act(Role.REPORTER, spike::spike));
        routes.post("/desk/articles/:id/revival", access.act(Role.REPORTER, spike::revive));
        publication(routes);
    }

    private void publication(Routes routes) {
        var db = use.ground().db();
        var telling = use.telling();
        var view = new PublicationView(
                telling.alerts(),
                telling.reach(),
                telling.preflight(),
                time,
                use.ground().clock());
        var publication = new PublicationResource(db, telling.announcing(), view, pages, time);
        var proofs = new ProofResource(
                use.paper().archive(), use.people().staff(), telling.rehearsal(), telling.trial(), pages);
        routes.get("/desk/articles/:id/mail", access.look(Role.REPORTER, proofs::show));
        routes.post("/desk/articles/:id/trial", access.act(Role.EDITOR, proofs::send));
        routes.get("/desk/articles/:id/publication", access.look(Role.REPORTER, publication::show));
        routes.post("/desk/articles/:id/publication", access.act(Role.EDITOR, publication::create));
        var amendments = new AmendmentResource(
                db, telling.retelling(), new AmendmentView(advice(), telling.retellingPlan(), time), pages, time);
        routes.get("/desk/articles/:id/amendment", access.look(Role.EDITOR, amendments::show));
        routes.post("/desk/articles/:id/amendment", access.act(Role.EDITOR, amendments::create));
    }

    private TopicAdvice advice() {
        return new TopicAdvice(
                use.ground().db(),
                use.paper().topics(),
                use.paper().suggesting(),
                use.paper().stories().likely());
    }

    private void alerts(Routes routes) {
        var telling = use.telling();
        var alerts = new AlertResource(
                telling.alerts(),
                telling.progress(),
                use.paper().archive(),
                new AlertView(telling.trouble(), time),
                pages);
        routes.get("/desk/alerts/:id", access.look(Role.REPORTER, alerts::show));
        routes.post("/desk/alerts/:id/hold", access.act(Role.EDITOR, alerts::hold));
        routes.post("/desk/alerts/:id/release", access.act(Role.EDITOR, alerts::release));
        routes.get("/desk/alerts/:id/stop", access.look(Role.EDITOR, alerts::askToStop));
        routes.post("/desk/alerts/:id/stop", access.act(Role.EDITOR, alerts::stop));
    }

    private void readers(Routes routes) {
        var numbers = new ReaderNumbers(use.ground().db(), use.ground().clock());
        var readership = use.readership();
        var readers = new ReaderResource(numbers, readership, use.paper().topics(), pages, time);
        routes.get("/desk/readers", access.look(Role.REPORTER, readers::show));
        routes.post("/desk/readers", access.act(Role.ADMIN, readers::lookUp));
        var suppression = new SuppressionResource(use.ground().db(), readership, pages, time);
        routes.get("/desk/readers/:id/suppression", access.look(Role.ADMIN, suppression::show));
        routes.post("/desk/readers/:id/suppression", access.act(Role.ADMIN, suppression::close));
        routes.post("/desk/readers/:id/suppression/undo", access.act(Role.ADMIN, suppression::lift));
    }

    private void people(Routes routes) {
        var ground = use.ground();
        var people = use.people();
        var cookies = new SignInResource.Cookies(
                "https".equals(ground.settings().baseUrl().getScheme()));
        var setUp = new SetUpResource(people.setUp(), people.staff(), people.signIn(), pages, cookies);
        routes.get("/desk/set-up/:token", setUp::form);
        routes.post("/desk/set-up/:token", setUp::create);
        var limits = SignInResource.Limits.by(ground.clock());
        var signIn = new SignInResource(ground.db(), ground.jobs(), people.signIn(), pages, cookies, limits);
        routes.get("/desk/sign-in", signIn::form);
        routes.post("/desk/sign-in", signIn::ask);
        routes.get("/desk/sign-in/:token", signIn::look);
        routes.post("/desk/sign-in/:token", signIn::open);
        routes.post("/desk/sign-out", access.act(Role.REPORTER, signIn::leave));
    }

    private void stories(Routes routes) {
        var db = use.ground().db();
        var stories = new StoryResource(
                db, use.paper().stories().making(), use.readership().follows(), new ProposedStories(db, time), pages);
        var proposals = new StoryProposalResource(db, use.paper().stories().deciding(), stories);
        routes.get("/desk/stories", access.look(Role.REPORTER, stories::list));
        routes.post("/desk/stories", access.act(Role.EDITOR, stories::create));
        var renaming = new StoryRenameResource(db, use.paper().stories().renaming(), stories);
        routes.post("/desk/stories/rename", access.act(Role.EDITOR, renaming::rename));
        routes.post("/desk/story-proposals/:id/acceptance", access.act(Role.EDITOR, proposals::accept));
        routes.post("/desk/story-proposals/:id/dismissal", access.act(Role.EDITOR, proposals::dismiss));
        routes.post("/desk/story-proposals/:id/dismissal/undo", access.act(Role.EDITOR, proposals::undo));
    }

    private void topics(Routes routes) {
        var paper = use.paper();
        var topics = new TopicResource(
                use.ground().db(),
                paper.topics(),
                new TopicResource.Making(paper.topicMaking(), paper.countries()),
                use.readership().follows(),
                pages);
        routes.get("/desk/topics", access.look(Role.REPORTER, topics::list));
        routes.post("/desk/topics", access.act(Role.CHIEF, topics::create));
        routes.post("/desk/topics/countries", access.act(Role.CHIEF, topics::makeCountries));
    }
}
