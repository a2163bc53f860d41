package io.switchboard.console.query;

import io.switchboard.texts.TextStops;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A filter for numbers that get no texts.
 *
 * @param number only that one, in any spelling; null for all
 */
public record StopFilter(@Parameter(name = "number", description = "Only that telephone number, in any spelling",
		schema = @Schema(type = "string")) @Nullable String number) {

	/**
	 * The number as it is stored.
	 * @param stops knows the spelling
	 * @return null for all
	 * @throws WrongParameter if it is not a telephone number
	 */
	public @Nullable String key(TextStops stops) {
		return (this.number == null || this.number.isBlank()) ? null : key(stops, this.number);
	}

	/**
	 * A number as it is stored.
	 * @param stops knows the spelling
	 * @param number in any spelling, or null
	 * @return never null
	 * @throws WrongParameter if it is not a telephone number
	 */
	public static String key(TextStops stops, @Nullable String number) {
		return stops.key(number)
			.orElseThrow(() -> new WrongParameter("number", "number=%s is not a telephone number"
				.formatted(ParameterText.shortened((number != null) ? number : ""))));
	}

}
