package io.switchboard.routes.dryrun;

import java.util.Map;

import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What is answered to what is asked.
 *
 * @param byRequest an answer by what asks for it: a request such as {@code GET cdrs},
 * {@link #CONTACT}, or {@link #ROWS}
 */
record Answers(Map<String, @Nullable Object> byRequest) {

	static final Answers NONE = new Answers(Map.of());

	/** Who has the number. */
	static final String CONTACT = "contact";

	/** How many rows a statement writes. */
	static final String ROWS = "rows";

	private static final String PROPERTY = "SwitchboardDryRunAnswers";

	void begin(Exchange exchange) {
		exchange.setProperty(PROPERTY, this);
	}

	static Object to(Exchange exchange, @Nullable Object request, Object otherwise) {
		Answers answers = exchange.getProperty(PROPERTY, Answers.class);
		Object known = (answers != null) ? answers.byRequest.get(String.valueOf(request)) : null;
		return (known != null) ? known : otherwise;
	}

}
