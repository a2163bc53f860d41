package io.switchboard.store;

import io.switchboard.PostgresqlDatabase;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlLeaderTests extends LeaderTests {

}
