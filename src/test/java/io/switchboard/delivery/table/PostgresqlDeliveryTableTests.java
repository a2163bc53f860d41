package io.switchboard.delivery.table;

import io.switchboard.PostgresqlDatabase;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlDeliveryTableTests extends DeliveryTableTests {

}
