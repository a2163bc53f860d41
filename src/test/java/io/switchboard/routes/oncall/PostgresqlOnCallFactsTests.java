package io.switchboard.routes.oncall;

import io.switchboard.PostgresqlDatabase;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlOnCallFactsTests extends OnCallFactsTests {

}
