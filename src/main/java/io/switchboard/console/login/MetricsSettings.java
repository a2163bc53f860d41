package io.switchboard.console.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may read the metrics, beside programs with the API's token.
 *
 * @param open whether anybody may who reaches the port
 * @param token a token that opens the metrics alone; empty for none
 */
@Validated
@ConfigurationProperties("metrics")
record MetricsSettings(@DefaultValue("false") boolean open, @DefaultValue("") @NotNull String token) {

	/** Compared in constant time. */
	boolean accepts(String offered) {
		String own = this.token.strip();
		return !own.isEmpty() && MessageDigest.isEqual(own.getBytes(StandardCharsets.UTF_8),
				offered.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public String toString() {
		return "MetricsSettings[open=" + this.open + "]";
	}

}
