package depesche;

import depesche.account.LinkTokens;
import depesche.account.Readers;
import depesche.account.Secrets;
import depesche.config.MailSettings;
import depesche.db.Database;
import depesche.delivery.email.DeliveryToken;
import depesche.follow.Leaving;
import depesche.returns.Returns;
import depesche.returns.smtp.ReturnAddresses;
import depesche.returns.smtp.ReturnLimits;
import depesche.returns.smtp.ReturnServer;
import java.time.InstantSource;
import java.util.Optional;

/// What comes back, and the door through which it comes.
///
/// @param server empty where none is set
public record ReturnRoom(Returns returns, Optional<ReturnServer> server) implements AutoCloseable {

    static ReturnRoom of(Ground ground, ReaderRoom readers) {
        var tools = new Returns.Tools(
                readers.readers(), readers.leaving(), ground.links(), DeliveryToken.of(ground.secrets()));
        var returns = new Returns(ground.db(), tools, ground.clock());
        return new ReturnRoom(returns, server(ground, returns));
    }

    /// What acts on returned mail, without the rest of the newsroom.
    static Returns alone(Database db, InstantSource clock) {
        var secrets = new Secrets(db);
        var tools = new Returns.Tools(
                Readers.of(secrets), new Leaving(db, clock), LinkTokens.of(secrets), DeliveryToken.of(secrets));
        return new Returns(db, tools, clock);
    }

    private static Optional<ReturnServer> server(Ground ground, Returns returns) {
        MailSettings mail = ground.settings().mail();
        var setup = new ReturnServer.Setup(
                mail.bounceDomain(),
                new ReturnAddresses(mail.bounceDomain(), returns::isOurs),
                ReturnLimits.usual(),
                returns::take);
        return mail.reception().map(reception -> new ReturnServer(setup, reception.host(), reception.port()));
    }

    void start() {
        server.ifPresent(ReturnServer::start);
    }

    @Override
    public void close() {
        server.ifPresent(ReturnServer::close);
    }
}
