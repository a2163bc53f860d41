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
 * The parameters that a statement may name: our own facts, the variables that a route
 * sets, and then the body's fields. A missing one is null. {@link TypedStatements} makes
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
		// our facts count even if they are null, because the body's field is then
		// unusable
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
