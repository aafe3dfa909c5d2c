package depesche;

import depesche.delivery.email.Letters;
import depesche.preflight.article.ArticlePreflight;
import depesche.preflight.article.Rehearsal;
import depesche.preflight.article.Trial;

/// What is looked at and tried before an article is published.
public record PreflightRoom(ArticlePreflight articles, Rehearsal rehearsal, Trial trial) {

    static PreflightRoom of(Ground ground, PaperRoom paper, ReaderRoom readers, MailRoom mail, AlertRoom telling) {
        var articles =
                new ArticlePreflight(ground.settings(), ground.db(), readers.index(), telling.delivering()::trouble);
        Letters letters = AlertRoom.letters(ground, mail);
        var rehearsal =
                new Rehearsal(ground.db(), paper.publishing(), telling.reach(), articles, letters, ground.clock());
        return new PreflightRoom(articles, rehearsal, new Trial(rehearsal, letters, mail.trial()));
    }
}
