package depesche.rules;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// STYLE 8.11: what all migrations come to, in one file, so that a review sees the schema and not only the step.
class SchemaTest {

    private static final Path WRITTEN = Path.of("docs/operate/schema.sql");

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    @Test
    void theWrittenSchemaIsThatOfTheMigrations() throws IOException {
        String schema = db.database().read(SchemaReader::schema);

        if ("write".equals(System.getProperty("depesche.schema"))) {
            Files.writeString(Repository.at(WRITTEN.toString()), schema);
        }

        assertThat(Repository.text(WRITTEN))
                .as("STYLE 8.11: docs/operate/schema.sql is not what the migrations make — run make schema")
                .isEqualTo(schema);
    }

    @Test
    void aColumnThatIsNotWrittenDownIsSeen() {
        String before = db.database().read(SchemaReader::schema);

        String after = db.database().read(handle -> {
            handle.begin();
            handle.execute("alter table topic add column colour text default 'red' check (colour <> '')");
            String changed = SchemaReader.schema(handle);
            handle.rollback();
            return changed;
        });

        assertThat(after)
                .isNotEqualTo(before)
                .contains("colour text default 'red'")
                .contains("CHECK ((colour <> ");
    }
}
