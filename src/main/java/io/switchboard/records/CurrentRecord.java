package io.switchboard.records;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import io.switchboard.failure.DestinationAway;
import io.switchboard.failure.RetryLater;
import io.switchboard.voipstudio.PlatformTime;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * The record that a kamelet is about. Templates and expressions see it as the variable
 * {@code record}. It has {@code state} and {@code id}, and the number in its spellings.
 * Further records are {@code contact} with {@code contact_state}, and {@code ticket} with
 * {@code ticket_state}.
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

	/** When the number's latest call began that is on its ticket. */
	static final String HEARD = "heard";

	static final String E164 = "e164";

	/** There is no number, so nothing is written. */
	static final String NOBODY = "nobody";

	/** How long a search may miss a record that was made. */
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
			throw new IllegalArgumentException("call recordBegin before the other beans that make a record");
		}
		return current;
	}

	/** The value of a header, which is removed. */
	static String take(Exchange exchange, String name) {
		Message message = exchange.getMessage();
		Object value = message.removeHeader(name);
		return (value != null) ? value.toString().strip() : "";
	}

	/** The answer to the last request: a map, a list, a text or null. */
	static @Nullable Object answer(Exchange exchange) {
		return answerMap(exchange).get("body");
	}

	static int status(Exchange exchange) {
		return (answerMap(exchange).get("status") instanceof Number status) ? status.intValue() : 0;
	}

	/** A time of the event, in UTC and whole seconds, as a text that sorts; or null. */
	static @Nullable String time(Exchange exchange, String field) {
		Object written = (exchange.getMessage().getBody() instanceof Map<?, ?> event) ? event.get(field) : null;
		Instant time = (written != null) ? PlatformTime.parse(written.toString()) : null;
		return (time != null) ? time.truncatedTo(ChronoUnit.SECONDS).toString() : null;
	}

	private static Map<?, ?> answerMap(Exchange exchange) {
		Map<?, ?> answer = exchange.getVariable("http_answer", Map.class);
		return (answer != null) ? answer : Map.of();
	}

	/**
	 * The key under which it is remembered.
	 * @param part contact, ticket or heard, which are the number's; empty for the record
	 * itself
	 */
	String subject(String part) {
		String subject = part.isEmpty() ? about() : part + " " + facts().get(E164);
		return account().isEmpty() ? subject : account() + " " + subject;
	}

	/** Its present state. */
	void set(String part, String state, @Nullable String id) {
		facts().put(part.isEmpty() ? STATE : part + "_state", state);
		facts().put(part.isEmpty() ? ID : part, id);
	}

	/** The delivery must wait, because another one makes the record now. */
	RetryLater busy() {
		return new RetryLater(SOON, "another delivery is writing the same to %s".formatted(system()));
	}

	/** The search is too early to prove that there is no record. */
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
