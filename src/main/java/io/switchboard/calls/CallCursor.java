package io.switchboard.calls;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.store.StorableTime;

/**
 * The end of a page of calls. The next page goes on with calls that began earlier.
 *
 * @param startTime when the call began, in milliseconds
 * @param rootCallId the call
 */
public record CallCursor(Instant startTime, long rootCallId) {

	private static final Pattern FORM = Pattern.compile("(-?\\d{1,15})\\.(-?\\d{1,19})");

	/**
	 * Reads what {@link #toString} wrote.
	 * @param text for example {@code 1777365973000.4278003532}
	 * @return the cursor
	 * @throws IllegalArgumentException if it is none
	 */
	public static CallCursor of(String text) {
		Matcher form = FORM.matcher(text);
		if (!form.matches()) {
			throw new IllegalArgumentException("not the cursor of a page of calls");
		}
		Instant startTime = Instant.ofEpochMilli(Long.parseLong(form.group(1)));
		if (!StorableTime.isStorable(startTime)) {
			throw new IllegalArgumentException("no call began then");
		}
		return new CallCursor(startTime, Long.parseLong(form.group(2)));
	}

	@Override
	public String toString() {
		return this.startTime.toEpochMilli() + "." + this.rootCallId;
	}

}
