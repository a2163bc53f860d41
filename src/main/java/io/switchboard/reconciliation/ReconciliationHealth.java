package io.switchboard.reconciliation;

import java.util.LinkedHashMap;
import java.util.Map;

import io.switchboard.reconciliation.RunTable.State;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Says to people whether webhooks come in, and what the last reconciliation found. Always
 * up: a restart would not bring the webhooks back.
 */
@Component("reconciliationHealthIndicator")
class ReconciliationHealth implements HealthIndicator {

	private final RunTable table;

	private final HeardCalls heard;

	ReconciliationHealth(RunTable table, HeardCalls heard) {
		this.table = table;
		this.heard = heard;
	}

	@Override
	public Health health() {
		try {
			State state = this.table.state();
			Map<String, @Nullable Object> details = new LinkedHashMap<>();
			details.put("silent", state.silentSince() != null);
			details.put("silent_since", state.silentSince());
			details.put("last_event_received_at", this.heard.lastReceived());
			details.put("last_run_at", state.doneAt());
			details.put("calls_filed", state.callsFiled());
			details.put("last_error", state.lastError());
			return Health.up().withDetails(details).build();
		}
		catch (DataAccessException ex) {
			return Health.up().withDetail("last_error", "the store cannot be read").build();
		}
	}

}
