package depesche;

import depesche.account.SignIn;
import depesche.account.Staff;
import depesche.account.Tokens;
import depesche.article.Archive;
import depesche.article.ArticlePages;
import depesche.article.Publishing;
import depesche.article.Writing;
import depesche.topic.TopicMaking;
import depesche.topic.Topics;

/// The paper itself and the people who make it.
record Paper(
        Staff staff,
        SignIn signIn,
        Tokens tokens,
        Topics topics,
        TopicMaking topicMaking,
        Archive archive,
        Writing writing,
        Publishing publishing) {

    static Paper of(Ground ground) {
        var articlePages = new ArticlePages(ground.changes());
        var clock = ground.clock();
        return new Paper(
                new Staff(ground.db(), clock),
                new SignIn(ground.db(), clock),
                new Tokens(ground.db(), clock),
                new Topics(ground.db()),
                new TopicMaking(ground.db(), ground.changes(), clock),
                new Archive(ground.db()),
                new Writing(
                        ground.db(),
                        articlePages,
                        ground.jobs(),
                        ground.settings().site().language(),
                        clock),
                new Publishing(articlePages, clock));
    }
}
