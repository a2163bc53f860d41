package io.switchboard.routes.lookup;

import java.time.Duration;

import io.switchboard.text.WrittenTime;
import org.jspecify.annotations.Nullable;

/** How long a caller may wait for a team: a column of the table that names the team. */
public final class LookupDue {

	/** The column. */
	public static final String COLUMN = "due";

	/** The column beside it. */
	private static final String TEAM = "team";

	private static final Duration LONGEST = Duration.ofDays(31);

	private LookupDue() {
	}

	/**
	 * Whether a column of a table says it.
	 * @param table any
	 * @return false for a table that names no team
	 */
	public static boolean isSaidBy(Lookup table) {
		return RowsAsFacts.isFact(table) && table.columns().contains(TEAM) && table.columns().contains(COLUMN);
	}

	/**
	 * Reads a value.
	 * @param text such as {@code 15m} or {@code 2h}, or null
	 * @return null for what is none; the check tells of it
	 */
	public static @Nullable Duration of(@Nullable String text) {
		try {
			Duration due = (text == null || text.isBlank()) ? null : WrittenTime.parse(text);
			return (due == null || due.isNegative() || due.compareTo(LONGEST) > 0) ? null : due;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
