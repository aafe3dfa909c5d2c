package depesche;

import depesche.article.ArticlePages;
import depesche.article.Filing;
import depesche.story.StoryMaking;
import depesche.suggestion.coverage.Deciding;
import depesche.suggestion.coverage.LikelyStories;
import depesche.suggestion.coverage.Proposing;
import depesche.suggestion.coverage.RecentArticles;

/// Stories proposed for articles that belong together, and what becomes of the proposals.
public record CoverageRoom(Proposing proposing, Deciding deciding, LikelyStories likely) {

    static CoverageRoom of(Ground ground) {
        var articles = new RecentArticles(ground.db());
        var pages = new ArticlePages(ground.changes(), ground.settings().site()::timeZone);
        return new CoverageRoom(
                new Proposing(ground.db(), articles, ground.clock()),
                new Deciding(
                        new StoryMaking(ground.db(), ground.changes(), ground.clock()),
                        new Filing(pages, ground.clock()),
                        ground.clock()),
                new LikelyStories(ground.db(), articles, ground.clock()));
    }
}
