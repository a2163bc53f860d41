package io.switchboard.delivery.queue;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.delivery.table.Newest;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.dao.DataAccessException;

/** Reads deliveries that wait in the table into the channels that have room for them. */
class BacklogReader {

	private static final Logger log = LoggerFactory.getLogger(BacklogReader.class);

	private final Channels channels;

	private final DeliveryTable table;

	private final Ownership ownership;

	private final Clock clock;

	private final Threads threads;

	/** Channels that have asked for a refill that has not begun. */
	private final Set<Channel> requested = ConcurrentHashMap.newKeySet();

	private final Newest newest = new Newest();

	private final Store store;

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN, "cannot read the deliveries that wait");

	BacklogReader(Channels channels, Store store, DeliveryTable table, Ownership ownership, Clock clock,
			Threads threads) {
		this.store = store;
		this.channels = channels;
		this.table = table;
		this.ownership = ownership;
		this.clock = clock;
		this.threads = threads;
	}

	/** Reads soon, and once even if it is asked for several times. */
	void request(Channel channel) {
		if (this.requested.add(channel)) {
			this.threads.read(() -> quietly("reading deliveries", () -> read(channel)));
		}
	}

	/** The table holds deliveries that memory does not: reads them soon. */
	void expectMore(Channel channel) {
		channel.expectMore();
		request(channel);
	}

	/** Reads now, if the channel has room. */
	void read(Channel channel) {
		this.requested.remove(channel);
		Refill refill = channel.beginRefill();
		if (refill == null) {
			return;
		}
		String route = channel.consumer().channel();
		boolean ordered = channel.consumer().options().ordered();
		try {
			Instant now = this.clock.instant();
			long term = this.ownership.term();
			boolean sole = this.ownership.isSole();
			List<Delivery> first = this.table.firstOfCalls(route, ordered, sole ? null : this.ownership.shards(), now,
					term, refill.limit());
			List<Delivery> due = new ArrayList<>(first);
			if (ordered) {
				due.addAll(this.table.following(first, now, term, 2 * Channel.CAPACITY));
			}
			this.store.works(this.outage);
			channel.endRefill(refill, due, (sole && first.size() < refill.limit()) ? allOpen(route) : null);
		}
		catch (RuntimeException ex) {
			channel.expectMore();
			this.store.failed(this.outage, 1, ex);
		}
	}

	private @Nullable List<Long> allOpen(String route) {
		List<Long> ids = this.table.open(route, Channel.CAPACITY + 1);
		return (ids.size() <= Channel.CAPACITY) ? ids : null;
	}

	/** Reads for the routes for which another node has filed since the last look. */
	void readOfOthers() {
		quietly("looking for what other nodes accepted", () -> {
			try {
				this.channels.forEach(this.newest.routes(this.table), this::read);
			}
			catch (DataAccessException ex) {
				this.store.failed(this.outage, 1, ex);
			}
		});
	}

	/** A scheduled task that throws is never run again. */
	static void quietly(String what, Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			log.error(what, ex);
		}
	}

}
