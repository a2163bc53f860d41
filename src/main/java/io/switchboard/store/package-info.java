/**
 * The database: transactions, dialects, commits in groups, and work in the background.
 *
 * <h2>Transactions</h2> {@code Store} has them: {@code write} for several statements,
 * {@code writeAtOnce} for a single one. {@code GroupCommit} gathers what several threads
 * store, and commits it together. On SQLite one writes at a time: {@code Sqlite} gives
 * the turn, and {@code WriterConnection} takes it for the statements of routes.
 * {@code Deadlocks} repeats what a conflict ended. {@code SharedPool} keeps pages from
 * using up the connections of events. {@code StoreOutage} logs an outage once.
 *
 * <h2>Two databases</h2> {@link io.switchboard.store.Dialect} has one implementation for
 * SQLite and one for PostgreSQL. A class with two ways to do something gives both to
 * {@link io.switchboard.store.Dialect#choose} once, in its constructor. Within a
 * transaction {@link io.switchboard.store.Store#client} is Spring's JdbcClient.
 * Statements that run with every event bind their parameters by hand, as arrays on
 * PostgreSQL.
 *
 * <h2>Tables</h2> A new table or column is a numbered file in each of
 * {@code db/migration/sqlite} and {@code db/migration/postgresql}. Tests compare the two,
 * upgrade older databases with rows, and know which room owns each table.
 *
 * <h2>Work in the background</h2> A {@link io.switchboard.store.PacedJob} runs work on a
 * thread of its own. After each step, it leaves the store to others for as long as the
 * step took. It stops after a step. A bean with such a job implements
 * {@link io.switchboard.store.BackgroundWork}. Where several nodes share the database, a
 * {@link io.switchboard.store.Leader} says which of them does the work: the one whose
 * name is in the table {@code leader}, until its lease ends.
 *
 * <h2>Why not a library</h2> ShedLock was the candidate. It keeps a scheduled method from
 * running twice, but lacks two things. First, the leader renews its lease <i>in the
 * transaction</i> that stores its position: if another has taken over, nothing is stored.
 * With ShedLock that would need a fencing token. Second, one run may last for hours, in
 * steps, but a lock has a fixed longest time. Our own election is one table and three
 * statements. Spring's TaskScheduler has no pause that depends on the length of a step,
 * and one pool for all jobs; ours is sixty lines.
 *
 * <h2>When something fails</h2> A leader that dies is followed by another when its lease
 * has passed. A leader that goes on after the end of its lease stores nothing more. A
 * lease that a clock far ahead has written is ignored. A run that throws is run again
 * after the pause.
 */
@NullMarked
package io.switchboard.store;

import org.jspecify.annotations.NullMarked;
