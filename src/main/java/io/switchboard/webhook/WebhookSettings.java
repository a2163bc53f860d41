package io.switchboard.webhook;

import java.time.Duration;
import java.util.List;

import io.switchboard.declared.Within;
import io.switchboard.text.Rate;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The front door.
 *
 * @param key the keys that open it; several while one is being replaced; empty to have
 * one made
 * @param maxBody the largest body that is read
 * @param rate how many requests one source address may send, such as {@code 50/s} or
 * {@code 600/m}; empty for no limit
 * @param trustedProxies addresses or networks whose {@code X-Forwarded-For} is believed
 * @param timeout how long a sender waits for the commit before it is told 503
 */
@Validated
@ConfigurationProperties("webhook")
record WebhookSettings(@DefaultValue List<String> key, @Within(least = "1KB", most = "64MB") @NotNull DataSize maxBody,
		@DefaultValue("") String rate, @DefaultValue List<String> trustedProxies,
		@Within(least = "1ms", most = "5m") @NotNull Duration timeout) {

	WebhookSettings {
		if (!rate.isBlank()) {
			told("webhook.rate", () -> Rate.parse(rate));
		}
		trustedProxies.stream()
			.filter((proxy) -> !proxy.isBlank())
			.forEach((proxy) -> told("webhook.trusted-proxies", () -> new IpAddressMatcher(proxy.strip())));
	}

	private static void told(String name, Runnable read) {
		try {
			read.run();
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(name + ": " + ex.getMessage(), ex);
		}
	}

	@Override
	public String toString() {
		return "WebhookSettings[maxBody=" + this.maxBody + ", rate=" + this.rate + "]";
	}

}
