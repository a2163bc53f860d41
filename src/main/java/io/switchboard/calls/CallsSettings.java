package io.switchboard.calls;

import java.time.Duration;

import io.switchboard.declared.Within;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls are counted, and when a call is settled.
 *
 * @param serviceLevelSeconds a queue call that is answered after that many seconds at
 * most is answered in time
 * @param settle how long no event of an ended call must come in before it is settled
 * @param askAfter how long no event of a live call must come in before VoIPstudio is
 * asked about it; 0 for never
 * @param recordWait how long to wait for VoIPstudio's records if events of the call are
 * missing
 */
@Validated
@ConfigurationProperties("calls")
record CallsSettings(@Within(least = "0", most = "86400") @DefaultValue("20") long serviceLevelSeconds,
		@Within(least = "0s", most = "7d") @DefaultValue("20s") Duration settle,
		@Within(least = "0s", most = "31d") @DefaultValue("10m") Duration askAfter,
		@Within(least = "0s", most = "31d") @DefaultValue("2m") Duration recordWait) {

	CallsSettings {
		if (settle.isNegative()) {
			throw new IllegalArgumentException("calls.settle=%s must be 0 or more".formatted(settle));
		}
		if (askAfter.isNegative() || recordWait.isNegative()) {
			throw new IllegalArgumentException(
					"calls.ask-after=%s and calls.record-wait=%s must be 0 or more".formatted(askAfter, recordWait));
		}
	}

	/** Whether VoIPstudio is asked at all. */
	boolean asks() {
		return !this.askAfter.isZero();
	}

	/** The default settings. */
	static CallsSettings defaults() {
		return new CallsSettings(20, Duration.ofSeconds(20), Duration.ofMinutes(10), Duration.ofMinutes(2));
	}

}
