package io.switchboard.simulator.scenario;

import java.time.Duration;
import java.util.Map;

/**
 * Something that happens on the simulated platform: one event, with all that the platform
 * knows of it, whatever it tells of it later.
 *
 * @param after how long after the scenario began, before any scaling
 * @param event the webhook's fields in the flavour {@code observed}, with the platform's
 * names and JSON types
 * @param recorded whether the call that ends here leaves a recording
 */
public record Occurrence(Duration after, Map<String, Object> event, boolean recorded) {
}
