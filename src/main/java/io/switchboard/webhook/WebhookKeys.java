package io.switchboard.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

import io.switchboard.store.DataDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * The keys that open the front door: from {@code webhook.key}, or one made at the first
 * start.
 */
@Component
public class WebhookKeys {

	private static final Logger log = LoggerFactory.getLogger(WebhookKeys.class);

	private static final int SHORT = 16;

	private final List<byte[]> keys;

	private final DataDirectory.@Nullable Secret generated;

	WebhookKeys(WebhookSettings settings, DataDirectory data) {
		List<String> configured = settings.key().stream().filter((key) -> !key.isBlank()).map(String::strip).toList();
		this.generated = configured.isEmpty() ? data.secret("webhook.key") : null;
		List<String> keys = (this.generated != null) ? List.of(this.generated.value()) : configured;
		if (keys.stream().anyMatch((key) -> !key.matches("[A-Za-z0-9._~-]+"))) {
			throw new IllegalStateException(
					"webhook.key (WEBHOOK_KEY): a key is part of a URL; use letters, digits and . _ ~ - only");
		}
		if (keys.stream().anyMatch((key) -> key.length() < SHORT)) {
			log.warn("webhook.key: a key is shorter than {} characters and can be guessed", SHORT);
		}
		this.keys = keys.stream().map((key) -> key.getBytes(StandardCharsets.UTF_8)).toList();
	}

	/** Takes as long for a wrong key as for a right one. */
	boolean accepts(String offered) {
		byte[] bytes = offered.getBytes(StandardCharsets.UTF_8);
		boolean accepted = false;
		for (byte[] key : this.keys) {
			accepted |= MessageDigest.isEqual(key, bytes);
		}
		return accepted;
	}

	/**
	 * The key to use where one is wanted.
	 * @return the first of them
	 */
	public String first() {
		return new String(this.keys.get(0), StandardCharsets.UTF_8);
	}

	/**
	 * The key that was made here, if none was configured.
	 * @return the key and its file, or empty
	 */
	public Optional<DataDirectory.Secret> generated() {
		return Optional.ofNullable(this.generated);
	}

}
