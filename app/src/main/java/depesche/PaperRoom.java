package depesche;

import depesche.account.SignIn;
import depesche.account.Staff;
import depesche.account.Tokens;
import depesche.article.Amending;
import depesche.article.Archive;
import depesche.article.ArticlePages;
import depesche.article.Publishing;
import depesche.article.Writing;
import depesche.picture.PictureImport;
import depesche.topic.TopicMaking;
import depesche.topic.Topics;

/// The paper itself and the people who make it.
public record PaperRoom(
        Staff staff,
        SignIn signIn,
        Tokens tokens,
        Topics topics,
        TopicMaking topicMaking,
        PictureImport pictures,
        Archive archive,
        Writing writing,
        Publishing publishing,
        Amending amending) {

    static PaperRoom of(Ground ground) {
        var site = ground.settings().site();
        var articlePages = new ArticlePages(ground.changes(), site::timeZone);
        var db = ground.db();
        var clock = ground.clock();
        var writing = new Writing(db, articlePages, ground.jobs(), site::language, clock);
        return new PaperRoom(
                new Staff(db, clock),
                new SignIn(db, clock),
                new Tokens(db, clock),
                new Topics(db),
                new TopicMaking(db, ground.changes(), clock),
                new PictureImport(db, clock),
                new Archive(db),
                writing,
                new Publishing(articlePages, clock),
                new Amending(writing, articlePages, clock));
    }
}
