package depesche.desk;

import depesche.account.Role;
import depesche.channel.WebhookEnd;
import depesche.channel.Webhooks;
import depesche.db.Database;
import depesche.net.WebAddress;
import depesche.web.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Tells on the desk's first page of webhooks that their servers have ended, until somebody takes note.
final class EndedWebhooks {

    private static final int MOST = 10;

    private final Database db;
    private final NewsroomTime time;

    EndedWebhooks(Database db, NewsroomTime time) {
        this.db = db;
        this.time = time;
    }

    /// Who takes note: whoever may make a webhook anew.
    static Role takesNote() {
        return Role.ADMIN;
    }

    List<ArticleListPage.Alarm> alarms(Visit visit) {
        return db.read(handle -> Webhooks.alarms(handle, MOST)).stream()
                .map(webhook -> alarm(webhook, visit))
                .toList();
    }

    /// Names the server only: the rest of an address may be a secret of its own.
    private ArticleListPage.Alarm alarm(Webhooks.Listed webhook, Visit visit) {
        Words words = visit.words();
        String at = webhook.disabledAt()
                .map(moment -> time.shown(moment, words).text())
                .orElse("");
        String server = WebAddress.ofStored(webhook.endpoint()).origin();
        String text = switch (webhook.end().orElseThrow()) {
            case WebhookEnd.Gone() -> words.of("webhook.gone", Map.of("server", server, "at", at));
            case WebhookEnd.Silent(Instant since) ->
                words.of(
                        "webhook.silent",
                        Map.of(
                                "server", server,
                                "at", at,
                                "since", time.shown(since, words).text()));
        };
        return new ArticleListPage.Alarm(
                text, visit.mayActAs(takesNote()) ? "/desk/webhooks/" + webhook.id() + "/acknowledgement" : "");
    }

    /// Again: it is noted already.
    Response takeNote(Visit visit) {
        String id = visit.request().part("id");
        if (id.matches("[0-9]{1,18}")) {
            db.change(tx -> Webhooks.takeNote(tx, Long.parseLong(id)));
        }
        return Response.seeOther("/desk");
    }
}
