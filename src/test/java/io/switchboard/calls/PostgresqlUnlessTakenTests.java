package io.switchboard.calls;

import io.switchboard.PostgresqlDatabase;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlUnlessTakenTests extends UnlessTakenTests {

}
