/**
 * Which node may run what, where several Switchboards share one PostgreSQL.
 * <p>
 * Each delivery belongs to one of 64 shards. All deliveries of one call belong to the
 * same shard. A node owns shards for a <b>term</b>, and a term lasts as long as the node
 * renews its <b>lease</b>. The term is a number that no node had before: it is the
 * fencing token. On SQLite there is one node, which owns everything
 * ({@link SoleOwnership}).
 *
 * <h2>States of a node</h2> <pre>
 *             row in node
 *   (none) ---------------&gt; joining
 *                              |  two heartbeats of every live node were seen
 *                              v
 *     +-------- renew -----&gt; trusted &lt;--------------------------+
 *     |                        |  |                             |
 *     +------------------------+  |  lease ran out              |  row is still there
 *                                 v                             |
 *                             suspended ------------------------+
 *                                 |  another node removed the row
 *                                 v
 *                               ended --------&gt; joining, with a new term
 * </pre>
 * <ul>
 * <li><b>joining</b>: owns nothing, accepts nothing. Two heartbeats of another node prove
 * that it has looked at the table in between: it no longer believes that its memory is
 * complete.</li>
 * <li><b>trusted</b>: starts deliveries of its shards, files, acknowledges.</li>
 * <li><b>suspended</b>: starts no deliveries. Attempts that run are interrupted, unless
 * the node was the only one.</li>
 * <li><b>ended</b>: releases all that it claimed. The new owners of the shards run
 * it.</li>
 * </ul>
 *
 * <h2>What is trusted until when</h2> A node trusts its term until <i>the time before it
 * asked + lease</i>, by its own monotonic clock. Others remove it at <i>the time at which
 * the database answered + lease</i>, by the database's clock. The second time is always
 * later, so a node stops before others start. The margin is the time that the statement
 * took. The clocks of two machines are never compared.
 * <p>
 * That does not cover a node that freezes between looking and acting. So each commit that
 * files or acknowledges locks the row of its term and fails if the row is gone
 * ({@link io.switchboard.delivery.cluster.Ownership#confirm}).
 * <p>
 * A shard changes its owner in two steps. The owner starts no more deliveries of it, and
 * frees it once none of them runs. Then another node takes it ({@link ShardPlan}). The
 * plan is made in one transaction under an advisory lock, and counts only after its
 * commit.
 *
 * <h2>When something fails</h2>
 * <ul>
 * <li><b>A node dies.</b> One lease later, the {@code Membership} of another node removes
 * its row, and the foreign key frees its shards. The others take the shards, and
 * {@code queue.BacklogReader} reads from the table what the dead node had not
 * acknowledged. What it had run and not acknowledged runs again: at least once.</li>
 * <li><b>A node freezes and comes back.</b> Its commits fail, it begins a new term.</li>
 * <li><b>A node stops.</b> It removes its row itself, so nobody waits.</li>
 * <li><b>The database is away.</b> All nodes are suspended. Nobody removes another before
 * a whole lease has passed since the database came back: each must have had the time to
 * say that it lives ({@link Lease#mayExpireOthers}).</li>
 * <li><b>A notice is lost.</b> Nodes tell each other what they filed by {@code NOTIFY}.
 * They look into the table too, less often ({@link Notices}).</li>
 * <li><b>A clock is wrong.</b> Nothing here depends on it. The times that people see do,
 * so a node warns ({@link Clocks}).</li>
 * </ul>
 */
@NullMarked
package io.switchboard.delivery.cluster;

import org.jspecify.annotations.NullMarked;
