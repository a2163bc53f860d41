package io.switchboard.audit;

import io.switchboard.PostgresqlDatabase;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlAuditTableTests extends AuditTableTests {

}
