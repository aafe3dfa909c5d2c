package depesche.desk;

import depesche.account.Role;
import depesche.article.Article;
import depesche.article.Submission;
import depesche.text.Markdown;
import depesche.web.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a submission from the form's fields and gathers every fault on the way. What the form did not have for
/// somebody of this role (the plan) stays as it is.
final class ArticleReading {

    private final Typed typed;
    private final Optional<Article> before;
    private final NewsroomTime time;
    private final List<Fault> faults = new ArrayList<>();

    ArticleReading(Typed typed, Optional<Article> before, NewsroomTime time) {
        this.typed = typed;
        this.before = before;
        this.time = time;
    }

    List<Fault> faults() {
        return faults;
    }

    Submission submission() {
        if (typed.text("headline").isEmpty()) {
            fault("headline", "missing");
        }
        return new Submission(
                typed.value("headline"),
                typed.text("kicker"),
                typed.text("standfirst"),
                typed.text("teaser"),
                body(),
                typed.text("language"),
                typed.lines("bylines"),
                typed.text("dateline"),
                typed.lines("sources"),
                typed.text("slugline"),
                urgency(),
                typed.isChecked("breaking"),
                instant("embargoUntil", before.flatMap(Article::embargoUntil)),
                publishAt(),
                alertsAtPublish(),
                typed.topics(),
                typed.text("story").map(String::strip),
                typed.text("translationOf").map(String::strip),
                picture(),
                before.flatMap(Article::externalId));
    }

    /// Who may not plan has no field for it: the plan stays as it was.
    private Optional<Instant> publishAt() {
        Optional<Instant> planned = before.flatMap(Article::publishAt);
        return typed.has("publishAt") ? instant("publishAt", planned) : planned;
    }

    private boolean alertsAtPublish() {
        return typed.has("publishAt")
                ? typed.isChecked("alertAtPublish")
                : before.filter(Article::alertAtPublish).isPresent();
    }

    /// Whom saving this asks for: what is public is an editor's, a plan too; what goes out as breaking is a chief's.
    Role needed(Submission asked) {
        boolean isPublic = before.filter(article -> article.state().isPublic()).isPresent();
        boolean isSamePlan = asked.publishAt().equals(before.flatMap(Article::publishAt))
                && asked.alertAtPublish()
                        == before.filter(Article::alertAtPublish).isPresent();
        boolean wasBreaking =
                before.filter(article -> article.revision().breaking()).isPresent();
        boolean goesOut = isPublic || asked.publishAt().isPresent();
        if (asked.breaking() && goesOut && !(wasBreaking && isSamePlan)) {
            return Role.CHIEF;
        }
        return isPublic || !isSamePlan ? Role.EDITOR : Role.REPORTER;
    }

    private String body() {
        return typed.value("bodyForm").equals(Typed.MARKDOWN)
                ? Markdown.toHtml(typed.value("body")).value()
                : typed.value("body");
    }

    private Optional<Integer> urgency() {
        Optional<String> text = typed.text("urgency").map(String::strip);
        if (text.filter(number -> !number.matches("[1-9]")).isPresent()) {
            fault("urgency", "out-of-range");
            return Optional.empty();
        }
        return text.map(Integer::valueOf);
    }

    /// A time that was not touched keeps its seconds, which the field does not show.
    private Optional<Instant> instant(String name, Optional<Instant> old) {
        Optional<String> text = typed.text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (old.map(time::typed).equals(text)) {
            return old;
        }
        Optional<Instant> read = time.read(text.get());
        if (read.isEmpty()) {
            fault(name, "not-a-time");
        }
        return read;
    }

    private Optional<Submission.Picture> picture() {
        return typed.text("pictureId")
                .filter(_ -> !typed.isChecked("pictureRemove"))
                .map(id -> new Submission.Picture(
                        id, typed.text("pictureCaption"), typed.text("pictureCredit"), typed.text("pictureAlt")));
    }

    private void fault(String field, String code) {
        faults.add(new Fault(field, code, field + ": " + code));
    }
}
