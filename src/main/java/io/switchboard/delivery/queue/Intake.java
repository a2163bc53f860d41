package io.switchboard.delivery.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.table.Delivery;

/**
 * Takes deliveries that are being filed straight into the memory of a channel, without a
 * read from the table. Not thread-safe: its channel guards it.
 */
class Intake {

	private final Lanes lanes;

	private final Backlog backlog;

	private final Ownership ownership;

	Intake(Lanes lanes, Backlog backlog, Ownership ownership) {
		this.lanes = lanes;
		this.backlog = backlog;
		this.ownership = ownership;
	}

	/**
	 * Claims deliveries that are about to be filed, as far as that keeps order. They have
	 * no number yet.
	 */
	Claim claim(Collection<Delivery> deliveries, boolean open) {
		List<Delivery> claimed = new ArrayList<>(deliveries.size());
		for (Delivery delivery : deliveries) {
			if (open && mayClaim(delivery) && this.lanes.addUncommitted(delivery)) {
				claimed.add(delivery);
			}
			else if (!open || isOurs(delivery)) {
				// before the commit, so that no delivery filed meanwhile overtakes it
				this.backlog.expect(delivery);
			}
		}
		return new Claim(claimed);
	}

	private boolean mayClaim(Delivery delivery) {
		boolean inOrder = !this.lanes.isOrdered() || delivery.call() == null
				|| (this.backlog.isEmpty() && this.ownership.isSole());
		return inOrder && this.lanes.size() < Channel.CAPACITY
				&& this.ownership.mayRun(delivery.term(), delivery.shard());
	}

	/** Leaves out deliveries of other nodes, which are notified. */
	private boolean isOurs(Delivery delivery) {
		return !this.ownership.stands(delivery.term()) || this.ownership.shards().contains(delivery.shard());
	}

	/**
	 * The claimed deliveries that were filed are committed, and may run.
	 * @param filed what was filed for this channel, with its numbers
	 * @return true if more waits in the table
	 */
	boolean commit(Claim claim, Collection<Delivery> filed, boolean open) {
		Map<String, Delivery> byEvent = new HashMap<>();
		filed.forEach((delivery) -> byEvent.put(delivery.event().id(), delivery));
		for (Delivery planned : claim.deliveries()) {
			Delivery delivery = byEvent.get(planned.event().id());
			if (delivery == null) {
				this.lanes.rollBack(planned);
			}
			else if (this.lanes.commit(delivery)) {
				byEvent.remove(planned.event().id());
			}
		}
		List<Delivery> leftOut = byEvent.values().stream().filter((delivery) -> !open || isOurs(delivery)).toList();
		leftOut.forEach(this.backlog::expect);
		return !leftOut.isEmpty();
	}

	/** The claimed deliveries were not committed, as far as we know. */
	void rollBack(Claim claim) {
		this.backlog.expectMore();
		claim.deliveries().forEach(this.lanes::rollBack);
	}

	/** The deliveries of one commit that a channel claimed. */
	record Claim(List<Delivery> deliveries) {

		static final Claim NOTHING = new Claim(List.of());

	}

}
