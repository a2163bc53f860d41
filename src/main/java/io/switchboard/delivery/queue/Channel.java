package io.switchboard.delivery.queue;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.table.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of deliveries of one route, in memory. The backlog waits in the table.
 * <p>
 * A delivery is claimed from before it is committed until it is acknowledged, so that it
 * never runs twice at once. A channel whose route stops and starts again keeps its claim
 * on the deliveries that run.
 * <p>
 * Order within a call is kept so. If memory holds all open deliveries, a new one joins
 * its lane at once. If not, memory holds only the first deliveries of a call, as the
 * table has them. A new one then waits in the table for the next {@link Refill}.
 */
class Channel {

	static final int CAPACITY = 500;

	private final Lanes lanes;

	private final Backlog backlog;

	private final Intake intake;

	private final Starter starter;

	private ChannelConsumer consumer;

	private Gate gate;

	private boolean open;

	Channel(ChannelConsumer consumer, Threads threads, Ownership ownership, DeliveryRunner runner) {
		this.consumer = consumer;
		ChannelOptions options = consumer.options();
		this.gate = new Gate(consumer.channel(), options);
		this.lanes = new Lanes(options.ordered(), new LaneListener());
		this.backlog = new Backlog(this.lanes, ownership);
		this.intake = new Intake(this.lanes, this.backlog, ownership);
		this.starter = new Starter(this.lanes, ownership, threads, new Worker(this, runner), this::wakeInTime,
				this.gate, options.concurrency());
	}

	/** Opens for a consumer; false if it is open for another. */
	synchronized boolean open(ChannelConsumer consumer) {
		if (this.open && this.consumer != consumer) {
			return false;
		}
		use(consumer);
		return true;
	}

	private void use(ChannelConsumer consumer) {
		ChannelOptions options = consumer.options();
		this.consumer = consumer;
		this.gate = this.gate.with(options);
		this.lanes.order(options.ordered());
		this.lanes.share(options.concurrency());
		this.starter.use(this.gate, options.concurrency());
		this.open = true;
		expectMore();
	}

	/**
	 * Goes on with another consumer. Queued deliveries stay queued. Running ones end on
	 * the old consumer.
	 * @return the one before
	 */
	synchronized ChannelConsumer replace(ChannelConsumer consumer) {
		ChannelConsumer before = this.consumer;
		if (before.options().ordered() != consumer.options().ordered()) {
			drop((delivery) -> true);
		}
		use(consumer);
		this.gate.tryAnew();
		return before;
	}

	/**
	 * Starts no more deliveries for this consumer. Queued ones stay in the table. Running
	 * ones end.
	 */
	synchronized void close(ChannelConsumer consumer) {
		if (this.consumer == consumer) {
			this.open = false;
			drop((delivery) -> true);
		}
	}

	synchronized boolean isOpen() {
		return this.open;
	}

	synchronized ChannelConsumer consumer() {
		return this.consumer;
	}

	synchronized Gate gate() {
		return this.gate;
	}

	/**
	 * Claims deliveries that are about to be filed, as far as that keeps order. They have
	 * no number yet.
	 */
	synchronized Intake.Claim claim(Collection<Delivery> deliveries) {
		return this.intake.claim(deliveries, this.open);
	}

	/**
	 * The claimed deliveries that were filed are committed, and may run.
	 * @param filed what was filed for this channel, with its numbers
	 * @return true if more waits in the table
	 */
	synchronized boolean commit(Intake.Claim claim, Collection<Delivery> filed) {
		boolean leftOut = this.intake.commit(claim, filed, this.open);
		this.starter.pump();
		return leftOut && this.open;
	}

	/** The claimed deliveries were not committed, as far as we know. */
	synchronized void rollBack(Intake.Claim claim) {
		this.intake.rollBack(claim);
		this.starter.pump();
	}

	/** The table holds deliveries that memory does not. */
	synchronized void expectMore() {
		this.backlog.expectMore();
	}

	/**
	 * The delivery succeeded, and will be acknowledged before the next ones of its call.
	 * In a channel without effects of its own, those may start.
	 */
	synchronized void advance(Delivery delivery) {
		this.lanes.advance(delivery);
		this.starter.pump();
	}

	/** The delivery is done or dead, and the table says so. */
	synchronized void acknowledge(Delivery delivery) {
		this.backlog.ended(delivery);
		this.lanes.remove(delivery);
		this.starter.pump();
	}

	/** The delivery is not done. Releases it and the later ones of its call. */
	synchronized void release(Delivery delivery) {
		this.backlog.ended(delivery);
		expectMore();
		this.lanes.removeWithLane(delivery);
	}

	/** Releases deliveries that do not run yet. */
	synchronized void drop(Predicate<Delivery> condition) {
		this.backlog.outdate();
		this.lanes.drop(condition);
	}

	/** Whether any delivery that meets the condition is claimed. */
	synchronized boolean holds(Predicate<Delivery> condition) {
		return this.lanes.count(condition) > 0;
	}

	/** Whether memory holds a delivery of a call. */
	synchronized boolean holds(long call) {
		return this.lanes.holds(call);
	}

	/** Whether more should be read from the table now. */
	synchronized boolean wantsRefill() {
		return !this.backlog.isEmpty() && hasRoom();
	}

	private boolean hasRoom() {
		return this.open && this.backlog.hasRoom();
	}

	/** Begins to read from the table; null if memory has no room. */
	synchronized @Nullable Refill beginRefill() {
		return this.backlog.begin(hasRoom());
	}

	/**
	 * Queues the deliveries that were read.
	 * @param refill what {@link #beginRefill} returned
	 * @param due what may run, in order
	 * @param all the ids of all that is not done, or null if there are too many to say
	 */
	synchronized void endRefill(Refill refill, List<Delivery> due, @Nullable Collection<Long> all) {
		if (this.backlog.isCurrent(refill)) {
			this.backlog.end(refill, due, all, this.open);
			this.starter.pump();
		}
		else {
			// start anew, without what memory knew before
			drop((delivery) -> true);
			expectMore();
		}
	}

	/** Looks again whether something may start. */
	synchronized void wake() {
		this.starter.wake();
	}

	private synchronized void wakeInTime() {
		this.starter.wakeInTime();
	}

	/** Starts the next delivery, or says null if none may start now. */
	synchronized @Nullable Delivery next() {
		return this.starter.next();
	}

	/**
	 * A worker leaves its place, or one more may run beside an attempt that cannot be
	 * ended. The same step looks for the next delivery, so that none is overlooked.
	 */
	synchronized void leave() {
		this.starter.leave();
	}

	/** Called under our guard. */
	private final class LaneListener implements Lanes.Listener {

		@Override
		public void ready(Lane lane) {
			Channel.this.starter.ready(lane);
		}

		@Override
		public void dropped(Object lane) {
			Channel.this.backlog.dropped(lane);
		}

	}

}
