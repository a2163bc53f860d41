package io.switchboard.text;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in each period.
 *
 * @param number 1 or more
 * @param period a second, minute or hour
 */
public record Rate(long number, Duration period) {

	private static final Pattern PATTERN = Pattern.compile("(\\d{1,9})/([smh])");

	/**
	 * Reads a rate.
	 * @param text for example {@code 50/s}, {@code 600/m} or {@code 10000/h}
	 * @return the rate
	 * @throws IllegalArgumentException if the text is none; the message quotes it
	 */
	public static Rate parse(String text) {
		Matcher matcher = PATTERN.matcher(text.strip());
		if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
			throw new IllegalArgumentException("'%s' is not a rate such as 50/s, 600/m or 10000/h".formatted(text));
		}
		return new Rate(Long.parseLong(matcher.group(1)), switch (matcher.group(2)) {
			case "s" -> Duration.ofSeconds(1);
			case "m" -> Duration.ofMinutes(1);
			default -> Duration.ofHours(1);
		});
	}

}
