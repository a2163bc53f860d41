package io.switchboard.store;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;

/**
 * Leader election with a lease, for background work that one of several nodes does. All
 * methods run in a transaction. So rows that the leader writes together with
 * {@link #keep} are written only while it leads.
 */
public final class Leader {

	private static final String TAKE = """
			insert into leader (work, holder, lease_until) values (?, ?, ?)
			on conflict (work) do update set holder = excluded.holder, lease_until = excluded.lease_until
			where leader.holder = excluded.holder or leader.lease_until <= ? or leader.lease_until > ?""";

	private static final String KEEP = "update leader set lease_until = ? where work = ? and holder = ?";

	private static final String RESIGN = "delete from leader where work = ? and holder = ?";

	private final Store store;

	private final String work;

	private final Duration lease;

	/**
	 * An election; the same on every node.
	 * @param store the database
	 * @param work what the leader does, in a word
	 * @param lease how long a leader leads without renewing; much longer than the time
	 * between two renewals
	 */
	public Leader(Store store, String work, Duration lease) {
		this.store = store;
		this.work = work;
		this.lease = lease;
	}

	/**
	 * Takes the lease, or keeps it, unless another has it. A lease that ends later than
	 * any lease can was written by a wrong clock, and is ignored.
	 * @param connection the transaction
	 * @param holder the name of this process or run, never used before
	 * @param now the time
	 * @return false if another leads
	 */
	public boolean take(Connection connection, String holder, Instant now) {
		return Store.client(connection)
			.sql(TAKE)
			.param(this.work)
			.param(holder)
			.param(this.store.time(now.plus(this.lease)))
			.param(this.store.time(now))
			.param(this.store.time(now.plus(this.lease.multipliedBy(2))))
			.update() == 1;
	}

	/**
	 * Renews the lease.
	 * @param connection the transaction
	 * @param holder who took it
	 * @param now the time
	 * @return false if another has taken over; then this transaction must be rolled back
	 */
	public boolean keep(Connection connection, String holder, Instant now) {
		return Store.client(connection)
			.sql(KEEP)
			.param(this.store.time(now.plus(this.lease)))
			.param(this.work)
			.param(holder)
			.update() == 1;
	}

	/**
	 * Gives the lease back, so that another need not wait for its end.
	 * @param connection the transaction
	 * @param holder who took it
	 * @return false if another has taken over before
	 */
	public boolean resign(Connection connection, String holder) {
		return Store.client(connection).sql(RESIGN).param(this.work).param(holder).update() == 1;
	}

}
