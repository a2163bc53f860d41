package io.switchboard.delivery.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.cluster.Work;
import io.switchboard.delivery.table.Attempt;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.delivery.table.Newest;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.inbox.EventListener;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Hands deliveries to their routes: right after the commit that filed them, and from the
 * table what waits there.
 */
public class Dispatcher implements EventListener, Marks.Listener, Work {

	private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

	private final Map<String, Channel> channels = new ConcurrentHashMap<>();

	/** Their refill is asked for, and has not begun. */
	private final Set<Channel> awaitingRefill = ConcurrentHashMap.newKeySet();

	private final Runs runs = new Runs();

	private final Clock clock;

	private final Threads threads;

	private final DeliveryTable table;

	private final Ownership ownership;

	private final Marks marks;

	private final AttemptRunner runner;

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN, "cannot read the deliveries that wait");

	private final Newest newest = new Newest();

	private volatile Set<String> paused = Set.of();

	/** {@code sink} takes attempts, to have them marked in groups. */
	public Dispatcher(Store store, DeliveryTable table, Ownership ownership, Clock clock, Threads threads,
			Predicate<Attempt> sink, MeterRegistry meters) {
		this.clock = clock;
		this.threads = threads;
		this.table = table;
		this.ownership = ownership;
		this.marks = new Marks(store, table, ownership, clock, this);
		this.runner = new AttemptRunner(clock, this.runs, ownership, sink, meters);
	}

	public void open(ChannelConsumer consumer) {
		Channel channel = this.channels.computeIfAbsent(consumer.channel(),
				(name) -> new Channel(consumer, this.threads, this.ownership, this.runner));
		if (!channel.open(consumer)) {
			throw new IllegalStateException("durable:%s is read by two routes, %s and %s; a channel has one route"
				.formatted(consumer.channel(), channel.consumer().getRouteId(), consumer.getRouteId()));
		}
		channel.gate().pause(this.paused.contains(consumer.channel()));
		if (consumer.isSwitchboard()) {
			this.ownership.switchboardChanged();
		}
		requestRefill(channel);
	}

	@Override
	public @Nullable String switchboard() {
		Channel channel = this.channels.get(RouteNames.SWITCHBOARD);
		return (channel != null && channel.isOpen()) ? channel.consumer().digest() : null;
	}

	/** The switchboard, or null while it decides nothing. */
	public @Nullable ChannelConsumer decides() {
		Channel channel = this.channels.get(RouteNames.SWITCHBOARD);
		return (channel != null && channel.isOpen() && !isPaused(RouteNames.SWITCHBOARD)) ? channel.consumer() : null;
	}

	@Override
	public Set<String> routes() {
		return this.channels.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().isOpen())
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	/** Whether no other node has a newer switchboard. */
	public boolean isNewest(Connection connection) throws SQLException {
		return this.ownership.outdated(connection) == null;
	}

	/** How many nodes share the work. */
	public int nodes() {
		return this.ownership.nodes();
	}

	/** Starts nothing more; Camel itself waits for what its routes still run. */
	public void close(ChannelConsumer consumer) {
		Channel channel = this.channels.get(consumer.channel());
		if (channel != null) {
			channel.close(consumer);
		}
	}

	/** The channel of that name, or null if no route has read from it yet. */
	@Nullable Channel channel(String name) {
		return this.channels.get(name);
	}

	@Override
	public Filing file(List<Decided> events) {
		// a node that the others do not reckon with must not file behind their backs
		return new NewDeliveries(this.table, this.ownership, this.clock.instant(), switchboard(), this::isUndecided,
				events, this::hold);
	}

	/** The table may know of more. */
	private boolean isUndecided(long call) {
		Channel channel = this.channels.get(RouteNames.SWITCHBOARD);
		return channel != null && channel.holds(call);
	}

	@Override
	public Hold hold(List<Delivery> filed) {
		return new Hold(this.channels, filed, this::requestRefill);
	}

	@Override
	public void marked(Attempt attempt) {
		Channel channel = this.channels.get(attempt.delivery().route());
		if (channel != null) {
			if (attempt.nextAttemptAt() != null) {
				channel.giveBack(attempt.delivery());
			}
			else {
				channel.release(attempt.delivery());
			}
			if (channel.wantsRefill()) {
				requestRefill(channel);
			}
		}
	}

	@Override
	public void lost(Attempt attempt) {
		Channel channel = this.channels.get(attempt.delivery().route());
		if (channel != null) {
			channel.giveBack(attempt.delivery());
		}
	}

	/** What earlier attempts of it have done already. */
	public Set<String> done(Delivery delivery) {
		return (delivery.attempts() > 0) ? this.table.done(delivery.id()) : Set.of();
	}

	/** Commits how attempts ended. */
	void mark(List<Attempt> attempts) {
		this.marks.commit(attempts);
	}

	/** What another hand has filed for these routes is read soon, here and elsewhere. */
	public void expectMore(Collection<String> routes) {
		routes.stream().map(this.channels::get).filter((channel) -> channel != null).forEach(this::expectMore);
		this.ownership.tellOthers(Set.copyOf(routes));
	}

	@Override
	public void expectMore() {
		this.channels.values().forEach(this::expectMore);
	}

	private void expectMore(Channel channel) {
		channel.expectMore();
		requestRefill(channel);
	}

	/** Starts nothing more of these, unless it runs already. */
	void drop(Predicate<Delivery> condition) {
		this.channels.values().forEach((channel) -> channel.drop(condition));
	}

	@Override
	public void keepOnly(Set<Integer> shards) {
		drop((delivery) -> !shards.contains(delivery.shard()));
	}

	@Override
	public boolean holds(int shard) {
		return holds((delivery) -> delivery.shard() == shard);
	}

	public boolean holds(Predicate<Delivery> condition) {
		return this.channels.values().stream().anyMatch((channel) -> channel.holds(condition));
	}

	@Override
	public void interrupt() {
		this.runs.interruptAll();
	}

	/** Holds back the deliveries of these routes and of no others. */
	public void pause(Set<String> routes) {
		this.paused = Set.copyOf(routes);
		this.channels.forEach((name, channel) -> {
			channel.gate().pause(routes.contains(name));
			channel.wake();
		});
	}

	/**
	 * To be called every second. Never throws.
	 * @param all whether to read of channels too that hold all that waits for them, to
	 * their knowledge
	 */
	public void poll(boolean all) {
		quietly("looking for deliveries that are due", () -> {
			this.runs.interruptOverdue();
			this.channels.values().forEach((channel) -> {
				channel.wake();
				if (all || channel.wantsRefill()) {
					refill(channel);
				}
			});
		});
	}

	@Override
	public void filedByOthers(Set<String> routes) {
		if (!this.ownership.isSole()) {
			this.channels.forEach((route, channel) -> {
				if (routes.isEmpty() || routes.contains(route)) {
					requestRefill(channel);
				}
			});
		}
	}

	/**
	 * To be called more often: where no node tells us what it files, we look whether
	 * there is anything.
	 */
	void pollOthers() {
		if (!this.ownership.isSole() && !this.ownership.isTold()) {
			quietly("looking for what other nodes accepted", () -> this.newest.routes(this.table).forEach((route) -> {
				Channel channel = this.channels.get(route);
				if (channel != null) {
					refill(channel);
				}
			}));
		}
	}

	private void requestRefill(Channel channel) {
		if (this.awaitingRefill.add(channel)) {
			this.threads.read(() -> quietly("reading deliveries", () -> refill(channel)));
		}
	}

	private void refill(Channel channel) {
		this.awaitingRefill.remove(channel);
		int limit = channel.beginRefill();
		if (limit == 0) {
			return;
		}
		String route = channel.consumer().channel();
		boolean ordered = channel.consumer().options().ordered();
		try {
			Instant now = this.clock.instant();
			long term = this.ownership.term();
			boolean sole = this.ownership.isSole();
			List<Delivery> first = this.table.firstOfCalls(route, ordered, sole ? null : this.ownership.shards(), now,
					term, limit);
			List<Delivery> due = new ArrayList<>(first);
			if (ordered) {
				due.addAll(this.table.following(first, now, term, 2 * Channel.CAPACITY));
			}
			this.outage.works();
			channel.endRefill(due, (sole && first.size() < limit) ? allOpen(route) : null);
		}
		catch (RuntimeException ex) {
			channel.expectMore();
			this.outage.happened(1, route + ": " + ex);
		}
	}

	private @Nullable List<Long> allOpen(String route) {
		List<Long> ids = this.table.open(route, Channel.CAPACITY + 1);
		return (ids.size() <= Channel.CAPACITY) ? ids : null;
	}

	public boolean isPaused(String route) {
		return this.paused.contains(route);
	}

	/** A scheduled task that throws is never run again. */
	private static void quietly(String what, Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			log.error(what, ex);
		}
	}

	/** From now on starts nothing, and counts no failure. */
	void stop() {
		this.runner.stop();
		this.channels.values().forEach((channel) -> channel.close(channel.consumer()));
	}

	/** From now on does not wait for a store that is away. */
	void stopMarking() {
		this.marks.close();
	}

}
