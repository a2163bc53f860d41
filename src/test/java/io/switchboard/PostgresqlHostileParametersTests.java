package io.switchboard;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlHostileParametersTests extends HostileParametersTests {

	@Override
	int turn() {
		return 2;
	}

}
