package io.switchboard.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that open a door: one, or several while one is replaced. */
final class DoorKeys {

	private static final Logger log = LoggerFactory.getLogger(DoorKeys.class);

	private static final int SHORT = 16;

	private final List<byte[]> keys;

	/**
	 * Takes the keys.
	 * @param setting where they come from
	 * @throws IllegalStateException if one of them cannot be part of a URL
	 */
	DoorKeys(String setting, List<String> keys) {
		if (keys.stream().anyMatch((key) -> !key.matches("[A-Za-z0-9._~-]+"))) {
			throw new IllegalStateException("%s (%s): a key is part of a URL; use letters, digits and . _ ~ - only"
				.formatted(setting, setting.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_')));
		}
		if (keys.stream().anyMatch((key) -> key.length() < SHORT)) {
			log.warn("{}: a key is shorter than {} characters and can be guessed", setting, SHORT);
		}
		this.keys = keys.stream().map((key) -> key.getBytes(StandardCharsets.UTF_8)).toList();
	}

	/** Takes as long for a wrong key as for a right one. */
	boolean accept(String offered) {
		byte[] bytes = offered.getBytes(StandardCharsets.UTF_8);
		boolean accepted = false;
		for (byte[] key : this.keys) {
			accepted |= MessageDigest.isEqual(key, bytes);
		}
		return accepted;
	}

	/** The key to use where one is wanted. */
	String first() {
		return new String(this.keys.get(0), StandardCharsets.UTF_8);
	}

}
