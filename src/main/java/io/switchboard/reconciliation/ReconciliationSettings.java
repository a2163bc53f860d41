package io.switchboard.reconciliation;

import java.time.Duration;

import io.switchboard.declared.Within;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * When and how far VoIPstudio's records are compared with what came in.
 *
 * @param every how often; 0 for never
 * @param window a call that ended longer ago is left alone
 * @param settle a call that ended more recently is left alone, because its webhook may be
 * under way
 * @param silence how long calls may end unheard, with no webhook at all, until that is an
 * alarm
 */
@Validated
@ConfigurationProperties("reconciliation")
record ReconciliationSettings(@Within(least = "0s", most = "31d") @NotNull Duration every,
		@Within(least = "1ms", most = "31d") @NotNull Duration window,
		@Within(least = "0s", most = "31d") @NotNull Duration settle,
		@Within(least = "0s", most = "31d") @NotNull Duration silence) {

	ReconciliationSettings {
		if (every.isNegative() || (!every.isZero() && every.toMillis() < 100)) {
			throw new IllegalArgumentException(
					"reconciliation.every=%s must be 0 (never) or at least 100ms".formatted(every));
		}
		if (settle.isNegative() || silence.isNegative()) {
			throw new IllegalArgumentException(
					"reconciliation.settle=%s and reconciliation.silence=%s must be 0 or more".formatted(settle,
							silence));
		}
		if (window.compareTo(settle) <= 0) {
			throw new IllegalArgumentException(
					"reconciliation.window=%s must be longer than reconciliation.settle=%s".formatted(window, settle));
		}
	}

}
