package io.switchboard.store;

import java.time.Instant;

/** Times that every database holds: those of the years 1 to 9999. */
public final class StorableTime {

	private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

	private StorableTime() {
	}

	/**
	 * Whether a time can be stored and compared.
	 * @param time any time
	 * @return false before the year 1 and after the year 9999
	 */
	public static boolean isStorable(Instant time) {
		return !time.isBefore(FIRST) && !time.isAfter(LAST);
	}

}
