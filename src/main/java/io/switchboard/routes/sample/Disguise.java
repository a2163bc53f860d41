package io.switchboard.routes.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.voipstudio.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * Replaces all personal data in an event or an answer. Only what is listed stays: the
 * platform's own words, times, small numbers, and texts that stand in the files of the
 * folder.
 */
final class Disguise {

	private static final Pattern WORDS = Pattern.compile(
			"event_name|context|context_kind|state|destination|direction|disposition|type|t_cause|terminated_by|queue_state|monitor_state|status|final|outcome|\\w+_outcome|ring_strategy|channel|schedule|is_\\w+");

	private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z_. -]{0,40}");

	private static final Pattern TIMES = Pattern.compile(".*(?:_at|_time|time|date|timestamp)");

	private static final Pattern TIME = Pattern
		.compile("\\d{4}-\\d\\d-\\d\\d(?:[T ][0-9:.]{4,15}(?:Z|[+-][0-9:]{2,6})?)?");

	private static final Pattern MEASURES = Pattern
		.compile("duration|billsec|size|rate|charge|min_charge|.*_rate|attempt|total|page|limit|seconds|count");

	private static final Pattern NUMBERS = Pattern.compile(
			"src|dst|from|to|from_no|to_no|caller|called|clid|caller_id|dialled|answered_by|number|phone|ext|tel\\w*|mobile\\w*|fax\\w*|\\w*_number|\\w*_no");

	private static final Pattern IDS = Pattern.compile("id|\\w*_id|\\w*Id");

	private static final Pattern NAMES = Pattern
		.compile(".*(?:name|contact|company|label|title|person|agent|queue|team|group).*");

	private static final Pattern MAIL = Pattern.compile("[^\\s@<>]+@[^\\s@<>]+\\.[^\\s@<>]+");

	private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,6}(?:\\.\\d{1,10})?");

	private static final Pattern PREFIXED = Pattern.compile("([A-Z]{1,6}[:-])(\\d+)");

	/** The id of an event of our own making: a word, and the call. */
	private static final Pattern OF_CALL = Pattern.compile("([a-z]+\\.)(\\d+)");

	private static final Pattern DIGITS = Pattern.compile("\\+?\\d[\\d ()\\-/.]{1,20}\\d");

	private static final Pattern HEX = Pattern.compile("(?i)[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private static final int PUBLIC_NUMBER = 7;

	private static final int LONG_ID = 5;

	private final Pseudonyms pseudonyms;

	/** What routes, facts and settings depend on. */
	private final Set<String> asked;

	private final KeptKeyword keptKeyword;

	Disguise(Pseudonyms pseudonyms, Set<String> asked, KeptKeyword keptKeyword) {
		this.pseudonyms = pseudonyms;
		this.asked = asked;
		this.keptKeyword = keptKeyword;
	}

	/** An event. */
	Map<String, @Nullable Object> event(Map<String, ?> event) {
		Map<String, @Nullable Object> disguised = map(event);
		if (event.get("id") instanceof String id) {
			Matcher ofCall = OF_CALL.matcher(id);
			disguised.put("id", ofCall.matches() ? ofCall.group(1) + id(ofCall.group(2)) : this.pseudonyms.eventId(id));
		}
		return disguised;
	}

	/** An answer, or a part of it. */
	@Nullable Object value(String field, @Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			return map(map);
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> disguised = new ArrayList<>();
			list.forEach((each) -> disguised.add(value(field, each)));
			return disguised;
		}
		if (value instanceof Number number) {
			return number(field, number);
		}
		return (value instanceof String text) ? text(field, text) : value;
	}

	private Map<String, @Nullable Object> map(Map<?, ?> map) {
		Map<String, @Nullable Object> disguised = new LinkedHashMap<>();
		map.forEach((key, value) -> {
			String field = String.valueOf(key);
			disguised.put(field.matches("[A-Za-z][A-Za-z0-9_.-]{0,39}") ? field : text("", field), value(field, value));
		});
		return disguised;
	}

	private Object number(String field, Number number) {
		String digits = number.toString();
		if (!digits.matches("\\d+") || TIMES.matcher(field).matches() || MEASURES.matcher(field).matches()
				|| this.asked.contains(digits)) {
			return number;
		}
		String disguised = digits;
		if (NUMBERS.matcher(field).matches() && digits.length() > 2) {
			disguised = telephone(digits);
		}
		else if (digits.length() >= LONG_ID) {
			disguised = this.pseudonyms.id(digits);
		}
		return disguised.equals(digits) ? number : new java.math.BigInteger(disguised);
	}

	private String telephone(String text) {
		String digits = PhoneNumber.digits(text);
		if (PhoneNumber.isWithheld(text) || digits == null) {
			return text;
		}
		return (digits.length() >= PUBLIC_NUMBER) ? this.pseudonyms.number(text)
				: (digits.length() > 1) ? this.pseudonyms.extension(digits) : text;
	}

	/** A text of a field. */
	String text(String field, String text) {
		String name = field.toLowerCase(Locale.ROOT);
		boolean plain = text.isBlank() || this.asked.contains(text) || TIME.matcher(text).matches()
				|| text.matches("(?i)true|false|yes|no|null");
		if (plain || (WORDS.matcher(name).matches() && WORD.matcher(text).matches())
				|| ((TIMES.matcher(name).matches() || MEASURES.matcher(name).matches())
						&& text.matches("[0-9.:+TZ -]{1,30}"))) {
			return text;
		}
		Matcher prefixed = PREFIXED.matcher(text);
		if (prefixed.matches()) {
			return prefixed.group(1) + id(prefixed.group(2));
		}
		if (IDS.matcher(field).matches() && text.matches("\\d+")) {
			return id(text);
		}
		if (HEX.matcher(text).matches()) {
			return this.pseudonyms.hex(text);
		}
		if (NUMBERS.matcher(name).matches() && PhoneNumber.digits(text) != null || isNumber(text)) {
			return telephone(text);
		}
		if (PhoneNumber.isWithheld(text) || DECIMAL.matcher(text).matches()) {
			return text.matches("\\d+") ? id(text) : text;
		}
		return free(name, text);
	}

	private String free(String name, String text) {
		if (MAIL.matcher(text).matches()) {
			return this.pseudonyms.mail(text);
		}
		if (text.matches("(?i)https?://\\S+")) {
			return this.pseudonyms.url(text);
		}
		if (NAMES.matcher(name).matches() || NUMBERS.matcher(name).matches()) {
			return named(name, text);
		}
		String kept = this.asked.stream()
			.filter((word) -> word.length() > 2
					&& text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)))
			.max(java.util.Comparator.comparingInt(String::length))
			.orElse("");
		return this.keptKeyword.in(name, text, this.pseudonyms.text(text, kept), this.pseudonyms);
	}

	/** A name, perhaps with a number beside it: {@code "Jane" <447700900123>}. */
	private String named(String field, String text) {
		String letters = text.replaceAll("[^\\p{L}\\p{M}' .&-]", " ").replaceAll("\\s+", " ").strip();
		boolean none = letters.replaceAll("[^\\p{L}]", "").isEmpty();
		List<String> numbers = new ArrayList<>();
		Matcher digits = DIGITS.matcher(text);
		while (digits.find()) {
			numbers.add(telephone(digits.group()));
		}
		if (numbers.isEmpty()) {
			return none ? this.pseudonyms.text(text, "") : this.pseudonyms.name(field, text);
		}
		this.pseudonyms.replaced().add(text);
		String last = numbers.get(numbers.size() - 1);
		return "\"%s\" <%s>".formatted(none ? numbers.get(0) : this.pseudonyms.name(field, letters), last);
	}

	private String id(String digits) {
		return (digits.length() < LONG_ID || this.asked.contains(digits)) ? digits : this.pseudonyms.id(digits);
	}

	private static boolean isNumber(String text) {
		String digits = text.matches("(?i)(?:sips?:|tel:)?[+0-9 ()./@:;=\\-a-z]{7,60}") ? PhoneNumber.digits(text)
				: null;
		boolean bare = text.matches("[+0-9 ()./-]+") || text.matches("(?i)(?:sips?|tel):.*");
		return bare && digits != null && digits.length() >= PUBLIC_NUMBER && !TIME.matcher(text).matches();
	}

	/**
	 * Disguises the name of a request, with the same numbers and ids.
	 * @param request such as {@code GET cdrs?live_id=123}
	 */
	String request(String request) {
		String[] parts = request.split("\\?", 2);
		String[] words = parts[0].split(" ", 2);
		if (words[0].equals("contact")) {
			return "contact " + telephone((words.length > 1) ? words[1] : "");
		}
		String path = (words.length > 1) ? path(words[1]) : "";
		if (parts.length == 1) {
			return words[0] + " " + path;
		}
		List<String> query = new ArrayList<>();
		for (String each : parts[1].split("&")) {
			String[] pair = each.split("=", 2);
			String decoded = java.net.URLDecoder.decode((pair.length > 1) ? pair[1] : "",
					java.nio.charset.StandardCharsets.UTF_8);
			query.add(pair[0] + "=" + text(pair[0], decoded));
		}
		return words[0] + " " + path + "?" + String.join("&", query);
	}

	private String path(String path) {
		int host = path.contains("://") ? path.indexOf('/', path.indexOf("://") + 3) : 0;
		if (host < 0) {
			return path;
		}
		return path.substring(0, host) + Pattern.compile("\\d{5,}")
			.matcher(path.substring(host))
			.replaceAll((found) -> Matcher.quoteReplacement(id(found.group())));
	}

	/** A setting: its numbers are those of the event. */
	String setting(String value) {
		return DIGITS.matcher(value)
			.replaceAll(
					(found) -> Matcher.quoteReplacement((found.group().replaceAll("\\D", "").length() >= PUBLIC_NUMBER)
							? telephone(found.group()) : found.group()));
	}

}
