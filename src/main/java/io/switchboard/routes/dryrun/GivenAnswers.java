package io.switchboard.routes.dryrun;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.answers.Answer;
import io.switchboard.answers.RequestName;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests: with the answers in the file of a sample, or with those recorded when
 * the event was delivered. A request that is made twice gets the second answer the second
 * time, or the last one.
 */
final class GivenAnswers {

	static final GivenAnswers NONE = new GivenAnswers(Map.of(), false);

	/** The key for how many rows a statement writes. */
	static final String ROWS = "rows";

	private static final int LONGEST = 120;

	private static final String PROPERTY = "SwitchboardDryRunAnswers";

	private static final String STATUS = "status";

	private static final String BODY = "body";

	private static final ObjectMapper JSON = new ObjectMapper();

	private final Map<String, List<Given>> byRequest;

	/** Whether a {@code GET cdrs} without a query stands for all its queries. */
	private final boolean general;

	/** All requests so far, and the answers that they got. */
	private final Set<String> asked = Collections.synchronizedSet(new LinkedHashSet<>());

	private final Set<String> given = Collections.synchronizedSet(new LinkedHashSet<>());

	private GivenAnswers(Map<String, List<Given>> byRequest, boolean general) {
		this.byRequest = byRequest;
		this.general = general;
	}

	/**
	 * One answer.
	 *
	 * @param status of an HTTP server
	 * @param answer what a kamelet gets
	 */
	record Given(int status, @Nullable Object answer) {

		static final int OK = 200;

		static final Given UNKNOWN = new Given(OK, Unknown.ANSWER);

	}

	/**
	 * Makes the answers of a file.
	 * @param byRequest by a request such as {@code GET cdrs?live_id=123}, or
	 * {@code GET cdrs} for any query; by {@code contact}, {@code query} and {@link #ROWS}
	 */
	static GivenAnswers written(Map<String, @Nullable Object> byRequest) {
		Map<String, List<Given>> given = new LinkedHashMap<>();
		byRequest.forEach((request, answer) -> given.put(RequestName.canonical(request), List.of(written(answer))));
		return new GivenAnswers(given, true);
	}

	private static Given written(@Nullable Object answer) {
		return (answer instanceof Map<?, ?> map && map.size() == 2 && map.get(STATUS) instanceof Integer status
				&& map.containsKey(BODY)) ? new Given(status, map.get(BODY)) : new Given(Given.OK, answer);
	}

	/**
	 * Makes the recorded answers. Those to the route itself come before those to others.
	 * @param route the route that is tried
	 * @param byRoute the answers that an event's deliveries got
	 */
	static GivenAnswers recorded(String route, Map<String, List<Answer>> byRoute) {
		Map<String, List<Given>> own = new LinkedHashMap<>();
		byRoute.getOrDefault(route, List.of()).forEach((each) -> add(own, each));
		byRoute.forEach((other, answers) -> {
			Map<String, List<Given>> theirs = new LinkedHashMap<>();
			answers.forEach((each) -> add(theirs, each));
			theirs.forEach(own::putIfAbsent);
		});
		return own.isEmpty() ? NONE : new GivenAnswers(own, false);
	}

	private static void add(Map<String, List<Given>> answers, Answer answer) {
		answers.computeIfAbsent(RequestName.canonical(answer.request()), (request) -> new ArrayList<>())
			.add(read(answer));
	}

	private static Given read(Answer answer) {
		try {
			return (answer.status() != null) ? new Given(answer.status(), answer.answer())
					: new Given(Given.OK, JSON.readValue(answer.answer(), Object.class));
		}
		catch (JsonProcessingException ex) {
			return Given.UNKNOWN;
		}
	}

	/** Sets these as the answers to an exchange. */
	void begin(Exchange exchange) {
		exchange.setProperty(PROPERTY, new Asking(this, new ConcurrentHashMap<>()));
	}

	/** The requests so far. */
	private record Asking(GivenAnswers answers, Map<String, AtomicInteger> asked) {

		@Nullable Given to(String request) {
			String known = this.answers.known(request);
			List<Given> given = this.answers.byRequest.get(known);
			if (this.answers.general) {
				this.answers.asked.add(request);
				this.answers.given.add(known);
			}
			if (given == null) {
				return null;
			}
			int number = this.asked.computeIfAbsent(known, (each) -> new AtomicInteger()).getAndIncrement();
			return given.get(Math.min(number, given.size() - 1));
		}

	}

	/** The answers that no request got, as a sentence each. */
	List<String> unasked() {
		List<String> requests = this.asked.stream()
			.filter((each) -> !each.equals(ROWS))
			.map((each) -> (each.length() > LONGEST) ? each.substring(0, LONGEST) + "…" : each)
			.toList();
		return unaskedNames().stream()
			.map((each) -> "answers: nothing asks '%s'. ".formatted(each) + (requests.isEmpty()
					? "The route asks for nothing." : "The route asks for: %s.".formatted(String.join(", ", requests))))
			.toList();
	}

	/** The requests of those answers, each in its canonical form. */
	Set<String> unaskedNames() {
		Set<String> unasked = new LinkedHashSet<>(this.byRequest.keySet());
		unasked.removeAll(this.given);
		return unasked;
	}

	private String known(String request) {
		String canonical = RequestName.canonical(request);
		return (this.byRequest.containsKey(canonical) || !this.general) ? canonical
				: canonical.replaceFirst("(?s)\\?.*|(?<=^contact) .*|(?<=^query) .*", "");
	}

	/** The answer to a request; unknown if there is none. */
	static Given to(Exchange exchange, String request) {
		return to(exchange, request, Given.UNKNOWN);
	}

	static Given to(Exchange exchange, String request, Given otherwise) {
		Asking asking = exchange.getProperty(PROPERTY, Asking.class);
		Given given = (asking != null) ? asking.to(request) : null;
		return (given != null) ? given : otherwise;
	}

}
