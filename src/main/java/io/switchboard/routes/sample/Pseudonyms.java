package io.switchboard.routes.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import java.util.function.IntFunction;

import io.switchboard.voipstudio.PhoneNumber;
import io.switchboard.voipstudio.PhoneNumbers;

/**
 * Invents numbers, names and texts. Equal values get equal pseudonyms, and no pseudonym
 * stands in the original. Telephone numbers are those that Ofcom reserves for drama.
 * Addresses are the examples of RFC 2606 and RFC 5737.
 */
final class Pseudonyms {

	private static final int DRAMA_NUMBERS = 999;

	private static final List<String> FIRST = List.of("Alex", "Robin", "Charlie", "Jamie", "Morgan", "Taylor", "Rowan",
			"Casey", "Avery", "Quinn", "Riley", "Skyler", "Emery", "Harper", "Finley", "Sasha");

	private static final List<String> LAST = List.of("Ashdown", "Birchall", "Cedarfield", "Dunmore", "Elmhurst",
			"Fernley", "Greenacre", "Hazelwood", "Ivybridge", "Juniper", "Kelmscott", "Larchmont", "Maplewood",
			"Nettleton", "Oakhurst", "Pinewood");

	private static final String FILLER = "This text stands in for another one of much the same length. ";

	private final String original;

	private final PhoneNumbers numbers;

	private final boolean british;

	private final Map<String, Map<String, String>> invented = new HashMap<>();

	private final Map<String, Integer> counters = new HashMap<>();

	/** The replaced values, as they were written. */
	private final Set<String> replaced = new TreeSet<>();

	/**
	 * Starts without pseudonyms.
	 * @param original all that is to be replaced, as one text
	 */
	Pseudonyms(String original, String region) {
		this.original = original.toLowerCase(Locale.ROOT);
		this.numbers = new PhoneNumbers(region);
		this.british = region.equals("GB");
	}

	/** All that was replaced so far. */
	Set<String> replaced() {
		return this.replaced;
	}

	/** A telephone number, written as the original is. */
	String number(String text) {
		this.replaced.add(text);
		String stripped = text.strip();
		String digits = String.valueOf(PhoneNumber.digits(stripped));
		String e164 = this.numbers.e164(stripped);
		String number = invent("number", (e164 != null) ? e164 : digits, Pseudonyms::drama);
		String lower = stripped.toLowerCase(Locale.ROOT);
		if (lower.matches("sips?:.*@.*")) {
			return "sip:" + number.substring(1) + "@192.0.2.1:5060";
		}
		if (lower.startsWith("tel:")) {
			return "tel:" + number;
		}
		if (stripped.startsWith("+")) {
			return number;
		}
		if (stripped.startsWith("00") || (stripped.startsWith("0") && !this.british)) {
			return "00" + number.substring(1);
		}
		return stripped.startsWith("0") ? "0" + number.substring(3) : number.substring(1);
	}

	private static String drama(int counter) {
		if (counter > DRAMA_NUMBERS) {
			throw new IllegalStateException("there are more than %d numbers in it".formatted(DRAMA_NUMBERS));
		}
		return "+447700900%03d".formatted(counter);
	}

	/** An extension, or a short code. */
	String extension(String digits) {
		this.replaced.add(digits);
		int first = (int) Math.pow(10, digits.length() - 1);
		return invent("extension" + digits.length(), digits, (counter) -> String.valueOf(first + counter));
	}

	/** Any other id of digits, with the same length. */
	String id(String digits) {
		this.replaced.add(digits);
		String zeros = "0".repeat(digits.length());
		return invent("id" + digits.length(), digits, (counter) -> {
			String last = String.valueOf(counter);
			return (digits.charAt(0) + zeros).substring(0, digits.length() - last.length()) + last;
		});
	}

	/** An id in hexadecimal digits, or a hash. */
	String hex(String text) {
		this.replaced.add(text);
		return invent("hex", text, (counter) -> {
			String hex = "%08x".formatted(0xa0000000L + counter) + "0123456789abcdef".repeat(text.length() / 16 + 1);
			return hex.substring(0, text.length());
		});
	}

	/** The id of an event. The time in it stays. */
	String eventId(String text) {
		this.replaced.add(text);
		String time = text.matches("[^.]+\\.[0-9a-f]{13,14}\\..*") ? text.split("\\.")[1] + "." : "";
		return invent("event", text, (counter) -> "sample.%s%08d".formatted(time, counter));
	}

	/** A name of somebody or something. */
	String name(String field, String text) {
		this.replaced.add(text);
		String person = invent("name", text.strip().toLowerCase(Locale.ROOT), (counter) -> {
			String first = FIRST.get(counter % FIRST.size());
			String last = LAST.get((counter * 7 + counter / FIRST.size()) % LAST.size());
			return first + " " + last + ((counter >= FIRST.size() * LAST.size()) ? " " + counter : "");
		});
		if (field.contains("first")) {
			return person.replaceFirst(" .*", "");
		}
		return field.contains("last") ? person.replaceFirst("^\\S+ ", "") : person;
	}

	/** An address of a mail. */
	String mail(String text) {
		this.replaced.add(text);
		return invent("mail", text.toLowerCase(Locale.ROOT), (counter) -> "person%d@example.org".formatted(counter));
	}

	/** An address of a page. */
	String url(String text) {
		this.replaced.add(text);
		return invent("url", text, (counter) -> "https://example.org/%d".formatted(counter));
	}

	/**
	 * Any other text.
	 * @param kept a word in it for which a route asks; may be empty
	 */
	String text(String text, String kept) {
		this.replaced.add(text);
		String begun = kept.isEmpty() ? "" : kept + " ";
		String filler = begun + FILLER.repeat(text.length() / FILLER.length() + 1);
		String cut = filler.substring(0, Math.max(begun.length(), Math.min(text.length(), filler.length()))).strip();
		return cut.isEmpty() ? "x" : cut;
	}

	private String invent(String kind, String of, IntFunction<String> how) {
		return this.invented.computeIfAbsent(kind, (each) -> new HashMap<>()).computeIfAbsent(of, (each) -> {
			while (true) {
				String candidate = how.apply(this.counters.merge(kind, 1, Integer::sum));
				if (!isInOriginal(candidate)) {
					return candidate;
				}
			}
		});
	}

	/** All spellings of a number have the same last digits. */
	private boolean isInOriginal(String candidate) {
		String bare = candidate.startsWith("+44") ? candidate.substring(3) : candidate;
		for (String word : bare.toLowerCase(Locale.ROOT).split(" ")) {
			if (this.original.contains(word)) {
				return true;
			}
		}
		return this.original.replaceAll("[ ()\\-/.]", "").contains(bare);
	}

}
