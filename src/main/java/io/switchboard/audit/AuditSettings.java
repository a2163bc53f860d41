package io.switchboard.audit;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code audit.*}.
 *
 * @param keep how long rows are stored
 */
@ConfigurationProperties("audit")
record AuditSettings(@DefaultValue("730d") Duration keep) {
}
