package io.switchboard.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Removes secrets from what people see: fields with the names of secrets, and the values
 * of secret settings.
 */
public final class Secrets {

	/** Stands for a secret. */
	public static final String HIDDEN = "***";

	private static final int SHORTEST = 6;

	private static final Pattern NAME = Pattern
		.compile("(?i)authorization|cookie|password|passwd|secret|token|api-?key|access-?key|webhook\\.key|signature");

	/** Of settings alone: a field that is named key is none. */
	private static final Pattern SETTING = Pattern.compile("(?i)(?:^|\\.)key$|jaas");

	private static final Pattern WITHIN_JAAS = Pattern.compile("password=\"([^\"]+)\"");

	/** Whole texts are searched too, so no place is looked back from. */
	private static final Pattern IN_URL = Pattern
		.compile("(?i)([?&](?:[\\w.-]*(?:password|secret|token|key|signature)[\\w.-]*|sig)=)[^&]*|(://)[^/@?]+@");

	private static final Pattern ADDRESS = Pattern.compile("(?i).*\\burl");

	private static final Pattern UNGUESSED = Pattern.compile("(?=.*[0-9])(?=.*[A-Za-z])[\\w%.-]{16,}");

	/** The longest first, because one may be a part of another. */
	private final List<String> values;

	/**
	 * Reads the values that are secrets.
	 * @param settings all that are set
	 */
	public Secrets(SettingLookup settings) {
		List<String> values = new ArrayList<>();
		for (String name : settings.names()) {
			if (isSecret(name) || SETTING.matcher(name).find()) {
				inSetting(settings.get(name))
					.filter((value) -> value.length() >= SHORTEST && !value.matches("(?i)true|false"))
					.forEach(values::add);
			}
			values.addAll(inAddress(name, settings));
		}
		values.sort(Comparator.comparingInt(String::length).reversed());
		this.values = values;
	}

	/**
	 * The whole, each of several keys, and a password in what a client of Kafka is told.
	 */
	private static Stream<String> inSetting(@Nullable String value) {
		return (value == null) ? Stream.of()
				: Stream
					.of(Stream.of(value), Arrays.stream(value.split(",")),
							WITHIN_JAAS.matcher(value).results().map((found) -> found.group(1)))
					.flatMap((each) -> each)
					.map(String::strip)
					.distinct();
	}

	/** The secret part in the address of a chat's webhook. */
	private static List<String> inAddress(String name, SettingLookup settings) {
		String address = ADDRESS.matcher(name).matches() ? settings.get(name) : null;
		return (address == null) ? List.of()
				: Arrays.stream(address.replaceFirst("^[a-z]+://[^/?]*", "").split("[/?&=]"))
					.filter((part) -> UNGUESSED.matcher(part).matches())
					.toList();
	}

	/**
	 * Without the values of secrets.
	 * @param text any text
	 * @return the same text if there is none in it
	 */
	public String text(String text) {
		String hidden = text;
		for (String value : this.values) {
			hidden = hidden.replace(value, HIDDEN);
		}
		return hidden;
	}

	/**
	 * Whether something is a secret, by its name.
	 * @param name of a field, a header or a setting
	 * @return true for such as {@code access_token}
	 */
	public static boolean isSecret(String name) {
		return NAME.matcher(name).find();
	}

	/**
	 * The same, without users, passwords and keys in its query.
	 * @param url an address
	 * @return {@code ***} stands for each
	 */
	public String url(String url) {
		return text(IN_URL.matcher(url)
			.replaceAll((found) -> (found.group(1) != null) ? Matcher.quoteReplacement(found.group(1)) + HIDDEN
					: found.group(2) + HIDDEN + "@"));
	}

	/**
	 * Headers that may be shown.
	 * @param headers by their names
	 * @return without Camel's own and ours, which are sent to nobody; {@code ***} stands
	 * for a secret
	 */
	public Map<String, @Nullable Object> headers(Map<String, @Nullable Object> headers) {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		headers.forEach((name, value) -> {
			if (!name.startsWith("Camel") && !name.startsWith("Switchboard-")) {
				shown.put(name, isSecret(name) ? HIDDEN : (value != null) ? text(value.toString()) : null);
			}
		});
		return shown;
	}

}
