package io.switchboard.console.query;

import java.sql.SQLException;
import java.util.Set;

import io.switchboard.text.Causes;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The store did not answer a page or the API. The answer is 503; a later request may
 * succeed.
 */
public final class StoreAway extends ResponseStatusException {

	private static final long serialVersionUID = 1L;

	/** PostgreSQL: no connection, out of something, stopped, broken disk, read-only. */
	private static final Set<String> STATES = Set.of("08", "53", "57", "58", "25");

	/** SQLite: busy, locked, read-only, disk error, full, cannot be opened. */
	private static final Set<Integer> CODES = Set.of(5, 6, 8, 10, 13, 14);

	private StoreAway(Throwable cause) {
		super(HttpStatus.SERVICE_UNAVAILABLE, "The store does not answer. Try again in a moment.", cause);
	}

	@Override
	public HttpHeaders getHeaders() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, "5");
		return headers;
	}

	/**
	 * Finds the store's failure behind an exception.
	 * @param failure anything
	 * @return null if it is not the store that is away
	 */
	public static @Nullable StoreAway of(Throwable failure) {
		for (Throwable cause : Causes.of(failure)) {
			if (cause instanceof SQLException sql && isAway(sql)) {
				return new StoreAway(failure);
			}
		}
		return null;
	}

	private static boolean isAway(SQLException failure) {
		String state = failure.getSQLState();
		return (state != null) ? state.length() == 5 && STATES.contains(state.substring(0, 2))
				: CODES.contains(failure.getErrorCode() & 0xFF) || failure instanceof java.sql.SQLTransientException;
	}

}
