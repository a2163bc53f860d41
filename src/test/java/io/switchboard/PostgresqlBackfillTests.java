package io.switchboard;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlBackfillTests extends BackfillTests {

}
