package io.switchboard.voipstudio;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.text.Readable;
import org.jspecify.annotations.Nullable;

/**
 * The platform's names of people and queues, for people. Some are written as SIP does it:
 * {@code "Jane Doe" <447700900123>}.
 */
public final class PersonName {

	private static final Pattern SIP = Pattern.compile("([^<>]*)<([^<>]*)>");

	private PersonName() {
	}

	/**
	 * The name alone.
	 * @param text as the platform writes it, or null
	 * @return one line without the quotes and the address of SIP; null if nothing is left
	 */
	public static @Nullable String of(@Nullable String text) {
		String line = Readable.line(text);
		Matcher sip = SIP.matcher(line);
		if (sip.matches() && (sip.group(2).contains("@") || PhoneNumber.of(sip.group(2)) != null)) {
			line = sip.group(1).strip();
		}
		if (line.length() > 1 && line.startsWith("\"") && line.endsWith("\"")) {
			line = line.substring(1, line.length() - 1).replace("\\\"", "\"").strip();
		}
		return line.isEmpty() ? null : line;
	}

	/**
	 * The name of a person. Digits alone are a number, and {@code Anonymous} is no name.
	 * @param text as the platform writes it, or null
	 * @return null where {@link #of} finds nothing, or no name
	 */
	public static @Nullable String ofCaller(@Nullable String text) {
		String name = of(text);
		return (name == null || PhoneNumber.isWithheld(name) || name.replaceAll("[\\s\"<>+\\d()./-]", "").isEmpty())
				? null : name;
	}

}
