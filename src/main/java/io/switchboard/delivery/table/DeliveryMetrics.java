package io.switchboard.delivery.table;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * How many deliveries are not done, for the metrics: counted at most every few seconds.
 */
@Component
class DeliveryMetrics {

	private static final Duration FRESH = Duration.ofSeconds(10);

	private final Supplier<Map<String, Map<String, Long>>> count;

	private Map<String, Map<String, Long>> counts = Map.of();

	private long countedAt = System.nanoTime() - FRESH.toNanos();

	DeliveryMetrics(DeliveryTable table, MeterRegistry meters) {
		this.count = table::open;
		for (String status : new String[] { "pending", "retrying", "dead" }) {
			Gauge.builder("switchboard.deliveries", () -> number(status))
				.description("Deliveries that are not done")
				.tag("status", status)
				.register(meters);
		}
	}

	private synchronized long number(String status) {
		if (System.nanoTime() - this.countedAt >= FRESH.toNanos()) {
			this.counts = this.count.get();
			this.countedAt = System.nanoTime();
		}
		return this.counts.values().stream().mapToLong((route) -> route.getOrDefault(status, 0L)).sum();
	}

}
