package io.switchboard.console.counts;

import io.switchboard.PostgresqlDatabase;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlEventCountTableTests extends EventCountTableTests {

}
