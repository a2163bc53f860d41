package io.switchboard.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.declared.Offline;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes the variable {@code http_answer} of an HTTP server's answer: a map with
 * {@code status} and {@code body}. A body of JSON is a map or a list, any other one is
 * text; without a body it is null. An odd answer is not a failure, because the request is
 * done.
 */
@Offline
@Component("httpAnswer")
public final class AnswerVariable implements Processor {

	static final String NAME = "http_answer";

	private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

	@Override
	public void process(Exchange exchange) {
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		answer.put("status", exchange.getVariable("header:" + NAME + "." + Exchange.HTTP_RESPONSE_CODE));
		answer.put("body", body(exchange));
		exchange.setVariable(NAME, answer);
	}

	private @Nullable Object body(Exchange exchange) {
		Object body = exchange.getVariable(NAME);
		if (body instanceof Map<?, ?> || body instanceof List<?>) {
			return body;
		}
		String text = exchange.getContext().getTypeConverter().tryConvertTo(String.class, exchange, body);
		if (text == null || text.isBlank()) {
			return null;
		}
		try {
			Object parsed = this.json.readValue(text, Object.class);
			return (parsed instanceof Map<?, ?> || parsed instanceof List<?>) ? parsed : text;
		}
		catch (JsonProcessingException ex) {
			return text;
		}
	}

}
