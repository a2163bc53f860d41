package io.switchboard.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventListener;
import io.switchboard.store.Store;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Hands deliveries to their routes: right after the commit that filed them, and from the
 * table what waits there.
 */
@Component
class Dispatcher implements EventListener {

	private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

	private static final long PATIENCE_SECONDS = 5;

	private final Map<String, Channel> channels = new ConcurrentHashMap<>();

	private final Runs runs = new Runs();

	private final Clock clock = Clock.systemUTC();

	private final ExecutorService workers = Executors.newCachedThreadPool(new CustomizableThreadFactory("delivery-"));

	private final ScheduledExecutorService poller = Executors
		.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("delivery-poll-"));

	private final DeliveryTable table;

	private final Marks marks;

	private final AttemptRunner runner;

	Dispatcher(Store store, DeliveryTable table, MeterRegistry meters) {
		this.table = table;
		this.marks = new Marks(store, table, this::marked, this::hold);
		this.runner = new AttemptRunner(this.runs, this.marks, meters);
		this.poller.scheduleWithFixedDelay(this::poll, 0, 1, TimeUnit.SECONDS);
	}

	void open(DurableConsumer consumer) {
		Channel channel = this.channels.computeIfAbsent(consumer.channel(),
				(name) -> new Channel(consumer, this.workers, this.runner));
		if (!channel.open(consumer)) {
			throw new IllegalStateException("durable:%s is read by two routes, %s and %s; a channel has one route"
				.formatted(consumer.channel(), channel.consumer().getRouteId(), consumer.getRouteId()));
		}
		this.poller.execute(() -> refill(channel));
	}

	/** Starts nothing more; Camel itself waits for what its routes still run. */
	void close(DurableConsumer consumer) {
		Channel channel = this.channels.get(consumer.channel());
		if (channel != null) {
			channel.close(consumer);
		}
	}

	@Override
	public Filing file(Connection connection, List<Event> events) throws SQLException {
		List<DeliveryTable.NewDelivery> deliveries = events.stream()
			.map((event) -> new DeliveryTable.NewDelivery(event, DurableComponent.SWITCHBOARD))
			.toList();
		return hold(this.table.insert(connection, deliveries, this.clock.instant()));
	}

	/**
	 * Holds what is being filed, before the commit: the poller may see it sooner than we
	 * do.
	 */
	private Filing hold(List<Delivery> filed) {
		Map<Channel, List<Delivery>> held = new LinkedHashMap<>();
		Map<String, List<Delivery>> byRoute = new LinkedHashMap<>();
		filed.forEach(
				(delivery) -> byRoute.computeIfAbsent(delivery.route(), (route) -> new ArrayList<>()).add(delivery));
		byRoute.forEach((route, deliveries) -> {
			Channel channel = this.channels.get(route);
			if (channel != null) {
				held.put(channel, channel.hold(deliveries));
			}
		});
		return new Filing() {
			@Override
			public void committed() {
				held.forEach(Channel::queue);
			}

			@Override
			public void rolledBack() {
				held.forEach((channel, deliveries) -> deliveries.forEach(channel::release));
			}
		};
	}

	private void marked(Attempt attempt) {
		Channel channel = this.channels.get(attempt.delivery().route());
		if (channel != null) {
			channel.release(attempt.delivery());
			if (channel.wantsRefill()) {
				this.poller.execute(() -> refill(channel));
			}
		}
	}

	/** Must not throw: a scheduled task that throws is never run again. */
	private void poll() {
		try {
			this.runs.interruptOverdue();
			this.channels.values().forEach(this::refill);
		}
		catch (Throwable ex) {
			log.error("looking for deliveries that are due", ex);
		}
	}

	private void refill(Channel channel) {
		if (!channel.beginRefill()) {
			return;
		}
		try {
			channel
				.endRefill(this.table.due(channel.consumer().channel(), this.clock.instant(), Channel.refillLimit()));
		}
		catch (RuntimeException ex) {
			log.warn("cannot read the deliveries that wait for {}: {}", channel.consumer().channel(), ex.toString());
		}
	}

	@PreDestroy
	void stop() throws InterruptedException {
		this.runner.stop();
		this.channels.values().forEach((channel) -> channel.close(channel.consumer()));
		this.poller.shutdownNow();
		this.workers.shutdown();
		if (!this.workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			this.workers.shutdownNow();
			this.workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		this.marks.close();
	}

}
