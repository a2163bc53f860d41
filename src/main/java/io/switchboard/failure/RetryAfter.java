package io.switchboard.failure;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a busy HTTP server asks for: the header Retry-After, in seconds or as a date (RFC
 * 9110).
 */
public final class RetryAfter {

	private static final String NAME = "Retry-After";

	/** No server shuts a route up for longer than this. */
	private static final Duration MAX = Duration.ofDays(1);

	private RetryAfter() {
	}

	/** Whether the server wants to be asked again, whatever its status is. */
	static boolean isAsked(HttpOperationFailedException failure) {
		return failure.getStatusCode() >= 400 && time(failure.getResponseHeaders(), Instant.EPOCH) != null;
	}

	/** When the server wants to be asked again, or null if it does not say. */
	public static @Nullable Instant of(Throwable failure, Instant now) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof HttpOperationFailedException http && http.getStatusCode() >= 400) {
				return time(http.getResponseHeaders(), now);
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
		Instant latest = now.plus(MAX);
		Instant time = text.matches("\\d{1,9}") ? now.plusSeconds(Long.parseLong(text)) : date(text);
		return (time != null && time.isAfter(latest)) ? latest : time;
	}

	private static @Nullable Instant date(String text) {
		try {
			return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
