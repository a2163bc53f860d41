package io.switchboard.delivery.table;

import java.util.List;

import io.switchboard.answers.Answer;
import io.switchboard.answers.SentCopy;
import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.cluster.Shards;
import io.switchboard.inbox.Event;
import io.switchboard.voipstudio.EventOrder;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one route.
 *
 * @param id our own number
 * @param event the event, whole
 * @param route the route's id, which is the channel's name
 * @param shard the shard to which it belongs, see {@link Shards}
 * @param order the place of its event among those of its call, see {@link EventOrder}
 * @param attempts how often it was tried before
 * @param uncounted how many of these do not count against the route's maximum
 * @param waits how often it asked to be run again later
 * @param redeliveries how often somebody had it delivered again
 * @param term the term under which the node holds it, see {@link Ownership}
 * @param revision the revision of the route that ran it, or null before that
 * @param past whether a backfill filed it, or a bulk operation redelivered it; it then
 * starts when no other delivery may
 * @param answers the answers to its last attempt, to be stored
 * @param sent what its last attempt sent, to be stored
 */
public record Delivery(long id, Event event, String route, int shard, String order, int attempts, int uncounted,
		int waits, int redeliveries, long term, @Nullable String revision, boolean past, List<Answer> answers,
		List<SentCopy> sent) implements Comparable<Delivery> {

	/** Makes a delivery that was not run yet. */
	public Delivery(long id, Event event, String route, int shard, String order, int attempts, int uncounted, int waits,
			int redeliveries, long term) {
		this(id, event, route, shard, order, attempts, uncounted, waits, redeliveries, term, null, false, List.of(),
				List.of());
	}

	/**
	 * The same delivery after a run.
	 * @param revision the revision of the route that ran it, or null
	 * @param answers what it was answered
	 * @param sent what it sent
	 * @return a delivery that knows it
	 */
	public Delivery ranBy(@Nullable String revision, List<Answer> answers, List<SentCopy> sent) {
		return new Delivery(this.id, this.event, this.route, this.shard, this.order, this.attempts, this.uncounted,
				this.waits, this.redeliveries, this.term, revision, this.past, answers, sent);
	}

	/**
	 * The same delivery, filed by a backfill or redelivered by a bulk operation.
	 * @return a delivery that lets others go first
	 */
	public Delivery ofPast() {
		return new Delivery(this.id, this.event, this.route, this.shard, this.order, this.attempts, this.uncounted,
				this.waits, this.redeliveries, this.term, this.revision, true, this.answers, this.sent);
	}

	/** The idempotency key for destinations that take one. */
	public String eventKey() {
		return this.event.id() + "/" + this.route;
	}

	/** The call within which order is kept, or null where there is none. */
	public @Nullable Long call() {
		return this.event.rootCallId();
	}

	/** Compares deliveries by the order of their events. */
	@Override
	public int compareTo(Delivery other) {
		int byOrder = this.order.compareTo(other.order);
		return (byOrder != 0) ? byOrder : Long.compare(this.id, other.id);
	}

}
