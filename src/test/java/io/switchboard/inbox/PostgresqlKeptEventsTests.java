package io.switchboard.inbox;

import io.switchboard.PostgresqlDatabase;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlKeptEventsTests extends KeptEventsTests {

}
