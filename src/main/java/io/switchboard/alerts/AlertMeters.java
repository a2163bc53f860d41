package io.switchboard.alerts;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The number of alerts, for the metrics. The same on every node. */
@Component
class AlertMeters {

	private static final Logger log = LoggerFactory.getLogger(AlertMeters.class);

	private static final long FRESH_NANOS = 10_000_000_000L;

	/** So many are counted. */
	private static final int MOST = 500;

	private final Alerts alerts;

	private Map<Severity, Long> counted = Map.of();

	private long freshUntil = System.nanoTime();

	AlertMeters(Alerts alerts, MeterRegistry meters) {
		this.alerts = alerts;
		if (alerts.isOn()) {
			Arrays.stream(Severity.values())
				.forEach((severity) -> Gauge.builder("switchboard.alerts", () -> number(severity))
					.description("Alerts that nobody has acknowledged")
					.tag("severity", severity.word())
					.register(meters));
		}
	}

	private synchronized double number(Severity severity) {
		if (System.nanoTime() - this.freshUntil >= 0) {
			this.freshUntil = System.nanoTime() + FRESH_NANOS;
			try {
				Map<Severity, Long> counted = new EnumMap<>(Severity.class);
				this.alerts.find(new AlertFilter("firing", null, null, null, null), null, MOST)
					.data()
					.forEach((alert) -> counted.merge(alert.kind().severity(), 1L, Long::sum));
				this.counted = counted;
			}
			catch (DataAccessException | TransactionException ex) {
				log.debug("the store does not answer", ex);
			}
		}
		return this.counted.getOrDefault(severity, 0L);
	}

}
