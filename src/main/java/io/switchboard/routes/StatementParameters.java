package io.switchboard.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jdbc.JdbcConstants;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What a statement may name: the body's fields and, before them, our own facts. A field
 * that the event does not have is null. Values go as text and the column decides their
 * type, for VoIPstudio sends some integers as strings.
 */
@Component("statementParameters")
class StatementParameters implements Processor {

	/**
	 * Ours even where they are null: then the body's field of that name holds something
	 * unusable.
	 */
	private static final List<String> NUMBERS = List.of("call_id", "root_call_id");

	private final ObjectMapper json = new ObjectMapper();

	@Override
	public void process(Exchange exchange) throws JsonProcessingException {
		Parameters parameters = new Parameters();
		if (exchange.getMessage().getBody() instanceof Map<?, ?> fields) {
			for (Map.Entry<?, ?> field : fields.entrySet()) {
				parameters.put(field.getKey().toString(), text(field.getValue()));
			}
		}
		NUMBERS.forEach((name) -> parameters.put(name, null));
		for (Map.Entry<String, Object> variable : exchange.getVariables().entrySet()) {
			parameters.put(variable.getKey(), text(variable.getValue()));
		}
		exchange.getMessage().setHeader(JdbcConstants.JDBC_PARAMETERS, parameters);
	}

	private @Nullable String text(@Nullable Object value) throws JsonProcessingException {
		if (value == null) {
			return null;
		}
		boolean scalar = value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
		String text = scalar ? value.toString() : this.json.writeValueAsString(value);
		return text.replace('\0', '\uFFFD'); // PostgreSQL keeps no NUL in text
	}

	private static final class Parameters extends HashMap<String, @Nullable Object> {

		@Override
		public boolean containsKey(Object name) {
			return true;
		}

	}

}
