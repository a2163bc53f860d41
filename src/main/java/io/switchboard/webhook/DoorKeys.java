package io.switchboard.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that open a door: one, or several while one is replaced. */
final class DoorKeys {

	private static final Logger log = LoggerFactory.getLogger(DoorKeys.class);

	private static final int SHORT = 16;

	/** Opens nothing. */
	static final DoorKeys NONE = new DoorKeys("hooks", List.of());

	private final String setting;

	private final List<byte[]> keys;

	/** The hash of each key, for the store. */
	private final List<String> hashes;

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
		this.setting = setting;
		this.hashes = keys.stream().map(DoorKeys::hash).toList();
		this.keys = keys.stream().map((key) -> key.getBytes(StandardCharsets.UTF_8)).toList();
	}

	/**
	 * Compares in constant time.
	 * @return the hash of the key; null for a wrong one
	 */
	@Nullable String accept(String offered) {
		byte[] bytes = offered.getBytes(StandardCharsets.UTF_8);
		String accepted = null;
		for (int i = 0; i < this.keys.size(); i++) {
			if (MessageDigest.isEqual(this.keys.get(i), bytes)) {
				accepted = this.hashes.get(i);
			}
		}
		return accepted;
	}

	String setting() {
		return this.setting;
	}

	List<String> hashes() {
		return this.hashes;
	}

	/** One of the keys, by its place from 1. */
	Optional<String> text(int place) {
		return (place >= 1 && place <= this.keys.size())
				? Optional.of(new String(this.keys.get(place - 1), StandardCharsets.UTF_8)) : Optional.empty();
	}

	private static String hash(String key) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256")
				.digest(("webhook key " + key).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The key to use where one is wanted. */
	String first() {
		return new String(this.keys.get(0), StandardCharsets.UTF_8);
	}

}
