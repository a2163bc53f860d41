package io.switchboard;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlHostileParametersTests extends HostileParametersTests {

	@Override
	int half() {
		return 1;
	}

}
