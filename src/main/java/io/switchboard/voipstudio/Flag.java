package io.switchboard.voipstudio;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Reads yes or no in all spellings that JSON may have for them. */
public final class Flag {

	private Flag() {
	}

	/**
	 * Reads a value as JSON has it.
	 * @param value for example {@code true}, {@code "True"}, {@code 1} or {@code "0"}; or
	 * null
	 * @return the answer, or null for anything else
	 */
	public static @Nullable Boolean of(@Nullable Object value) {
		return switch ((value != null) ? value.toString().strip().toLowerCase(Locale.ROOT) : "") {
			case "true", "1" -> Boolean.TRUE;
			case "false", "0" -> Boolean.FALSE;
			default -> null;
		};
	}

}
