package io.switchboard.voipstudio;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A telephone number, read from any text that stands in its place. The text may be digits
 * in any script and spelling, perhaps with an extension. It may be a {@code sip:} or
 * {@code tel:} address, or a word that says that the caller withholds the number. All
 * code that compares, searches, shows or calls a number asks here.
 *
 * @param digits 1 to 32 digits, without a leading {@code +} or {@code 00}, and without an
 * extension
 * @param international whether it was written with its country, by {@code +} or
 * {@code 00}; if not, the country may be there all the same
 */
public record PhoneNumber(String digits, boolean international) {

	private static final int MAX_DIGITS = 32;

	private static final Pattern PLAIN = Pattern.compile("[1-9][0-9]{0,31}");

	private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

	private static final Pattern IN_BRACKETS = Pattern.compile("<([^<>]*)>");

	private static final Pattern SCHEME = Pattern.compile("(sips?|tel|callto):\\s*(//)?");

	private static final Pattern HOST = Pattern.compile("\\[.*|\\d{1,3}(\\.\\d{1,3}){3}(:\\d{1,5})?");

	private static final Pattern AFTER_USER = Pattern.compile("@.*|[;:](?=.*@).*|;.*");

	private static final Pattern CONTEXT = Pattern.compile(";phone-context=(\\+[^;]*)");

	/**
	 * Everything to the end: parameters, pauses, and the digits that are dialled within a
	 * company.
	 */
	private static final Pattern EXTENSION = Pattern
		.compile("[;,:].*|(?<=\\d)[^\\p{L}\\d]*(#.*|(extension|extn|ext|x|p|w)[\\s.:=]*\\d*)$");

	/**
	 * Hides or shows one's own number, such as {@code *31#}, {@code #31#} or
	 * {@code *67 }.
	 */
	private static final Pattern SERVICE_CODE = Pattern.compile("^(?:[*#]+\\d{1,3}[*#]|\\*\\d{2}\\s)");

	/** The zero that is dialled only without the country. */
	private static final Pattern TRUNK_ZERO = Pattern.compile("(?<=\\d.{0,9})\\(0\\)");

	/** Also where brackets or an apostrophe stand before it, as in {@code (+44)}. */
	private static final Pattern PLUS = Pattern.compile("[^\\p{L}\\p{Nd}+]*\\+");

	/** A number that somebody wrote by hand is shown as written. */
	private static final Pattern WRITTEN = Pattern.compile("[+0-9 ().\\-/#]+");

	/**
	 * Reads a number.
	 * @param text what stands in its place, or null
	 * @return the number, or null where the text has no digits, has letters among them,
	 * is the address of a host, or stands for a withheld number
	 */
	public static @Nullable PhoneNumber of(@Nullable String text) {
		PhoneNumber number = (text != null) ? read(text) : null;
		return (number != null && !WithheldWords.isOnKeys(number.digits)) ? number : null;
	}

	/** Here, a word that is spelt with a telephone's keys counts as a number. */
	private static @Nullable PhoneNumber read(String text) {
		if (PLAIN.matcher(text).matches()) {
			return new PhoneNumber(text, false);
		}
		String written = SERVICE_CODE.matcher(user(text)).replaceFirst("");
		written = TRUNK_ZERO.matcher(EXTENSION.matcher(written).replaceFirst("")).replaceAll("");
		if (written.codePoints().anyMatch(Character::isLetter) || HOST.matcher(written).matches()) {
			return null;
		}
		boolean plus = PLUS.matcher(written).lookingAt();
		String digits = digitsOf(written);
		boolean zeros = !plus && digits.startsWith("00") && !WithheldWords.isOnKeys(digits);
		String number = zeros ? digits.substring(2) : digits;
		number = number.substring(0, Math.min(MAX_DIGITS, number.length()));
		return number.isEmpty() ? null : new PhoneNumber(number, plus || zeros);
	}

	/**
	 * The digits alone: {@code +44 7700 900123}, {@code 0044 (0)7700-900.123} and
	 * {@code sip:447700900123@192.0.2.1:5060} are one number. A number without its
	 * country stays without.
	 * @param text what stands in a number's place, or null
	 * @return the digits, or null where {@link #of} finds no number
	 */
	public static @Nullable String digits(@Nullable String text) {
		PhoneNumber number = of(text);
		return (number != null) ? number.digits : null;
	}

	/**
	 * Whether somebody withholds the number.
	 * @param text what stands in its place, or null
	 * @return true for nothing at all, and for words such as {@code anonymous} or
	 * {@code Unbekannt}, also as a telephone's keys spell them
	 */
	public static boolean isWithheld(@Nullable String text) {
		if (text == null || text.isBlank()) {
			return true;
		}
		PhoneNumber number = read(text);
		if (number != null) {
			return WithheldWords.isOnKeys(number.digits);
		}
		String user = user(text);
		String letters = letters(user);
		boolean digits = !digitsOf(user).isEmpty();
		return !digits && (letters.isEmpty() || WithheldWords.has(letters));
	}

	/**
	 * The text that people see: as it was written, or the digits if that is an address or
	 * uses digits of another script. A text that is neither a number nor withheld stays
	 * as it is.
	 * @param text what stands in its place, or null
	 * @return null for a withheld number
	 */
	public static @Nullable String shown(@Nullable String text) {
		if (isWithheld(text)) {
			return null;
		}
		PhoneNumber number = of(text);
		boolean written = number == null || WRITTEN.matcher(Objects.requireNonNull(text)).matches();
		return written ? text : number.toString();
	}

	/** Its digits, with {@code +} where the country is certain. */
	@Override
	public String toString() {
		return (this.international ? "+" : "") + this.digits;
	}

	/** Without what an address has around it, in lower case and plain characters. */
	private static String user(String text) {
		String user = INVISIBLE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("").strip();
		Matcher brackets = IN_BRACKETS.matcher(user);
		boolean named = brackets.find();
		if (named && WithheldWords.hidesNumber(letters(user.substring(0, brackets.start()).toLowerCase(Locale.ROOT)))) {
			return "";
		}
		user = (named ? brackets.group(1) : user).strip().toLowerCase(Locale.ROOT);
		Matcher scheme = SCHEME.matcher(user);
		boolean address = scheme.lookingAt() || user.contains("@");
		if (!address) {
			return user;
		}
		user = scheme.reset().lookingAt() ? user.substring(scheme.end()) : user;
		Matcher context = CONTEXT.matcher(user);
		String country = (context.find() && !PLUS.matcher(user).lookingAt()) ? context.group(1) : "";
		return country + decoded(AFTER_USER.matcher(user).replaceFirst(""));
	}

	private static String letters(String text) {
		return text.codePoints()
			.filter(Character::isLetter)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static String decoded(String user) {
		try {
			return URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8).strip();
		}
		catch (IllegalArgumentException ex) {
			return user;
		}
	}

	private static String digitsOf(String text) {
		return text.codePoints()
			.map((c) -> Character.digit(c, 10))
			.filter((digit) -> digit >= 0)
			.limit(MAX_DIGITS + 2L)
			.collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
			.toString();
	}

}
