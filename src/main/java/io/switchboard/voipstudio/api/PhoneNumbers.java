package io.switchboard.voipstudio.api;

import java.util.Locale;
import java.util.Optional;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Numbers in one spelling, E.164, so that those can be compared which people typed and
 * those which the platform sent: digits without +, with the country (its webhooks page).
 */
@Component("phoneNumbers")
public class PhoneNumbers {

	private static final int SHORTEST_WITH_COUNTRY = 9;

	private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();

	private final String region;

	PhoneNumbers(@Value("${voipstudio.region}") String region) {
		this.region = region.strip().toUpperCase(Locale.ROOT);
		if (!this.library.getSupportedRegions().contains(this.region)) {
			throw new IllegalStateException(
					"voipstudio.region: '%s' is no country such as GB, US or PL".formatted(region));
		}
	}

	/**
	 * A number as a person typed it, perhaps without its country.
	 * @param text for example {@code 020 7946 0123} or {@code +44 20 7946 0123}, or null
	 * @return it as E.164, for example {@code +442079460123}; empty for what is none,
	 * such as an extension
	 */
	public Optional<String> typed(@Nullable String text) {
		return (text != null) ? parse(text, this.region) : Optional.empty();
	}

	/**
	 * A number as the platform sends it: all digits, with the country. Where that makes
	 * no number, it is read as a person's.
	 * @param digits for example {@code 442079460123}, or null
	 * @return it as E.164; empty for what is none
	 */
	public Optional<String> sent(@Nullable String digits) {
		if (digits == null) {
			return Optional.empty();
		}
		String text = digits.strip();
		boolean international = text.length() >= SHORTEST_WITH_COUNTRY && text.matches("[1-9]\\d*");
		Optional<String> number = international ? parse("+" + text, "ZZ") : Optional.empty();
		return number.isPresent() ? number : typed(text);
	}

	/**
	 * The same for a route, whose expressions know no optional.
	 * @param digits for example {@code 442079460123}, or null
	 * @return it as E.164, or null for what is none
	 */
	public @Nullable String e164(@Nullable String digits) {
		return sent(digits).orElse(null);
	}

	/**
	 * Whether a number that the platform sent is one of a list.
	 * @param digits the number, or null
	 * @param list numbers as people type them, separated by commas
	 * @return true if it is one of them
	 */
	public boolean isOneOf(@Nullable String digits, String list) {
		Optional<String> number = sent(digits);
		for (String each : list.split(",")) {
			if (number.isPresent() && typed(each).equals(number)) {
				return true;
			}
		}
		return false;
	}

	private Optional<String> parse(String text, String region) {
		try {
			PhoneNumber number = this.library.parse(text, region);
			return this.library.isPossibleNumber(number)
					? Optional.of(this.library.format(number, PhoneNumberFormat.E164)) : Optional.empty();
		}
		catch (NumberParseException ex) {
			return Optional.empty();
		}
	}

}
