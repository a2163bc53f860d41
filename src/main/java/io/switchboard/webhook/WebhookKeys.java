package io.switchboard.webhook;

import java.util.List;
import java.util.Optional;

import io.switchboard.store.DataDirectory;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The keys that open the front door: from {@code webhook.key}, or one made at the first
 * start.
 */
@Component
public class WebhookKeys {

	private final DoorKeys keys;

	private final DataDirectory.@Nullable Secret generated;

	WebhookKeys(WebhookSettings settings, DataDirectory data) {
		List<String> configured = settings.key().stream().filter((key) -> !key.isBlank()).map(String::strip).toList();
		this.generated = configured.isEmpty() ? data.secret("webhook.key") : null;
		List<String> keys = (this.generated != null) ? List.of(this.generated.value()) : configured;
		this.keys = new DoorKeys("webhook.key", keys);
	}

	DoorKeys keys() {
		return this.keys;
	}

	/**
	 * The key to use where one is wanted.
	 * @return the first of them
	 */
	public String first() {
		return this.keys.first();
	}

	/**
	 * The key that was made here, if none was configured.
	 * @return the key and its file, or empty
	 */
	public Optional<DataDirectory.Secret> generated() {
		return Optional.ofNullable(this.generated);
	}

}
