package io.switchboard.console.pages;

import io.switchboard.history.Parties.Pair;
import io.switchboard.text.Readable;
import io.switchboard.voipstudio.PhoneNumbers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Writes people in lists and headings: the number, and the name. */
@Component
public class Who {

	private static final int MAX = 60;

	private final PhoneNumbers numbers;

	Who(PhoneNumbers numbers) {
		this.numbers = numbers;
	}

	/**
	 * A number.
	 * @param text in any spelling, or null
	 * @return such as {@code +44 7700 900123}; null where withheld
	 */
	public @Nullable String number(@Nullable String text) {
		return this.numbers.shown(text);
	}

	/**
	 * A name beside a number.
	 * @param name hostile text, or null
	 * @param number the number beside it, or null
	 * @return at most 60 characters; null for a blank, or where it only repeats the
	 * number
	 */
	public @Nullable String name(@Nullable String name, @Nullable String number) {
		String line = Readable.line(name);
		if (line.isEmpty()) {
			return null;
		}
		boolean repeats = number != null && line.replace(number, "").replaceAll("[\\s\"<>+]", "").isEmpty();
		return repeats ? null : Readable.cut(line, MAX);
	}

	/**
	 * The called person in short.
	 * @param pair who called whom
	 * @return the name, else the number, else {@code unknown}
	 */
	public String called(Pair pair) {
		String name = name(pair.dstName(), pair.dst());
		String number = (name == null) ? number(pair.dst()) : null;
		return (name != null) ? name : (number != null) ? number : "unknown";
	}

	/**
	 * The outcome of a call, in words.
	 * @param became as it is stored, such as {@code end-unknown}
	 * @return never null
	 */
	public String became(String became) {
		return became.replace('-', ' ');
	}

}
