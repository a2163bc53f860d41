package io.switchboard.voipstudio.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RetryLater;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request: with the answer, or, if there is nothing yet, by asking for another
 * attempt later. The waits grow with the event's age. So a record is found soon after it
 * appears, and a record that never appears costs few requests.
 */
final class AnswerOrLater {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofMinutes(10);

	private AnswerOrLater() {
	}

	static void tell(Exchange exchange) {
		ApiRequest request = ApiRequest.of(exchange);
		Object result = Pages.result(exchange);
		boolean nothing = result == null || (result instanceof List<?> list && list.isEmpty());
		if (nothing && request.waitFor() != null) {
			result = waited(request, request.waitFor(), result, age(exchange));
		}
		if (request.wrap() != null && result != null) {
			Map<String, Object> wrapped = new LinkedHashMap<>();
			wrapped.put("live", request.wrap().equals("call"));
			wrapped.put(request.wrap(), result);
			result = wrapped;
		}
		exchange.getMessage().setBody(result);
	}

	/**
	 * After the last wait, an empty list is an answer. A missing record is a failure,
	 * unless it is optional.
	 */
	private static @Nullable Object waited(ApiRequest request, Duration waitFor, @Nullable Object result,
			Duration age) {
		Duration left = waitFor.minus(age);
		if (!left.isNegative() && !left.isZero()) {
			throw new RetryLater(next(age, left), "VoIPstudio API: %s is not there yet".formatted(request.awaited()));
		}
		if (result == null && !request.optional()) {
			throw new PermanentFailure("VoIPstudio API: %s is not there, %d s after the event"
				.formatted(request.awaited(), age.toSeconds()));
		}
		return (result != null) ? result : Map.of("unavailable", request.awaited() + " is not there");
	}

	static Duration next(Duration age, Duration left) {
		Duration wait = (age.compareTo(SHORTEST) < 0) ? SHORTEST : age;
		wait = (wait.compareTo(LONGEST) > 0) ? LONGEST : wait;
		return (wait.compareTo(left) > 0) ? left : wait;
	}

	/** How long ago the event came in; very long where there is no event. */
	private static Duration age(Exchange exchange) {
		try {
			Duration age = Duration.between(Instant.parse(exchange.getVariable("received_at", "", String.class)),
					Instant.now());
			return age.isNegative() ? Duration.ZERO : age;
		}
		catch (DateTimeException ex) {
			return Duration.ofDays(365);
		}
	}

}
