package depesche.db;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.cache.ConnectionCache;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/// The connections of this node. A caller waits five seconds at most for one, and a connection that
/// stood idle over a restart of PostgreSQL is looked at before it is handed out.
public final class ConnectionPool implements AutoCloseable {

    private static final int MOST = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AgroalDataSource source;

    private ConnectionPool(AgroalDataSource source) {
        this.source = source;
    }

    public static ConnectionPool open(PostgresAddress address) {
        return openIn(address, ZoneId.of("UTC"));
    }

    /// As [#open], with sessions in another time zone: tests show by it that no query leans on the session's.
    public static ConnectionPool openIn(PostgresAddress address, ZoneId sessionZone) {
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(false)
                .connectionPoolConfiguration(pool -> pool.maxSize(MOST)
                        .acquisitionTimeout(PATIENCE)
                        // Agroal's own cache is a thread-local, which is wasted on virtual threads.
                        .connectionCache(ConnectionCache.none())
                        .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(2))
                        .idleValidationTimeout(Duration.ofMillis(500))
                        .exceptionSorter(Outage::isToldBy)
                        .reapTimeout(Duration.ofMinutes(5))
                        .connectionFactoryConfiguration(factory -> connect(factory, address, sessionZone)));
        try {
            return new ConnectionPool(AgroalDataSource.from(configuration));
        } catch (SQLException refused) {
            throw new DatabaseUnavailable(refused);
        }
    }

    private static AgroalConnectionFactoryConfigurationSupplier connect(
            AgroalConnectionFactoryConfigurationSupplier factory, PostgresAddress address, ZoneId sessionZone) {
        PostgresDriver.properties().forEach(factory::jdbcProperty);
        return factory.connectionProviderClass(org.postgresql.Driver.class)
                .jdbcUrl(address.url())
                .jdbcTransactionIsolation(TransactionIsolation.READ_COMMITTED)
                .principal(new NamePrincipal(address.user()))
                .credential(new SimplePassword(address.password()))
                .initialSql("set time zone '" + sessionZone.getId() + "'");
    }

    public DataSource dataSource() {
        return source;
    }

    public Database database() {
        return new Database(Jdbi.create(source).installPlugin(new PostgresPlugin()));
    }

    @Override
    public void close() {
        source.close();
    }
}
