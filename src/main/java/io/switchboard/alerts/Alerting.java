package io.switchboard.alerts;

import java.time.ZoneId;
import java.util.UUID;

import io.switchboard.delivery.cluster.Nodes;
import io.switchboard.store.Store;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the alerts, if there is a channel. */
@Component
class Alerting implements SmartLifecycle {

	private final AlertSettings settings;

	private final Wording wording;

	private final AlertJob job;

	Alerting(AlertSettings settings, Store store, AlertTables tables, Channels channels,
			ObjectProvider<Observed> observed, @Value("${display.time-zone}") ZoneId zone,
			@Value("${console.url}") String console) {
		this.settings = settings;
		this.wording = new Wording(zone, console);
		// all nodes go by the time of the store, and by their own while it is away
		this.job = new AlertJob(settings, store, tables, channels, (now) -> observed.getObject().troubles(now),
				this.wording, new AlertPolicy(settings, zone), Nodes.here(), store.clock());
	}

	Message test(String who) {
		return this.wording.test(UUID.randomUUID().toString(), who);
	}

	@Override
	public void start() {
		if (this.settings.isOn()) {
			this.job.start();
		}
	}

	@Override
	public void stop() {
		if (this.job.isRunning()) {
			this.job.stop();
		}
	}

	@Override
	public boolean isRunning() {
		return this.job.isRunning();
	}

}
