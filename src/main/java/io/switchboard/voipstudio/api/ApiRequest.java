package io.switchboard.voipstudio.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.switchboard.failure.Done;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.voipstudio.PhoneNumber;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API, as a kamelet says it in headers.
 *
 * @param method {@code method}; GET if not said
 * @param path {@code path}, beneath the API's address, such as {@code calls/123}
 * @param filter {@code filter.<property>}: what the resources are to be equal to
 * @param query {@code query.<name>}, such as {@code sort}
 * @param body {@code body.<name>}: the fields of the JSON that is sent; empty ones are
 * left out
 * @param answer {@code answer}: what is wanted
 * @param wrap {@code wrap}: the name under which the answer is put, or null
 * @param absent {@code absent}: whether a 404 counts as an empty answer
 * @param awaited {@code awaited}: what the request waits for, as people read it
 * @param waitFor {@code waitFor}: how long after the event it is waited for, or null
 * @param optional {@code optional}: whether a failure counts as an empty answer
 * @param file {@code file}: where audio goes, beneath the recordings' folder; may be
 * empty
 * @param size {@code size}: how many bytes it has, or null
 */
record ApiRequest(String method, String path, Map<String, String> filter, Map<String, String> query,
		Map<String, Object> body, Answer answer, @Nullable String wrap, boolean absent, String awaited,
		@Nullable Duration waitFor, boolean optional, String file, @Nullable Long size) {

	private static final String PROPERTY = "SwitchboardVoipstudioRequest";

	private static final String ONCE = "SwitchboardVoipstudioOnce";

	private static final String OPTIONAL = "SwitchboardVoipstudioOptional";

	private static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "DELETE");

	/** What is wanted of the answer. */
	enum Answer {

		/** The one resource, or the first of several. */
		ONE,

		/** All of them, page by page. */
		ALL,

		/** One page of them, as the query says. */
		PAGE,

		/** Nothing. */
		NONE,

		/** Audio, into a file. */
		FILE,

		/** Audio, as an attachment of what is sent next. */
		ATTACHMENT

	}

	/**
	 * Takes the request out of the message, with all headers.
	 * @throws PermanentFailure if it is none
	 */
	static ApiRequest take(Exchange exchange) {
		Message message = exchange.getMessage();
		exchange.removeProperty(PROPERTY);
		exchange.setProperty(OPTIONAL, isTrue(message, "optional"));
		String path = text(message, "path", "");
		if (!path.matches("[a-z]+(/-?\\d+(\\.mp3)?)?")) {
			throw new PermanentFailure(
					"VoIPstudio API: '%s' is not a path; does the event have a call_id?".formatted(path));
		}
		if (isBlindSearch(message, path)) {
			throw new PermanentFailure("VoIPstudio API: %s of no call; does the event have a call_id?".formatted(path));
		}
		String method = text(message, "method", "GET");
		if (!METHODS.contains(method)) {
			throw new PermanentFailure("VoIPstudio API: there is no method '%s'".formatted(method));
		}
		List.of("body.to", "body.dst").forEach((name) -> number(message, name));
		String size = text(message, "size", "");
		String wrap = text(message, "wrap", "");
		ApiRequest request = new ApiRequest(method, path, named(message, "filter."), named(message, "query."),
				Collections.unmodifiableMap(named(message, "body.")),
				Answer.valueOf(text(message, "answer", "one").toUpperCase(Locale.ROOT)), wrap.isEmpty() ? null : wrap,
				isTrue(message, "absent"), text(message, "awaited", path), duration(text(message, "waitFor", "")),
				isTrue(message, "optional"), text(message, "file", ""),
				size.matches("\\d{1,18}") ? Long.valueOf(size) : null);
		message.removeHeaders("*");
		message.setBody(null);
		exchange.setProperty(PROPERTY, request);
		return request;
	}

	/** A number that is withheld cannot be called or written to. */
	private static void number(Message message, String name) {
		String number = text(message, name, "");
		if (number.isEmpty()) {
			return;
		}
		if (PhoneNumber.isWithheld(number)) {
			throw new PermanentFailure("VoIPstudio API: the number is withheld, so nobody can be called or written to");
		}
		message.setHeader(name, Objects.requireNonNullElse(PhoneNumber.of(number), number).toString());
	}

	/** Without its filter, the request would find the records of other calls. */
	private static boolean isBlindSearch(Message message, String path) {
		boolean empty = message.getHeaders()
			.entrySet()
			.stream()
			.anyMatch((header) -> header.getKey().startsWith("filter.")
					&& (header.getValue() == null || header.getValue().toString().isBlank()));
		boolean ofCall = path.equals("cdrs") || path.equals("monitors");
		return empty || (ofCall && named(message, "filter.").isEmpty() && message.getHeader("query.page") == null);
	}

	/**
	 * Whether a failure counts as an empty answer, even where the request cannot be read.
	 */
	static boolean isOptional(Exchange exchange) {
		return exchange.getProperty(OPTIONAL, false, Boolean.class);
	}

	/** The request that the exchange is about; null where it could not be taken. */
	static @Nullable ApiRequest of(Exchange exchange) {
		return exchange.getProperty(PROPERTY, ApiRequest.class);
	}

	/** The request for people and logs, without telephone numbers. */
	String name() {
		return this.method + " " + this.path;
	}

	/** Whether it may be sent twice. */
	boolean isRepeatable() {
		return this.method.equals("GET");
	}

	/** Whether it starts what must not be started twice: a call or a text message. */
	boolean startsSomething() {
		return this.method.equals("POST");
	}

	/**
	 * Whether an earlier attempt of the delivery has carried it out. A call or a text
	 * message does not go out again because a later step failed.
	 */
	boolean isDone(Exchange exchange) {
		if (!startsSomething()) {
			return false;
		}
		String name = "%s %s".formatted(name(),
				UUID.nameUUIDFromBytes(this.body.toString().getBytes(StandardCharsets.UTF_8)));
		// a route may well send the same twice
		int number = exchange.getProperty(ONCE + name, 0, Integer.class);
		exchange.setProperty(ONCE + name, number + 1);
		exchange.setProperty(ONCE, name + " " + number);
		return Done.contains(exchange, name + " " + number);
	}

	/** It was carried out. */
	void done(Exchange exchange) {
		if (startsSomething()) {
			Done.add(exchange, once(exchange));
		}
	}

	/** The name of what the exchange starts. Parts of a split have names of their own. */
	static String once(Exchange exchange) {
		return exchange.getProperty(ONCE, String.class);
	}

	/** Whether it is about a live call, which may end soon. */
	boolean isUrgent() {
		return this.path.startsWith("calls");
	}

	boolean isAudio() {
		return this.answer == Answer.FILE || this.answer == Answer.ATTACHMENT;
	}

	/** The filter as the platform spells it. */
	List<Map<String, String>> conditions(String operator) {
		List<Map<String, String>> conditions = new ArrayList<>();
		this.filter.forEach((property, value) -> {
			Map<String, String> condition = new LinkedHashMap<>();
			condition.put("property", property);
			condition.put("operator", operator);
			condition.put("value", value);
			conditions.add(condition);
		});
		return conditions;
	}

	private static Map<String, String> named(Message message, String prefix) {
		return message.getHeaders()
			.entrySet()
			.stream()
			.filter((header) -> header.getKey().startsWith(prefix) && header.getValue() != null)
			.filter((header) -> !header.getValue().toString().isBlank())
			.collect(Collectors.toMap((header) -> header.getKey().substring(prefix.length()),
					(header) -> header.getValue().toString(), (first, second) -> second, LinkedHashMap::new));
	}

	private static String text(Message message, String name, String otherwise) {
		Object value = message.getHeader(name);
		return (value == null || value.toString().isBlank()) ? otherwise : value.toString().strip();
	}

	private static boolean isTrue(Message message, String name) {
		return Boolean.parseBoolean(text(message, name, "false"));
	}

	private static @Nullable Duration duration(String text) {
		return text.isEmpty() ? null : Duration.ofMillis(TimeUtils.toMilliSeconds(text));
	}

	@Override
	public String toString() {
		return name();
	}

}
