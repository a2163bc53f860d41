package io.switchboard.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jdbc.JdbcConstants;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What a statement may name: the body's fields and, before them, our own facts. A field
 * that the event does not have is null. {@link TypedStatements} makes them fit their
 * columns.
 */
@Component("statementParameters")
class StatementParameters implements Processor {

	/**
	 * Ours even where they are null: then the body's field of that name holds something
	 * unusable.
	 */
	private static final List<String> NUMBERS = List.of("call_id", "root_call_id");

	@Override
	public void process(Exchange exchange) {
		Parameters parameters = new Parameters();
		if (exchange.getMessage().getBody() instanceof Map<?, ?> fields) {
			fields.forEach((name, value) -> parameters.put(name.toString(), value));
		}
		NUMBERS.forEach((name) -> parameters.put(name, null));
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
