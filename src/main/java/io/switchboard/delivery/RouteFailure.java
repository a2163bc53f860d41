package io.switchboard.delivery;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

import io.switchboard.text.Readable;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * What a route failed with, and at which step: made into one sentence that a person can
 * read.
 */
class RouteFailure extends Exception {

	private static final int MAX_LENGTH = 1000;

	/** What a server says of a request that it will never take. */
	private static final Set<Integer> REFUSED = Set.of(400, 405, 406, 410, 411, 413, 414, 415, 422, 431);

	private static final int MAX_ANSWER = 200;

	private final @Nullable String step;

	RouteFailure(@Nullable String step, Throwable cause) {
		super(cause);
		this.step = step;
	}

	boolean isPermanent() {
		for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
			if (cause instanceof PermanentFailure || isRefusedValue(cause) || isRefusedRequest(cause)) {
				return true;
			}
		}
		return false;
	}

	/** What the route asked for, if it asked to be run again later. */
	@Nullable RetryLater retryLater() {
		for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
			if (cause instanceof RetryLater later) {
				return later;
			}
		}
		return null;
	}

	/**
	 * SQL's class 22, data exception: the value does not fit its column, and never will.
	 */
	private static boolean isRefusedValue(Throwable cause) {
		return cause instanceof SQLException sql && sql.getSQLState() != null && sql.getSQLState().startsWith("22");
	}

	private static boolean isRefusedRequest(Throwable cause) {
		return cause instanceof HttpOperationFailedException http && REFUSED.contains(http.getStatusCode());
	}

	/** What may stand in a log: no message, for that may quote the event. */
	String kind() {
		return rootCause().getClass().getSimpleName() + ((this.step != null) ? " at step " + this.step : "");
	}

	/** The whole reason, for those who may see the event itself. */
	String sentence() {
		Set<String> messages = new LinkedHashSet<>();
		for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
			String message = message(cause);
			if (!String.join(" ", messages).contains(message)) {
				messages.add(message);
			}
		}
		String text = cut(((this.step != null) ? this.step + ": " : "") + String.join("; caused by: ", messages));
		return Readable.line(URISupport.sanitizeUri(text));
	}

	private static String message(Throwable cause) {
		String message = (cause.getMessage() != null) ? cut(cause.getMessage()).strip()
				: cause.getClass().getSimpleName();
		if (cause instanceof HttpOperationFailedException http && http.getResponseBody() != null
				&& !http.getResponseBody().isBlank()) {
			String answer = http.getResponseBody().strip();
			return message + ": " + Readable.cut(answer, MAX_ANSWER);
		}
		return message;
	}

	/** Before anything is searched in it: a message may quote a body of any size. */
	private static String cut(String text) {
		return Readable.cut(text, MAX_LENGTH);
	}

	private Throwable rootCause() {
		Throwable root = getCause();
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root;
	}

}
