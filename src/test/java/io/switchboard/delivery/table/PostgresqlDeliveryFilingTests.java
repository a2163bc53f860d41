package io.switchboard.delivery.table;

import io.switchboard.PostgresqlDatabase;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlDeliveryFilingTests extends DeliveryFilingTests {

	@Override
	long beginTerm() {
		return this.jdbc.queryForObject("insert into node (name, seen_at) values ('it', now()) returning term",
				Long.class);
	}

	@Override
	void endTerm(long term) {
		this.jdbc.update("delete from node where term = ?", term);
	}

	@Override
	boolean isStanding(long term) {
		return this.jdbc.queryForObject("select count(*) from node where term = ?", Integer.class, term) > 0;
	}

}
