package depesche.site;

import depesche.topic.Topics;
import depesche.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Makes the page of corrections. Of a withdrawn article it says that there was one, and when; nothing that was
/// said of it before stays.
final class CorrectionsRendering {

    private static final int MOST = 200;

    private final Paper paper;
    private final Templates templates;

    CorrectionsRendering(Paper paper, Templates templates) {
        this.paper = paper;
        this.templates = templates;
    }

    /// One notice, with the article it is about.
    private record Said(
            String kind,
            String note,
            Instant at,
            long article,
            String slug,
            String headline,
            String language,
            Instant publishedAt) {

        boolean isWithdrawal() {
            return kind.equals("withdrawal");
        }
    }

    Page page(Handle tx) {
        Words words = paper.words();
        List<Said> said = said(tx);
        var page = new CorrectionsPage(
                words.of("corrections"),
                words.of(said.isEmpty() ? "corrections.none" : "corrections.intro"),
                said.stream().map(notice -> entry(notice, words)).toList());
        Set<String> keys = new HashSet<>(Set.of("site", "corrections"));
        said.forEach(notice -> keys.add("article:" + notice.article()));
        var sections = new Sections(Topics.tree(tx), words);
        Frame frame = paper.frame(words, page.headline(), page.headline(), "/corrections", sections.masthead());
        return Page.html(templates.fill("corrections-page", frame, page), keys);
    }

    private CorrectionsPage.Entry entry(Said said, Words words) {
        String path = "/" + said.article();
        return new CorrectionsPage.Entry(
                said.kind(),
                words.of("notice." + said.kind()),
                paper.time(said.at(), words),
                said.isWithdrawal()
                        ? Optional.empty()
                        : Optional.of(new Link(path + "/" + said.slug(), said.headline())),
                said.isWithdrawal() ? words.language() : said.language(),
                said.isWithdrawal()
                        ? words.of(
                                "notice.withdrawn",
                                Map.of(
                                        "date",
                                        paper.time(said.publishedAt(), words).day()))
                        : said.note());
    }

    private static List<Said> said(Handle tx) {
        return tx.createQuery("""
                        select n.kind, coalesce(n.note, n.reply_headline, '') as note, n.made_at, a.id, a.slug,
                               a.language, a.published_at, r.headline
                          from article_notice n
                          join article a on a.id = n.article_id
                          join revision r on r.article_id = a.id and r.number = a.revision
                         where n.kind = 'withdrawal'
                            or n.kind in ('correction', 'reply') and a.state = 'published'
                         order by n.made_at desc, n.id desc
                         limit :most
                        """).bind("most", MOST).map((row, _) -> said(row)).list();
    }

    private static Said said(ResultSet row) throws SQLException {
        return new Said(
                row.getString("kind"),
                row.getString("note"),
                row.getTimestamp("made_at").toInstant(),
                row.getLong("id"),
                row.getString("slug"),
                row.getString("headline"),
                row.getString("language"),
                row.getTimestamp("published_at").toInstant());
    }
}
