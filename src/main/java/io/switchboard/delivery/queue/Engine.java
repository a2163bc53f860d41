package io.switchboard.delivery.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.table.Attempt;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.delivery.table.OpenInBackup;
import io.switchboard.delivery.table.PausedRoutes;
import io.switchboard.store.GroupCommit;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.stereotype.Component;

/**
 * Runs the dispatcher: gives it threads, and calls it at its times.
 */
@Component
class Engine {

	private static final Logger log = LoggerFactory.getLogger(Engine.class);

	private static final int QUEUE = 2000;

	private static final int MAX_BATCH = 500;

	private static final Duration POLL = Duration.ofSeconds(1);

	/**
	 * A row that somebody filed or changed by hand in the database is found within this
	 * time.
	 */
	private static final int POLLS_PER_LOOK_AT_ALL = 10;

	private static final Duration POLL_OTHERS = Duration.ofMillis(100);

	private final DeliveryThreads threads = new DeliveryThreads();

	private final Dispatcher dispatcher;

	private final GroupCommit<Attempt> commits;

	private final PausedRoutes pausedRoutes;

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"the store cannot be read, deliveries wait");

	private final Store store;

	private int polls;

	/** The tries that this node knows, by route. */
	private Map<String, Long> tries;

	Engine(Store store, DeliveryTable table, Ownership ownership, PausedRoutes pausedRoutes, OpenInBackup openInBackup,
			MeterRegistry meters) {
		this.store = store;
		openInBackup.setAside();
		this.pausedRoutes = pausedRoutes;
		this.dispatcher = new Dispatcher(store, table, ownership, Clock.systemUTC(), this.threads, this::acknowledge,
				meters);
		this.commits = new GroupCommit<>("delivery-commit", QUEUE, MAX_BATCH, this.dispatcher::acknowledge);
		Gauge.builder("switchboard.delivery.unacknowledged", this.commits, GroupCommit::waiting)
			.description("Attempts that ended, and wait to be stored")
			.register(meters);
		this.dispatcher.pause(pausedRoutes.read());
		this.tries = pausedRoutes.tries();
		ownership.start(this.dispatcher.work());
		this.threads.readEvery(POLL, this::poll);
		if (store.dialect().isShared()) {
			// with SQLite there is no other node to wait for
			this.threads.readEvery(POLL_OTHERS, this.dispatcher::pollOthers);
		}
	}

	Dispatcher dispatcher() {
		return this.dispatcher;
	}

	private boolean acknowledge(Attempt attempt) {
		return this.commits.put(attempt);
	}

	private void poll() {
		try {
			this.dispatcher.pause(this.pausedRoutes.read());
			Map<String, Long> before = this.tries;
			this.tries = this.pausedRoutes.tries();
			this.tries.forEach((route, number) -> {
				if (number > before.getOrDefault(route, 0L)) {
					tryNow(this.dispatcher, route);
				}
			});
		}
		catch (RuntimeException ex) {
			this.store.failed(this.outage, 1, ex);
			return;
		}
		this.store.works(this.outage);
		this.dispatcher.poll(this.polls++ % POLLS_PER_LOOK_AT_ALL == 0);
	}

	/** False if the route does not wait for its destination on this node. */
	static boolean tryNow(Dispatcher dispatcher, String route) {
		Channel channel = dispatcher.channel(route);
		boolean waits = channel != null && channel.gate().tryNow();
		if (waits) {
			channel.wake();
		}
		return waits;
	}

	@PreDestroy
	void stop() throws InterruptedException {
		this.dispatcher.stop();
		this.threads.stop();
		this.dispatcher.stopAcknowledging();
		this.commits.close();
	}

}
