/// The database: the bundled PostgreSQL and its life, connections, transactions, migrations.
/// Knows no table of the paper.
@NullMarked
package depesche.db;

import org.jspecify.annotations.NullMarked;
