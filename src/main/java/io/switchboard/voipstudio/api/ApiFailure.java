package io.switchboard.voipstudio.api;

import java.time.Duration;
import java.util.Map;

import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The API did not carry out a request, and may do so later. Its message is one readable
 * sentence, without secrets. With 429 and 503 it may say when to ask again, which
 * {@code durable:} obeys.
 */
public class ApiFailure extends HttpOperationFailedException {

	private final String sentence;

	private final @Nullable Duration retryAfter;

	/**
	 * Makes the failure.
	 * @param request what was asked, such as {@code GET cdrs}
	 * @param status the HTTP status; 0 where there was no answer
	 * @param sentence what went wrong
	 * @param retryAfter how long to leave the API alone, or null
	 */
	ApiFailure(String request, int status, String sentence, @Nullable Duration retryAfter) {
		super(request, status, null, null, (retryAfter != null) ? header(retryAfter) : Map.of(), null);
		this.sentence = "VoIPstudio API: " + sentence;
		this.retryAfter = retryAfter;
	}

	private static Map<String, String> header(Duration retryAfter) {
		return Map.of("Retry-After", String.valueOf(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
	}

	/** How long to leave the API alone, or null where it did not say. */
	@Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	@Override
	public String getMessage() {
		return this.sentence;
	}

}
