package io.switchboard.console.query;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.switchboard.calls.CallCursor;
import org.jspecify.annotations.Nullable;

/**
 * The requested page of a list.
 *
 * @param limit how many rows at most
 * @param cursor where the page before ended; null for the first page
 */
public record ListPage(
		@Parameter(
				description = "How many at most, from 1 to 500. Default: 50. "
						+ "A page may have fewer, even none, though next is given",
				schema = @Schema(type = "integer", format = "int32", minimum = "1", maximum = "500",
						defaultValue = "50")) int limit,
		@Parameter(description = "The value of next in the page before",
				schema = @Schema(type = "string")) @Nullable String cursor) {

	/**
	 * The place in a list of rows that are numbered.
	 * @return the number of the last row of the page before, or null for the first page
	 * @throws WrongParameter if the cursor is none
	 */
	public @Nullable Long position() {
		Long position = (this.cursor != null) ? ParameterText.number("cursor", this.cursor) : null;
		if (position != null && position < 1) {
			throw noCursor(String.valueOf(this.cursor));
		}
		return position;
	}

	/**
	 * The place in a list of calls.
	 * @return the last call of the page before, or null for the first page
	 * @throws WrongParameter if the cursor is none
	 */
	public @Nullable CallCursor call() {
		try {
			return (this.cursor != null) ? CallCursor.of(this.cursor) : null;
		}
		catch (IllegalArgumentException ex) {
			throw noCursor(String.valueOf(this.cursor));
		}
	}

	private static WrongParameter noCursor(String value) {
		return new WrongParameter("cursor",
				"cursor=%s is not the value of next in the page before".formatted(ParameterText.shortened(value)));
	}

}
