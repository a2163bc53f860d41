/**
 * The database: transactions, what depends on which database it is, commits in groups,
 * and work in the background.
 *
 * <h2>Two databases</h2> {@link io.switchboard.store.Dialect} has one implementation for
 * SQLite and one for PostgreSQL. Whoever needs two ways to do something gives both to
 * {@link io.switchboard.store.Dialect#choose} once, when it is made. Within a transaction
 * {@link io.switchboard.store.Store#client} is Spring's JdbcClient. What runs with every
 * event binds its parameters by hand, as arrays on PostgreSQL.
 *
 * <h2>Work in the background</h2> A {@link io.switchboard.store.PacedJob} runs it on a
 * thread of its own, leaves the store to others for as long as it kept it busy, and stops
 * after the step that is under way. Where several nodes share the database, a
 * {@link io.switchboard.store.Leader} says which of them does it: whoever wrote its name
 * into the table {@code leader} last, until its lease has passed.
 *
 * <h2>Why not a library</h2> ShedLock was the candidate. It keeps a scheduled method from
 * running twice, and knows neither of the two things that matter here. The leader renews
 * its lease <i>in the transaction</i> that stores how far it is: if another has taken
 * over, nothing is stored (a fencing token would be needed otherwise). And one run may
 * last for hours, in steps, where a lock has a fixed longest time. What is left of it is
 * one table and three statements. Spring's TaskScheduler has no pause that depends on how
 * long a step took, and one pool for all jobs; ours is sixty lines.
 *
 * <h2>When something fails</h2> A leader that dies is followed by another when its lease
 * has passed. A leader whose lease has passed, and that goes on, stores nothing more. A
 * lease that was written by a clock far ahead binds nobody. A run that throws is run
 * again after the pause.
 */
@NullMarked
package io.switchboard.store;

import org.jspecify.annotations.NullMarked;
