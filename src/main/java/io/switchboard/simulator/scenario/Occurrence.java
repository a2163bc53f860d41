package io.switchboard.simulator.scenario;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One event on the simulated platform, with all fields that the platform knows. A webhook
 * may get fewer.
 *
 * @param after how long after the scenario began, before any scaling
 * @param event the webhook's fields in the flavour {@code observed}, with the platform's
 * names and JSON types
 * @param recorded whether the call that ends here leaves a recording
 * @param late how much later the platform sends it
 * @param outcome the outcome of the call, as its scenario says; or null
 */
public record Occurrence(Duration after, Map<String, Object> event, boolean recorded, Duration late,
		@Nullable String outcome) {
}
