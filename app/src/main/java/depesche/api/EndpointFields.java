package depesche.api;

import depesche.account.LinkTokens;
import depesche.account.Reader;
import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.net.Confines;
import depesche.net.Resolver;
import depesche.net.WebAddress;
import depesche.text.EmailAddress;
import depesche.web.Fields;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Reads what push subscriptions and webhooks have in common: an address that may be posted to, and whose it is.
final class EndpointFields {

    private static final int LONGEST = 4_000;

    private final Resolver resolver;
    private final Confines confines;
    private final Readers readers;
    private final LinkTokens links;

    EndpointFields(Resolver resolver, Confines confines, Readers readers, LinkTokens links) {
        this.resolver = resolver;
        this.confines = confines;
        this.readers = readers;
        this.links = links;
    }

    /// The field `endpoint`. Asks the DNS, so it comes before the transaction; a name that is not known now may be
    /// later.
    Optional<WebAddress> endpoint(Fields fields) {
        String text = fields.requiredText("endpoint", LONGEST);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (WebAddress.parse(text, confines)) {
            case WebAddress.Invalid(String why) -> {
                fields.fault("endpoint", "not-an-address", "endpoint " + why);
                yield Optional.empty();
            }
            case WebAddress.Valid(WebAddress address) -> publicOnly(fields, address);
        };
    }

    private Optional<WebAddress> publicOnly(Fields fields, WebAddress address) {
        return switch (resolver.find(address.host())) {
            case Resolver.Private() -> {
                fields.fault("endpoint", "private-address", "endpoint leads to a private address");
                yield Optional.empty();
            }
            case Resolver.Machine _, Resolver.Unknown _ -> Optional.of(address);
        };
    }

    /// How a request names its reader: `readerId`, `email`, or `token` of the reader's own page.
    record Whose(Optional<String> id, Optional<String> email, Optional<String> token) {}

    Whose whose(Fields fields) {
        var whose = new Whose(fields.text("readerId", 20), fields.text("email", 400), fields.text("token", 100));
        long named = Stream.of(whose.id(), whose.email(), whose.token())
                .filter(Optional::isPresent)
                .count();
        if (named != 1) {
            fields.fault("readerId", "missing", "exactly one of readerId, email and token says whose it is");
        }
        return whose;
    }

    /// The reader, locked; a fault if there is none.
    Optional<ReaderId> reader(Handle tx, Fields fields, Whose whose) {
        Optional<ReaderId> known = whose.email()
                .map(EmailAddress::parse)
                .flatMap(parsed -> parsed instanceof EmailAddress.Valid(EmailAddress email)
                        ? readers.byEmail(tx, email).map(Reader::id)
                        : Optional.empty())
                .or(() -> whose.token().flatMap(links::readMe))
                .or(() -> whose.id().flatMap(ReaderId::parse))
                .flatMap(id -> readers.lockedById(tx, id))
                .map(Reader::id);
        if (known.isEmpty()
                && fields.faults().stream().noneMatch(fault -> fault.field().equals("readerId"))) {
            String field = whose.email().isPresent() ? "email" : whose.token().isPresent() ? "token" : "readerId";
            fields.fault(field, "unknown-reader", "there is no such reader");
        }
        return known;
    }
}
