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
		try {
			return LocalDateTime.parse(text.strip(), FORMAT).toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			return null;
		}
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
