package io.switchboard.followup;

import io.switchboard.PostgresqlDatabase;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlFollowUpJobTests extends FollowUpJobTests {

}
