package io.switchboard.answers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.switchboard.failure.Skipped;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.JdbcConstants;
import org.apache.camel.component.jdbc.JdbcEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Notes the rows of a query, and that a statement has written nothing. A statement that
 * writes has no answer.
 */
public final class StatementAnswerNotes implements ObservedEndpoint.Listener {

	private static final Pattern WRITES = Pattern.compile("\\s*(?:insert|update|delete)\\b", Pattern.CASE_INSENSITIVE);

	private final String database;

	/**
	 * Listens to one.
	 * @param jdbc with the name of its data source
	 */
	public StatementAnswerNotes(JdbcEndpoint jdbc) {
		this.database = jdbc.getDataSourceName();
	}

	@Override
	public ObservedEndpoint.@Nullable Note asked(Exchange exchange) {
		String statement = exchange.getMessage().getBody(String.class);
		if (statement == null) {
			return null;
		}
		boolean heard = AnswerKeeping.most(exchange) > 0 && !WRITES.matcher(statement).lookingAt();
		String query = heard ? RequestName.query(exchange, this.database, statement) : null;
		return (answered) -> {
			if (Integer.valueOf(0).equals(answered.getMessage().getHeader(JdbcConstants.JDBC_UPDATE_COUNT))) {
				Skipped.unsent(answered, "the statement changed no row, such as one that is there already");
			}
			if (query == null) {
				return;
			}
			Object rows = answered.getMessage().getBody();
			if (rows instanceof List<?> list) {
				AnswerKeeping.heard(answered, query, list.stream().map(StatementAnswerNotes::plain).toList());
			}
			else if (rows instanceof Map<?, ?> row) {
				AnswerKeeping.heard(answered, query, plain(row));
			}
		};
	}

	/** Values that JSON does not have, such as times, become texts. */
	private static @Nullable Object plain(@Nullable Object value) {
		if (value instanceof Map<?, ?> row) {
			Map<String, @Nullable Object> plain = new LinkedHashMap<>();
			row.forEach((name, field) -> plain.put(String.valueOf(name), plain(field)));
			return plain;
		}
		return (value == null || value instanceof Number || value instanceof Boolean) ? value : value.toString();
	}

}
