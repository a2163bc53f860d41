package io.switchboard.simulator.account;

import java.time.Duration;

import io.switchboard.declared.Within;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Profile;
import org.springframework.validation.annotation.Validated;

/**
 * The simulated platform.
 *
 * @param apiKey the key that opens its REST API
 * @param cdrLag how long after its end a call has a CDR
 * @param recordingLag how long after its end a recorded call has a recording
 * @param ringDelay how long {@code POST /calls} waits for the agent
 * @param insecureTls whether a webhook may have a certificate that nobody vouches for
 */
@Validated
@ConfigurationProperties("simulator")
@Profile({ "demo", "simulator" })
public record SimulatorSettings(@NotBlank String apiKey,
		@Within(least = "0s", most = "1d") @NotNull @DefaultValue("2s") Duration cdrLag,
		@Within(least = "0s", most = "1d") @NotNull @DefaultValue("4s") Duration recordingLag,
		@Within(least = "0s", most = "5m") @NotNull @DefaultValue("0s") Duration ringDelay,
		@DefaultValue("false") boolean insecureTls) {

	@Override
	public String toString() {
		return "SimulatorSettings[cdrLag=" + this.cdrLag + ", recordingLag=" + this.recordingLag + "]";
	}

}
