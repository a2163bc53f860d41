package io.switchboard.routes;

import java.util.HashMap;
import java.util.Map;

import io.switchboard.declared.Offline;
import io.switchboard.delivery.durable.EventExchange;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jdbc.JdbcConstants;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What a statement may name: our own facts and the variables that a route sets, and
 * behind them the body's fields. What is not there is null. {@link TypedStatements} makes
 * the values fit their columns.
 */
@Offline
@Component("statementParameters")
public class StatementParameters implements Processor {

	@Override
	public void process(Exchange exchange) {
		Parameters parameters = new Parameters();
		if (exchange.getMessage().getBody() instanceof Map<?, ?> fields) {
			fields.forEach((name, value) -> parameters.put(name.toString(), value));
		}
		// ours even where they are null: then the body's field holds something unusable
		EventExchange.FACTS.forEach((name) -> parameters.put(name, null));
		parameters.putAll(exchange.getVariables());
		exchange.getMessage().setHeader(JdbcConstants.JDBC_PARAMETERS, parameters);
	}

	private static final class Parameters extends HashMap<String, @Nullable Object> {

		@Override
		public boolean containsKey(Object name) {
			return true;
		}

	}

}
