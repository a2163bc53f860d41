package io.switchboard.failure;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.switchboard.text.Causes;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header Retry-After of a busy HTTP server, in seconds or as a date (RFC 9110).
 */
public final class RetryAfter {

	private static final String NAME = "Retry-After";

	/** A server can hold up a route for no longer than this. */
	private static final Duration MAX = Duration.ofDays(1);

	private RetryAfter() {
	}

	/** Whether the server wants to be asked again, whatever its status is. */
	static boolean isAsked(HttpOperationFailedException failure) {
		return of(failure, Instant.now()) != null;
	}

	/**
	 * When the server wants to be asked again.
	 * @param failure of a request, or with such a cause
	 * @param now from when seconds count
	 * @return a time ahead; null if it does not say, or that time is over
	 */
	public static @Nullable Instant of(Throwable failure, Instant now) {
		for (Throwable cause : Causes.of(failure)) {
			if (cause instanceof HttpOperationFailedException http && http.getStatusCode() >= 400) {
				Instant time = time(http.getResponseHeaders(), now);
				return (time != null && time.isAfter(now)) ? time : null;
			}
		}
		return null;
	}

	private static @Nullable Instant time(@Nullable Map<String, String> headers, Instant now) {
		if (headers == null) {
			return null;
		}
		String text = headers.entrySet()
			.stream()
			.filter((header) -> NAME.equalsIgnoreCase(header.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse("")
			.strip();
		return parse(text, now);
	}

	/**
	 * Reads the header's value.
	 * @param text whole seconds, or a date as HTTP has it (RFC 9110)
	 * @param now from when the seconds count
	 * @return at most a day ahead, perhaps in the past; null where the text is neither
	 */
	public static @Nullable Instant parse(String text, Instant now) {
		Instant latest = now.plus(MAX);
		if (text.matches("\\d{10,}")) {
			return latest;
		}
		Instant time = text.matches("\\d{1,9}") ? now.plusSeconds(Long.parseLong(text))
				: DateUtils.parseStandardDate(text);
		return (time != null && time.isAfter(latest)) ? latest : time;
	}

}
