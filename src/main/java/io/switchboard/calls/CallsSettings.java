package io.switchboard.calls;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls are counted, and when a call is settled.
 *
 * @param serviceLevelSeconds a queue call that is answered after that many seconds at
 * most is answered in time
 * @param settle how long nothing more must come of a call that is over
 * @param askAfter how long nothing must be heard of a call that goes on, until VoIPstudio
 * is asked whether it does; 0 for never
 * @param recordWait how long VoIPstudio's records are waited for, where what came cannot
 * be all
 */
@Validated
@ConfigurationProperties("calls")
record CallsSettings(@DefaultValue("20") @Min(0) long serviceLevelSeconds, @DefaultValue("20s") Duration settle,
		@DefaultValue("10m") Duration askAfter, @DefaultValue("2m") Duration recordWait) {

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

	/** What holds where nobody sets anything. */
	static CallsSettings defaults() {
		return new CallsSettings(20, Duration.ofSeconds(20), Duration.ofMinutes(10), Duration.ofMinutes(2));
	}

}
