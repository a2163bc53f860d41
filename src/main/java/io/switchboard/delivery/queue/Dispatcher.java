package io.switchboard.delivery.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.cluster.Work;
import io.switchboard.delivery.table.Attempt;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.inbox.EventListener;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Hands deliveries to their routes: new ones right after the commit that filed them, and
 * those that wait in the table.
 */
public class Dispatcher implements EventListener, Acknowledgements.Listener {

	private final Clock clock;

	private final DeliveryTable table;

	private final Ownership ownership;

	private final Runs runs = new Runs();

	private final ShardWork work;

	private final AttemptRunner runner;

	private final Channels channels;

	private final BacklogReader reader;

	private final Acknowledgements acknowledgements;

	/** {@code sink} takes ended attempts and acknowledges them in groups. */
	Dispatcher(Store store, DeliveryTable table, Ownership ownership, Clock clock, Threads threads,
			Predicate<Attempt> sink, MeterRegistry meters) {
		this.clock = clock;
		this.table = table;
		this.ownership = ownership;
		AttemptMeters attempts = new AttemptMeters(meters);
		this.runner = new AttemptRunner(clock, this.runs, ownership, sink, attempts);
		this.channels = new Channels((consumer) -> {
			attempts.begin(consumer.channel());
			return new Channel(consumer, threads, ownership, this.runner);
		});
		this.reader = new BacklogReader(this.channels, store, table, ownership, clock, threads);
		this.work = new ShardWork(this.channels, this.reader, this.runs, ownership);
		this.acknowledgements = new Acknowledgements(store, table.inserts(), ownership, clock, this);
	}

	/**
	 * Runs deliveries for a route from now on.
	 * @param consumer the route
	 * @throws IllegalStateException if another route reads from the same channel
	 */
	public void open(ChannelConsumer consumer) {
		opened(this.channels.open(consumer));
	}

	/**
	 * Lets a consumer take over a channel from any other.
	 * @param consumer one that has started
	 */
	public void replace(ChannelConsumer consumer) {
		Channel channel = this.channels.replace(consumer);
		opened(channel);
		channel.wake();
	}

	private void opened(Channel channel) {
		if (channel.consumer().isSwitchboard()) {
			this.ownership.switchboardChanged();
		}
		this.reader.request(channel);
	}

	/**
	 * Starts no more deliveries for a route. Camel itself waits for those that still run.
	 * @param consumer the route
	 */
	public void close(ChannelConsumer consumer) {
		this.channels.close(consumer);
	}

	/**
	 * The switchboard.
	 * @return null while it is stopped or paused
	 */
	public @Nullable ChannelConsumer decides() {
		return isPaused(RouteNames.SWITCHBOARD) ? null : this.channels.switchboard();
	}

	/**
	 * The consumer that runs the deliveries of a channel.
	 * @param name the channel's
	 * @return null if no consumer does
	 */
	public @Nullable ChannelConsumer running(String name) {
		Channel channel = this.channels.get(name);
		return (channel != null && channel.isOpen()) ? channel.consumer() : null;
	}

	/** Who reads from a channel, whether they take deliveries now or not. */
	public List<ChannelConsumer> consumers() {
		return this.channels.consumers();
	}

	/**
	 * Whether this node's switchboard may decide for all.
	 * @param connection a transaction's connection
	 * @return false if another node has a newer switchboard
	 * @throws SQLException if the store cannot be reached
	 */
	public boolean isNewest(Connection connection) throws SQLException {
		return this.ownership.outdated(connection) == null;
	}

	/** Follows the changes of the node's shards. */
	Work work() {
		return this.work;
	}

	/** The channel of that name, or null if no route has read from it yet. */
	@Nullable Channel channel(String name) {
		return this.channels.get(name);
	}

	@Override
	public Filing file(List<Decided> events) {
		// the other nodes must know of this node before it files
		return new NewDeliveries(this.table.inserts(), this.ownership, this.clock.instant(), this.work.switchboard(),
				this.channels::isUndecided, events, this::claim);
	}

	@Override
	public Claims claim(List<Delivery> filed) {
		return new Claims(this.channels, filed, this.reader::request);
	}

	@Override
	public void acknowledged(Attempt attempt) {
		Channel channel = this.channels.get(attempt.delivery().route());
		if (channel != null) {
			if (attempt.nextAttemptAt() != null) {
				channel.release(attempt.delivery());
			}
			else {
				channel.acknowledge(attempt.delivery());
			}
			if (channel.wantsRefill()) {
				this.reader.request(channel);
			}
		}
	}

	@Override
	public void lost(Attempt attempt) {
		Channel channel = this.channels.get(attempt.delivery().route());
		if (channel != null) {
			channel.release(attempt.delivery());
		}
	}

	/**
	 * What earlier attempts of a delivery have done already.
	 * @param delivery the delivery
	 * @return short names, see {@link io.switchboard.failure.Done}
	 */
	public Set<String> done(Delivery delivery) {
		return (delivery.attempts() > 0) ? this.table.done(delivery.id()) : Set.of();
	}

	/** Commits how attempts ended. */
	void acknowledge(List<Attempt> attempts) {
		this.acknowledgements.commit(attempts);
	}

	/**
	 * Other code has filed deliveries. They are read soon, here and on other nodes.
	 * @param routes the ids of their routes
	 */
	public void expectMore(Collection<String> routes) {
		this.channels.forEach(routes, this.reader::expectMore);
		this.ownership.tellOthers(Set.copyOf(routes));
	}

	/** Pauses these routes, and resumes all others. */
	void pause(Set<String> routes) {
		this.channels.pause(routes);
	}

	/**
	 * Whether an operator has paused a route.
	 * @param route the route's id
	 * @return true if they wait for the route to be resumed
	 */
	public boolean isPaused(String route) {
		return this.channels.isPaused(route);
	}

	/**
	 * Looks for deliveries that are due. To be called every second. Never throws.
	 * @param all whether to read even for channels without a backlog
	 */
	void poll(boolean all) {
		BacklogReader.quietly("looking for deliveries that are due", () -> {
			this.runs.interruptOverdue();
			this.channels.forEach((channel) -> {
				channel.wake();
				if (all || channel.wantsRefill()) {
					this.reader.read(channel);
				}
			});
		});
	}

	/**
	 * Looks for deliveries of other nodes that send no notices. To be called more often.
	 */
	void pollOthers() {
		if (!this.ownership.isSole() && !this.ownership.isTold()) {
			this.reader.readOfOthers();
		}
	}

	/** From now on, starts no delivery and counts no failure. */
	void stop() {
		this.runner.stop();
		this.channels.close();
	}

	/** From now on does not wait for a store that is away. */
	void stopAcknowledging() {
		this.acknowledgements.close();
	}

}
