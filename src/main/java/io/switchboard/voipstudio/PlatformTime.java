package io.switchboard.voipstudio;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

import org.jspecify.annotations.Nullable;

/** VoIPstudio's times: {@code Y-m-d H:i:s} in UTC, as its webhooks page documents. */
public final class PlatformTime {

	private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
		.withResolverStyle(ResolverStyle.STRICT);

	private static final String SHAPE = "0000-00-00 00:00:00";

	private PlatformTime() {
	}

	/**
	 * Reads a time.
	 * @param text what the platform sent, or null
	 * @return the time, or null where the text is none
	 */
	public static @Nullable Instant parse(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String time = text.strip();
		try {
			return (isUsual(time) ? usual(time) : LocalDateTime.parse(time, FORMAT)).toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Such times are read several times for each event, so no parser is used.
	 */
	private static boolean isUsual(String time) {
		if (time.length() != SHAPE.length()) {
			return false;
		}
		for (int i = 0; i < SHAPE.length(); i++) {
			char each = time.charAt(i);
			if ((SHAPE.charAt(i) == '0') ? each < '0' || each > '9' : each != SHAPE.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	private static LocalDateTime usual(String time) {
		return LocalDateTime.of(number(time, 0, 4), number(time, 5, 7), number(time, 8, 10), number(time, 11, 13),
				number(time, 14, 16), number(time, 17, 19));
	}

	private static int number(String time, int from, int to) {
		return Integer.parseInt(time, from, to, 10);
	}

	/**
	 * Writes a time as the platform does.
	 * @param time the time, or null
	 * @return the text, or null
	 */
	public static @Nullable String format(@Nullable Instant time) {
		return (time != null) ? FORMAT.format(time.atOffset(ZoneOffset.UTC)) : null;
	}

}
