package io.switchboard.history;

import java.util.Set;

import io.switchboard.calls.CallCursor;
import org.jspecify.annotations.Nullable;

/** Which page of a list is asked for. */
public final class ListPage {

	/** How a list is read page by page. */
	public static final Set<String> PARAMETERS = Set.of("limit", "cursor");

	private static final int DEFAULT_LIMIT = 50;

	private static final int MAX_LIMIT = 500;

	private ListPage() {
	}

	/** Where a page goes on. */
	static @Nullable Long cursor(Parameters parameters) {
		Long cursor = parameters.number("cursor");
		if (cursor != null && cursor < 1) {
			throw noCursor(String.valueOf(cursor));
		}
		return cursor;
	}

	/**
	 * Where a page of calls goes on.
	 * @param parameters of the request
	 * @return null for the first page
	 * @throws WrongParameter if it is none
	 */
	public static @Nullable CallCursor callCursor(Parameters parameters) {
		String value = parameters.text("cursor");
		try {
			return (value != null) ? CallCursor.of(value) : null;
		}
		catch (IllegalArgumentException ex) {
			throw noCursor(String.valueOf(value));
		}
	}

	private static WrongParameter noCursor(String value) {
		return new WrongParameter("cursor",
				"cursor=%s is not the value of next in the page before".formatted(ParameterText.shortened(value)));
	}

	/** How many rows a page may have. */
	public static int limit(Parameters parameters) {
		Long limit = parameters.number("limit");
		if (limit == null) {
			return DEFAULT_LIMIT;
		}
		if (limit < 1 || limit > MAX_LIMIT) {
			throw new WrongParameter("limit", "limit=%d is not from 1 to %d".formatted(limit, MAX_LIMIT));
		}
		return limit.intValue();
	}

}
