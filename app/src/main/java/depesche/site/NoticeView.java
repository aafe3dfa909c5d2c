package depesche.site;

import depesche.article.Notice;
import gg.jte.Content;
import java.util.List;

/// What was said of an article after it came out, ready to print: a correction or an update with its note.
///
/// @param anchor of its place on the page
/// @param kind for programs: `correction`, `update`
/// @param label the same for people
public record NoticeView(String anchor, String kind, String label, Paper.TimeView at, String note) {

    /// A right of reply, in the words of who replies.
    public record Reply(String anchor, String label, String headline, Paper.TimeView at, Content body) {}

    /// All of an article, the first first.
    public record Notices(List<NoticeView> said, List<Reply> replies) {
        public Notices {
            said = List.copyOf(said);
            replies = List.copyOf(replies);
        }

        /// Whether something was wrong, and not only new.
        public boolean isCorrected() {
            return said.stream().anyMatch(notice -> notice.kind().equals("correction"));
        }
    }

    static Notices of(List<Notice> notices, Paper paper, Words words) {
        return new Notices(
                notices.stream()
                        .filter(notice -> notice.kind() != Notice.Kind.REPLY)
                        .flatMap(notice -> notice.note().map(note -> view(notice, note, paper, words)).stream())
                        .toList(),
                notices.stream()
                        .flatMap(notice -> notice.reply().map(reply -> view(notice, reply, paper, words)).stream())
                        .toList());
    }

    private static NoticeView view(Notice notice, String note, Paper paper, Words words) {
        String kind = notice.kind().word();
        return new NoticeView(
                "notice-" + notice.revision(), kind, words.of("notice." + kind), paper.time(notice.at(), words), note);
    }

    private static Reply view(Notice notice, Notice.Reply reply, Paper paper, Words words) {
        return new Reply(
                "notice-" + notice.revision(),
                words.of("notice.reply.of", "of", reply.of()),
                reply.headline(),
                paper.time(notice.at(), words),
                output -> output.writeContent(reply.body().value()));
    }
}
