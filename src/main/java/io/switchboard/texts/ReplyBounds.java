package io.switchboard.texts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.voipstudio.PhoneNumbers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code text-replies.*}: they hold for all texts that answer a text.
 *
 * @param atMost how many texts with a keyword one number may send in which time until it
 * is not answered any more, such as {@code 3/1h, 10/1d}
 * @param ownNumbers our own numbers, separated by commas: a text from one is never
 * answered
 */
@ConfigurationProperties("text-replies")
record ReplyBounds(@DefaultValue("3/1h, 6/1d, 20/30d") String atMost, @DefaultValue("") String ownNumbers) {

	private static final Pattern BOUND = Pattern.compile("(\\d{1,4})\\s*/\\s*(\\d{1,4})\\s*([mhd])");

	private static final Duration LONGEST = Duration.ofDays(90);

	ReplyBounds {
		bounds(atMost);
		for (String number : ownNumbers.split(",")) {
			if (!number.isBlank() && number.codePoints().noneMatch(Character::isDigit)) {
				throw new IllegalArgumentException("text-replies.own-numbers: there is a word that is not a number");
			}
		}
	}

	/** So many in that time. */
	record Bound(int most, Duration within) {
	}

	List<Bound> bounds() {
		return bounds(this.atMost);
	}

	/** How long it must be known what was answered. */
	Duration memory() {
		return bounds().stream().map(Bound::within).max(Duration::compareTo).orElse(LONGEST);
	}

	boolean isOwn(PhoneNumbers numbers, @Nullable String number) {
		return numbers.isOneOf(number, this.ownNumbers);
	}

	private static List<Bound> bounds(String text) {
		List<Bound> bounds = new ArrayList<>();
		for (String each : text.split(",")) {
			Matcher bound = BOUND.matcher(each.strip());
			if (!bound.matches() || Integer.parseInt(bound.group(1)) == 0 || Integer.parseInt(bound.group(2)) == 0) {
				throw new IllegalArgumentException(
						"text-replies.at-most: '%s' is not a bound such as 3/1h (m, h or d)".formatted(each.strip()));
			}
			long length = Long.parseLong(bound.group(2));
			Duration within = switch (bound.group(3)) {
				case "m" -> Duration.ofMinutes(length);
				case "h" -> Duration.ofHours(length);
				default -> Duration.ofDays(length);
			};
			if (within.compareTo(LONGEST) > 0) {
				throw new IllegalArgumentException(
						"text-replies.at-most: '%s' is longer than 90 days".formatted(each.strip()));
			}
			bounds.add(new Bound(Integer.parseInt(bound.group(1)), within));
		}
		return bounds;
	}

}
