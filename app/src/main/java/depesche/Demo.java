package depesche;

import depesche.account.StaffMember;
import depesche.alert.AlertId;
import depesche.article.ArticleId;
import depesche.delivery.Progress;
import depesche.delivery.Progress.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Shows the whole way on a made-up newsroom: sets it up, says where to look, publishes an article and counts its
/// alerts as they go out.
final class Demo {

    /// Lies in each data folder that a demo made.
    static final String MARK = "made-by-demo";

    private static final int LONGEST_SECONDS = 60;

    private final Newsroom newsroom;
    private final PrintStream out;
    private final URI baseUrl;
    private final DemoContent content;

    Demo(Newsroom newsroom, PrintStream out) {
        this.newsroom = newsroom;
        this.out = out;
        this.baseUrl = newsroom.ground().settings().baseUrl();
        this.content = new DemoContent(newsroom, folder());
    }

    /// Beside the program; the start script says where that is.
    static Path folder() {
        return Path.of(System.getProperty("depesche.home", "."))
                .resolve("demo")
                .toAbsolutePath()
                .normalize();
    }

    void run() {
        if (!newsroom.paper().staff().isEmpty()) {
            sayWhereToLook();
            out.println("this demo has published its article before; begin anew with --fresh");
            return;
        }
        ArticleId article = setUp();
        sayWhereToLook();
        announce(article);
    }

    /// Returns the article that is not yet published.
    ArticleId setUp() {
        mark();
        content.staff();
        int topics = content.topics();
        long readers = content.readers();
        ArticleId article = content.articles();
        out.println("set up: " + topics + " topics, " + readers + " readers");
        return article;
    }

    private void sayWhereToLook() {
        StaffMember editor = newsroom.paper().staff().all().getFirst();
        out.println("site     " + baseUrl + "/");
        out.println("desk     " + baseUrl + "/desk/sign-in/"
                + newsroom.paper().signIn().link(editor.id()));
        out.println("mailbox  " + baseUrl + "/desk/mailbox");
        out.flush();
    }

    void announce(ArticleId article) {
        long started = System.nanoTime();
        Optional<AlertId> alert =
                newsroom.telling().announcing().publish(article).alert();
        String path = newsroom.paper().archive().byId(article).orElseThrow().path();
        out.println("published " + baseUrl + path);
        alert.ifPresent(id -> follow(id, started));
    }

    private void follow(AlertId alert, long started) {
        Progress progress = newsroom.telling().progress();
        Report report = progress.of(alert).orElseThrow();
        while (report.state() != Progress.State.DONE && seconds(started) < LONGEST_SECONDS) {
            pause();
            Report now = progress.of(alert).orElseThrow();
            if (!now.counts().equals(report.counts())) {
                tell(now);
            }
            report = now;
        }
        out.printf("alert %s %s after %.1f s%n", alert, report.state().word(), seconds(started));
        out.flush();
    }

    private void tell(Report report) {
        out.println("alert: " + report.planned() + " planned, "
                + report.counts().accepted() + " accepted, " + report.counts().waiting() + " waiting");
        out.flush();
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void mark() {
        try {
            Path mark = newsroom.ground().settings().data().resolve(MARK);
            Files.writeString(mark, "This folder may be deleted by ./depesche demo --fresh.\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
