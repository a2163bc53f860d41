package io.switchboard.webhook;

import io.switchboard.PostgresqlDatabase;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlKeyUsesTests extends KeyUsesTests {

}
