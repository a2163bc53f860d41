package io.switchboard.audit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.switchboard.declared.Within;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The settings {@code audit.*}.
 *
 * @param keep how long rows are stored
 */
@ConfigurationProperties("audit")
record AuditSettings(
		@Within(least = "1d", most = "36525d") @DefaultValue("730d") @DurationUnit(ChronoUnit.DAYS) Duration keep) {
}
