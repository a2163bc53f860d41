package io.switchboard.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.store.PacedJob;
import io.switchboard.store.Store;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Checks that every accepted event has a delivery: to its routes, or to the switchboard
 * if it is undecided. It walks over all events in small steps and begins anew once a day.
 * The details of the health say what it found.
 */
@Component("eventsHealthIndicator")
public class FilingCheck implements HealthIndicator {

	private static final Logger log = LoggerFactory.getLogger(FilingCheck.class);

	private static final Duration PACE = Duration.ofSeconds(10);

	/** How many rows each step reads. */
	static final int STEP = 5000;

	/** How many events are named at most. */
	private static final int NAMED = 100;

	private static final long WALK = Duration.ofDays(1).toNanos();

	private static final String LAST_OF_STEP = """
			select max(seq) from (select seq from event where seq > ? and seq <= ? order by seq limit ?) step""";

	private static final String ACCEPTED = """
			select seq from event where seq > ? and seq <= ? and status = 'accepted' order by seq""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final EventDependents dependents;

	private final PacedJob job;

	private final TreeSet<Long> found = new TreeSet<>();

	private long position;

	/**
	 * The newest event of the step before. By now, each older event is committed or never
	 * will be.
	 */
	private long settled;

	private long walkBegan = System.nanoTime();

	@Autowired
	FilingCheck(Store store, JdbcTemplate jdbc, EventDependents dependents) {
		this(store, jdbc, dependents, PACE);
	}

	FilingCheck(Store store, JdbcTemplate jdbc, EventDependents dependents, Duration pace) {
		this.store = store;
		this.jdbc = jdbc;
		this.dependents = dependents;
		this.job = new PacedJob("inbox-filing-check", pace, Duration.ZERO, this::run);
		this.job.start();
	}

	/** A failure is noted, and the next run tries again. */
	void run() {
		try {
			step();
		}
		catch (RuntimeException ex) {
			log.debug("events are not looked at, trying again: {}", this.store.describe(ex));
		}
	}

	synchronized void step() {
		this.found.removeIf((seq) -> !isWithoutDelivery(seq));
		Long last = this.jdbc.queryForObject(LAST_OF_STEP, Long.class, this.position, this.settled, STEP);
		if (last != null) {
			List<Long> seqs = withoutDelivery(this.position, last);
			this.position = last;
			if (this.found.addAll(seqs) && !seqs.isEmpty()) {
				log.error("{} accepted event(s) have no delivery, the first of them number {}", this.found.size(),
						this.found.first());
			}
		}
		else if (System.nanoTime() - this.walkBegan > WALK) {
			this.position = 0;
			this.walkBegan = System.nanoTime();
		}
		this.settled = Objects.requireNonNullElse(this.jdbc.queryForObject("select max(seq) from event", Long.class),
				0L);
	}

	/**
	 * How many of the accepted events that it has read have no delivery.
	 * @return 0 when all is well
	 */
	public synchronized int number() {
		return this.found.size();
	}

	/**
	 * The id of the first of them.
	 * @return null if there is none
	 */
	public synchronized @Nullable String first() {
		return this.found.isEmpty() ? null
				: this.jdbc.queryForList("select id from event where seq = ?", String.class, this.found.first())
					.stream()
					.findFirst()
					.orElse(null);
	}

	private boolean isWithoutDelivery(long seq) {
		return !withoutDelivery(seq - 1, seq).isEmpty();
	}

	private List<Long> withoutDelivery(long after, long last) {
		List<Long> accepted = this.jdbc.queryForList(ACCEPTED, Long.class, after, last);
		Set<Long> filed = this.dependents.done(accepted).keySet();
		return accepted.stream().filter((seq) -> !filed.contains(seq)).limit(NAMED).toList();
	}

	@Override
	public synchronized Health health() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("checked_up_to", this.position);
		details.put("without_delivery", this.found.size());
		if (!this.found.isEmpty()) {
			details.put("first_without_delivery",
					new ArrayList<>(this.found).subList(0, Math.min(10, this.found.size())));
		}
		return (this.found.isEmpty() ? Health.up() : Health.down()).withDetails(details).build();
	}

	@PreDestroy
	void close() {
		this.job.stop();
	}

}
