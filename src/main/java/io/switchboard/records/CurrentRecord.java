package io.switchboard.records;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.switchboard.failure.DestinationAway;
import io.switchboard.failure.RetryLater;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * The record that a kamelet is about. Templates and expressions see it as the variable {@code record}. It has {@code state} and {@code id}, and the number in its spellings. Further records are {@code contact} with {@code contact_state}, and {@code ticket} with {@code ticket_state}.
 *
 * @param system the other system's name
 * @param account which of several accounts, or empty
 * @param about what the record is about, such as {@code call 4278003622}
 * @param delivery who writes it
 * @param facts the variable
 */
record CurrentRecord(String system, String account, String about, String delivery,
		Map<String, @Nullable Object> facts) {

	static final String VARIABLE = "record";

	static final String STATE = "state";

	static final String ID = "id";

	static final String CONTACT = "contact";

	static final String TICKET = "ticket";

	static final String E164 = "e164";

	/** Nobody to write to, so nothing is written. */
	static final String NOBODY = "nobody";

	/** So long may a search know nothing of what was made. */
	static final Duration LAG = Duration.ofMinutes(1);

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final String PROPERTY = "SwitchboardRecord";

	static CurrentRecord begin(Exchange exchange, String system, String account, String about) {
		String delivery = exchange.getVariable("event_key", "", String.class);
		CurrentRecord current = new CurrentRecord(system, account, about, delivery, new LinkedHashMap<>());
		exchange.setProperty(PROPERTY, current);
		exchange.setVariable(VARIABLE, current.facts());
		return current;
	}

	static CurrentRecord of(Exchange exchange) {
		CurrentRecord current = exchange.getProperty(PROPERTY, CurrentRecord.class);
		if (current == null) {
			throw new IllegalArgumentException("recordBegin comes before the other beans that make a record");
		}
		return current;
	}

	/** What a kamelet says in a header, which then goes. */
	static String take(Exchange exchange, String name) {
		Message message = exchange.getMessage();
		Object value = message.removeHeader(name);
		return (value != null) ? value.toString().strip() : "";
	}

	/** What the last request was answered: a map, a list, a text or null. */
	static @Nullable Object answer(Exchange exchange) {
		return answerMap(exchange).get("body");
	}

	static int status(Exchange exchange) {
		return (answerMap(exchange).get("status") instanceof Number status) ? status.intValue() : 0;
	}

	private static Map<?, ?> answerMap(Exchange exchange) {
		Map<?, ?> answer = exchange.getVariable("http_answer", Map.class);
		return (answer != null) ? answer : Map.of();
	}

	/**
	 * What it is remembered by.
	 * @param part contact or ticket, which are the number's; empty for the record itself
	 */
	String subject(String part) {
		String subject = part.isEmpty() ? about() : part + " " + facts().get(E164);
		return account().isEmpty() ? subject : account() + " " + subject;
	}

	/** What is known of it now. */
	void set(String part, String state, @Nullable String id) {
		facts().put(part.isEmpty() ? STATE : part + "_state", state);
		facts().put(part.isEmpty() ? ID : part, id);
	}

	/** Not now, for another delivery is at it. */
	RetryLater busy() {
		return new RetryLater(SOON, "another delivery is writing the same to %s".formatted(system()));
	}

	/** A search that finds nothing proves nothing so soon. */
	void awaitSearch(Instant begunAt, Instant now, Duration lag) {
		if (begunAt.plus(lag).isAfter(now)) {
			throw new RetryLater(lag,
					"%s did not answer, so the record may exist already. Its search finds new records only after a moment"
						.formatted(system()));
		}
	}

	DestinationAway strange(String lacks) {
		return new DestinationAway(
				"%1$s did not answer as it should: the answer does not say %2$s".formatted(system(), lacks));
	}

}
