package io.switchboard.simulator.account;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

/** The platform's way to write a time: {@code Y-m-d H:i:s}, in UTC. */
public final class PlatformTimes {

	private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

	private PlatformTimes() {
	}

	public static String format(Instant time) {
		return FORMAT.format(time.atOffset(ZoneOffset.UTC));
	}

	/** Unix seconds, or null where there is no such time. */
	static @Nullable Long seconds(@Nullable Object text) {
		try {
			return (text != null) ? LocalDateTime.parse(text.toString(), FORMAT).toEpochSecond(ZoneOffset.UTC) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
