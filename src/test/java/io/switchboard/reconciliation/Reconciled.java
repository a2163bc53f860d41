package io.switchboard.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.calls.IncompleteCalls;
import io.switchboard.inbox.EventMemory;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.api.VoipstudioApi;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Runs by hand the background work that asks VoIPstudio. */
@Component
public class Reconciled {

	private final ObjectProvider<RunTable> table;

	private final ObjectProvider<HeardCalls> heard;

	private final ObjectProvider<CallFiling> filing;

	private final ObjectProvider<VoipstudioApi> api;

	private final ObjectProvider<IncompleteCalls> incompleteCalls;

	private final ObjectProvider<EventMemory> memory;

	private final ObjectProvider<Store> store;

	private final Map<Long, Instant> gone = new HashMap<>();

	Reconciled(ObjectProvider<RunTable> table, ObjectProvider<HeardCalls> heard, ObjectProvider<CallFiling> filing,
			ObjectProvider<VoipstudioApi> api, ObjectProvider<IncompleteCalls> incompleteCalls,
			ObjectProvider<EventMemory> memory, ObjectProvider<Store> store) {
		this.table = table;
		this.heard = heard;
		this.filing = filing;
		this.api = api;
		this.incompleteCalls = incompleteCalls;
		this.memory = memory;
		this.store = store;
	}

	/** Files the calls that no webhook told. */
	public void records(Clock clock) {
		CallWalk walk = new CallWalk(this.api.getObject(), this.heard.getObject(), this.filing.getObject(),
				this.incompleteCalls.getObject(), new SimpleMeterRegistry());
		new Reconciliation(
				new ReconciliationSettings(Duration.ZERO, Duration.ofHours(6), Duration.ofSeconds(30),
						Duration.ofHours(9)),
				this.store.getObject(), this.table.getObject(), walk, this.heard.getObject(), this.memory.getObject(),
				null, clock)
			.run();
	}

	/** Asks about calls whose events are incomplete. */
	public void incompleteCalls(Clock clock) {
		new IncompleteCallsJob(this.incompleteCalls.getObject(), this.api.getObject(), this.filing.getObject(),
				this.store.getObject(), clock, this.gone)
			.run();
	}

}
