package io.switchboard.voipstudio;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.switchboard.declared.AskedByRules;
import io.switchboard.declared.Offline;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Writes numbers as E.164, so that a number that somebody typed can be compared with one
 * that the platform sent. The platform sends digits with the country and without + (its
 * webhooks page). A number without a country is one of {@code voipstudio.region}.
 * {@link PhoneNumber} says what a number is.
 */
@Component("phoneNumbers")
public class PhoneNumbers implements AskedByRules {

	private static final int SHORTEST_WITH_COUNTRY = 9;

	/** Short codes have up to six digits. */
	private static final int SHORTEST_TO_ANSWER = 7;

	private static final Set<PhoneNumberType> NEVER_ANSWERED = EnumSet.of(PhoneNumberType.PREMIUM_RATE,
			PhoneNumberType.SHARED_COST, PhoneNumberType.TOLL_FREE, PhoneNumberType.UAN, PhoneNumberType.VOICEMAIL,
			PhoneNumberType.PAGER);

	private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();

	private final String region;

	/**
	 * Reads numbers.
	 * @param region the country of those that are written without one, as ISO 3166 has it
	 */
	public PhoneNumbers(@Value("${voipstudio.region}") String region) {
		this.region = region.strip().toUpperCase(Locale.ROOT);
		if (!this.library.getSupportedRegions().contains(this.region)) {
			throw new IllegalStateException(
					"voipstudio.region: '%s' is not a country such as GB, US or PL".formatted(region));
		}
	}

	/**
	 * Makes one where no application runs.
	 * @param settings with all sources; the country is GB where it is not set
	 * @return never null
	 */
	@Offline
	public static PhoneNumbers of(Environment settings) {
		return new PhoneNumbers(settings.getProperty("voipstudio.region", "GB"));
	}

	/**
	 * The country of numbers that are written without one.
	 * @return as ISO 3166 has it
	 */
	public String region() {
		return this.region;
	}

	/**
	 * A number as a person typed it, perhaps without its country.
	 * @param text for example {@code 020 7946 0123} or {@code +44 20 7946 0123}, or null
	 * @return the number as E.164, for example {@code +442079460123}; empty for an
	 * extension, a withheld number and any other text
	 */
	public Optional<String> typed(@Nullable String text) {
		PhoneNumber number = PhoneNumber.of(text);
		return (number != null) ? typed(number).map(this::e164) : Optional.empty();
	}

	/**
	 * Reads a number as the platform sends it: all digits, with the country. If that
	 * gives no number, the text is read as one that a person typed.
	 * @param text for example {@code 442079460123}, or null
	 * @return it as E.164; empty for what is none
	 */
	public Optional<String> sent(@Nullable String text) {
		PhoneNumber number = PhoneNumber.of(text);
		return (number != null) ? sent(number).map(this::e164) : Optional.empty();
	}

	/**
	 * The same for a route, whose expressions know no optional.
	 * @param text for example {@code 442079460123}, or null
	 * @return it as E.164, or null for what is none
	 */
	public @Nullable String e164(@Nullable String text) {
		return sent(text).orElse(null);
	}

	/**
	 * A number that a text may be answered to.
	 * @param text as the platform sends it, or null
	 * @return the number as E.164; empty for a short code, for a number that charges the
	 * sender or takes no texts, and for a text that is not a number
	 */
	public Optional<String> answerable(@Nullable String text) {
		PhoneNumber number = PhoneNumber.of(text);
		return (number == null || number.digits().length() < SHORTEST_TO_ANSWER) ? Optional.empty()
				: sent(number).filter((parsed) -> !NEVER_ANSWERED.contains(this.library.getNumberType(parsed)))
					.map(this::e164);
	}

	/**
	 * The same for a route, whose expressions know no optional.
	 * @param text as the platform sends it, or null
	 * @return the number as E.164, or null where nobody should text back
	 */
	public @Nullable String textable(@Nullable String text) {
		return answerable(text).orElse(null);
	}

	/**
	 * Writes a number for people of other countries.
	 * @param e164 for example {@code +447700900123}
	 * @return for example {@code +44 7700 900123}; as it is where that is not a number
	 */
	public String spaced(String e164) {
		PhoneNumber number = PhoneNumber.of(e164);
		return (number != null)
				? typed(number).map((parsed) -> this.library.format(parsed, PhoneNumberFormat.INTERNATIONAL))
					.orElse(e164)
				: e164;
	}

	/**
	 * Writes a number as all pages show it, whoever wrote it.
	 * @param text as the platform sends it or as somebody typed it, or null
	 * @return for example {@code +44 7700 900123}; an extension or what is not a number
	 * as it is; null for a withheld number
	 */
	public @Nullable String shown(@Nullable String text) {
		Optional<String> e164 = sent(text);
		return e164.isPresent() ? spaced(e164.get()) : PhoneNumber.shown(text);
	}

	/**
	 * Whether a number that the platform sent is one of a list.
	 * @param text the number, or null
	 * @param list numbers as people type them, separated by commas
	 * @return true if it is one of them
	 */
	public boolean isOneOf(@Nullable String text, String list) {
		Optional<String> number = sent(text);
		return number.isPresent() && Arrays.stream(list.split(",")).map(this::typed).anyMatch(number::equals);
	}

	/**
	 * All digits under which the same number may be stored: with its country, and as it
	 * is dialled within its country.
	 * @param text a number in any spelling, or null
	 * @return its digits as {@link PhoneNumber#digits} gives them, as they were written
	 * first; empty for what is not a number
	 */
	public Set<String> spellings(@Nullable String text) {
		PhoneNumber number = PhoneNumber.of(text);
		Set<String> spellings = new LinkedHashSet<>();
		if (number != null) {
			spellings.add(number.digits());
			Stream.concat(typed(number).stream(), sent(number).stream()).forEach((parsed) -> {
				for (PhoneNumberFormat format : new PhoneNumberFormat[] { PhoneNumberFormat.E164,
						PhoneNumberFormat.NATIONAL }) {
					String digits = PhoneNumber.digits(this.library.format(parsed, format));
					if (digits != null) {
						spellings.add(digits);
					}
				}
			});
		}
		return spellings;
	}

	/**
	 * The spellings in which another system may store a number.
	 * @param e164 a number as E.164
	 * @return {@code digits} (447700900123), {@code international} (+44 7700 900123),
	 * {@code national} (07700 900123), {@code dialled} (07700900123) and {@code local},
	 * without country and trunk prefix (7700900123). {@code grouped} is the end that all
	 * spellings with spaces share (7700 900123). Empty for a text that is not a number
	 */
	public Map<String, String> written(String e164) {
		Map<String, String> written = new LinkedHashMap<>();
		parse(e164, "ZZ").ifPresent((number) -> {
			String national = this.library.format(number, PhoneNumberFormat.NATIONAL);
			String international = this.library.format(number, PhoneNumberFormat.INTERNATIONAL);
			written.put("digits", e164.substring(1));
			written.put("international", international);
			written.put("grouped", commonEnd(national, international));
			written.put("national", national);
			written.put("dialled", national.replaceAll("[^0-9]", ""));
			written.put("local", this.library.getNationalSignificantNumber(number));
		});
		return written;
	}

	private static String commonEnd(String one, String other) {
		int length = 0;
		while (length < Math.min(one.length(), other.length())
				&& one.charAt(one.length() - 1 - length) == other.charAt(other.length() - 1 - length)) {
			length++;
		}
		return one.substring(one.length() - length).replaceFirst("^[^0-9]+", "");
	}

	private Optional<Phonenumber.PhoneNumber> typed(PhoneNumber number) {
		return number.international() ? parse("+" + number.digits(), "ZZ") : parse(number.digits(), this.region);
	}

	private Optional<Phonenumber.PhoneNumber> sent(PhoneNumber number) {
		boolean withCountry = number.digits().length() >= SHORTEST_WITH_COUNTRY && !number.digits().startsWith("0");
		Optional<Phonenumber.PhoneNumber> parsed = withCountry ? parse("+" + number.digits(), "ZZ") : Optional.empty();
		return parsed.isPresent() ? parsed : typed(number);
	}

	private Optional<Phonenumber.PhoneNumber> parse(String text, String region) {
		try {
			Phonenumber.PhoneNumber number = this.library.parse(text, region);
			return (this.library.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE)
					? Optional.of(number) : Optional.empty();
		}
		catch (NumberParseException ex) {
			return Optional.empty();
		}
	}

	private String e164(Phonenumber.PhoneNumber number) {
		return this.library.format(number, PhoneNumberFormat.E164);
	}

}
