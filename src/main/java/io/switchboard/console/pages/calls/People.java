package io.switchboard.console.pages.calls;

import io.switchboard.text.Readable;
import io.switchboard.voipstudio.PersonName;
import org.jspecify.annotations.Nullable;

/** The platform's names of people and queues, as they are shown. */
final class People {

	private static final int MAX = 60;

	private People() {
	}

	/**
	 * The name, at most 60 characters; null for a blank, or where it only repeats the
	 * number.
	 */
	static @Nullable String name(@Nullable String name, @Nullable String number) {
		String line = PersonName.of(name);
		if (line == null) {
			return null;
		}
		boolean repeats = number != null && line.replace(number, "").replaceAll("[\\s\"<>+]", "").isEmpty();
		return repeats ? null : Readable.cut(line, MAX);
	}

	/** The name, else the number, else these words. */
	static String called(@Nullable String name, @Nullable String number, String otherwise) {
		String known = name(name, number);
		if (known != null) {
			return known;
		}
		String shown = Readable.cut(Readable.line(number), MAX);
		return shown.isEmpty() ? otherwise : shown;
	}

}
