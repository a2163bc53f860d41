package io.switchboard.texts;

import io.switchboard.PostgresqlDatabase;

import org.springframework.test.context.ContextConfiguration;

/** The same on PostgreSQL. */
@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlTextsTests extends TextsTests {

}
