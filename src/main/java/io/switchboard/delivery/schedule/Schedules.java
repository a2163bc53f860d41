package io.switchboard.delivery.schedule;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.declared.Gives;
import io.switchboard.delivery.durable.DurableConsumer;
import io.switchboard.delivery.durable.Scheduled;
import io.switchboard.delivery.queue.ChannelConsumer;
import io.switchboard.delivery.queue.Dispatcher;
import io.switchboard.inbox.Inbox;
import io.switchboard.store.BackgroundWork;
import io.switchboard.store.PacedJob;
import io.switchboard.text.RepeatedFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.Lifecycle;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/**
 * Files an event for each time of a schedule. Its id is made from the route and the time,
 * so that several nodes file it once. Of the times that passed while nothing ran, only
 * the latest is filed: nobody wants five digests of yesterday.
 */
@Gives({ "schedule", "due_at" })
@Component
class Schedules implements BackgroundWork {

	private static final Logger log = LoggerFactory.getLogger(Schedules.class);

	private static final Duration PACE = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/**
	 * A schedule may be due each second. After a long stop, not every missed time is
	 * computed.
	 */
	private static final int MOST_STEPS = 100_000;

	private final Dispatcher dispatcher;

	private final Inbox inbox;

	private final ScheduleTable table;

	private final ZoneId zone;

	private final Clock clock = Clock.systemUTC();

	private final ObjectMapper json = new ObjectMapper();

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"the event of a schedule cannot be filed, trying again");

	private final PacedJob job = new PacedJob("schedules", PACE, PATIENCE, this::tick);

	/** The rows of the table, for the schedules that run here. */
	private final Map<String, ScheduleTable.Row> known = new LinkedHashMap<>();

	Schedules(Dispatcher dispatcher, Inbox inbox, ScheduleTable table, @Value("${display.time-zone}") ZoneId zone) {
		this.dispatcher = dispatcher;
		this.inbox = inbox;
		this.table = table;
		this.zone = zone;
	}

	private void tick() {
		Map<String, String> schedules = running();
		// while a route is away, another node may file for it
		this.known.keySet().retainAll(schedules.keySet());
		schedules.forEach((route, cron) -> {
			try {
				look(route, cron, this.clock.instant());
				this.table.store().works(this.outage);
			}
			catch (Exception ex) {
				this.table.store().failed(this.outage, 1, ex);
			}
		});
	}

	/** A route that was removed may still end its deliveries. Its schedule is over. */
	private Map<String, String> running() {
		Map<String, String> schedules = new LinkedHashMap<>();
		for (ChannelConsumer each : this.dispatcher.consumers()) {
			if (each instanceof DurableConsumer consumer && consumer.schedule() != null
					&& this.dispatcher.running(consumer.channel()) == consumer) {
				schedules.put(consumer.channel(), consumer.schedule());
			}
		}
		return schedules;
	}

	/** Files the event of one schedule if it is due. */
	void look(String route, String cron, Instant now) throws Exception {
		ScheduleTable.Row row = this.known.get(route);
		if (row == null || !row.cron().equals(cron)) {
			row = this.table.read().get(route);
		}
		if (row == null || row.dueAt() == null || !row.cron().equals(cron)) {
			// a new schedule begins now; earlier times do not count
			done(route, cron, now.truncatedTo(ChronoUnit.SECONDS));
			return;
		}
		Instant due = latest(cron, this.zone, row.dueAt(), now);
		if (due != null) {
			file(route, due);
			done(route, cron, due);
		}
		else {
			this.known.put(route, row);
		}
	}

	private void done(String route, String cron, Instant dueAt) throws SQLException {
		this.table.write(route, cron, dueAt);
		this.known.put(route, new ScheduleTable.Row(cron, dueAt));
	}

	/**
	 * The latest time of a schedule in a span that excludes its beginning and includes
	 * its end; or null.
	 */
	static @Nullable Instant latest(String cron, ZoneId zone, Instant after, Instant now) {
		CronExpression expression = CronExpression.parse(cron);
		Instant latest = null;
		Instant begin = after;
		for (int step = 0; step < MOST_STEPS; step++) {
			ZonedDateTime next = expression.next(begin.atZone(zone));
			if (next == null || next.toInstant().isAfter(now)) {
				return latest;
			}
			latest = next.toInstant();
			begin = latest;
		}
		// due very often: the last time before now is close
		return latest(cron, zone, now.minusSeconds(MOST_STEPS / 2), now);
	}

	private void file(String route, Instant due) throws Exception {
		Map<String, Object> event = new LinkedHashMap<>();
		event.put("id", "schedule.%s.%s".formatted(route, due));
		event.put("event_name", Scheduled.EVENT_NAME);
		event.put(Scheduled.ROUTE, route);
		event.put("due_at", due.toString());
		try {
			this.inbox.accept(this.json.writeValueAsString(event).getBytes(StandardCharsets.UTF_8))
				.toCompletableFuture()
				.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("the store does not answer", ex);
		}
	}

	@Override
	public Lifecycle job() {
		return this.job;
	}

}
