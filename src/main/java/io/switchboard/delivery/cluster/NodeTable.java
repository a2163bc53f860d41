package io.switchboard.delivery.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.store.LostServer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/**
 * The tables {@code node} and {@code shard}: which nodes live, and which node owns which
 * shard. They have a connection of their own, so that routes that use up all others do
 * not cost the lease. Times are the database's.
 */
class NodeTable implements AutoCloseable {

	/**
	 * The key of the advisory lock with which one node at a time shares out. Any number
	 * that nobody else locks will do.
	 */
	private static final long SHARING_LOCK = 0x5357_4954_4348L;

	private final String lease;

	private final HikariDataSource dataSource;

	private final JdbcTemplate jdbc;

	private final PlatformTransactionManager transactions;

	NodeTable(HikariDataSource store, Duration lease) {
		this.lease = lease.toString();
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(store.getJdbcUrl());
		config.setUsername(store.getUsername());
		config.setPassword(store.getPassword());
		config.setConnectionTimeout(lease.toMillis());
		store.getDataSourceProperties().forEach((name, value) -> config.addDataSourceProperty(name.toString(), value));
		config.addDataSourceProperty("socketTimeout", String.valueOf(lease.toSeconds()));
		config.setPoolName("heartbeat");
		config.setExceptionOverride(new LostServer(null));
		config.setMaximumPoolSize(1);
		this.dataSource = new HikariDataSource(config);
		this.jdbc = new JdbcTemplate(this.dataSource);
		this.jdbc.setQueryTimeout((int) lease.toSeconds());
		this.transactions = new JdbcTransactionManager(this.dataSource);
	}

	/**
	 * The template of this connection, for the other tables in which nodes tell each
	 * other something.
	 */
	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	/** Adds a node; returns its term, a number never used before. */
	long add(String name) {
		Long term = this.jdbc.queryForObject(
				"insert into node (name, seen_at) values (?, clock_timestamp()) returning term", Long.class, name);
		return (term != null) ? term : 0;
	}

	/** Says that the node of this term lives; null if its row was removed. */
	@Nullable Seen renew(long term) {
		return this.jdbc.query(
				"update node set seen_at = clock_timestamp() where term = ? returning (select count(*) from node) as nodes, seen_at",
				(row, number) -> new Seen(row.getInt("nodes"), row.getTimestamp("seen_at").toInstant()), term)
			.stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * What the database answers to a node that lives.
	 *
	 * @param nodes how many nodes there are
	 * @param at the database's time
	 */
	record Seen(int nodes, Instant at) {
	}

	/** When each of the other living nodes sent its last heartbeat, by their terms. */
	Map<Long, Instant> others(long term) {
		Map<Long, Instant> others = new HashMap<>();
		this.jdbc.query("select term, seen_at from node where term <> ? and seen_at > clock_timestamp() - ?::interval",
				(row) -> {
					others.put(row.getLong("term"), row.getTimestamp("seen_at").toInstant());
				}, term, this.lease);
		return others;
	}

	/**
	 * Runs work in one transaction. A node that freezes in it does not hold up the
	 * others. Where the connection is lost, Spring's template would throw and log the
	 * failed rollback instead of the cause.
	 */
	<T> @Nullable T together(Supplier<@Nullable T> work) {
		TransactionStatus transaction = this.transactions.getTransaction(TransactionDefinition.withDefaults());
		T done;
		try {
			this.jdbc.execute("set local idle_in_transaction_session_timeout = '5s'");
			done = work.get();
		}
		catch (RuntimeException | Error ex) {
			rollBack(transaction, ex);
			throw ex;
		}
		this.transactions.commit(transaction);
		return done;
	}

	private void rollBack(TransactionStatus transaction, Throwable cause) {
		try {
			this.transactions.rollback(transaction);
		}
		catch (RuntimeException ex) {
			cause.addSuppressed(ex);
		}
	}

	/** Whether this transaction may share out the shards. */
	boolean lockSharing() {
		return Boolean.TRUE
			.equals(this.jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, SHARING_LOCK));
	}

	/** Removes the nodes whose lease has expired, and returns their names. */
	List<String> removeExpired(long ours) {
		// a node that froze during a commit locks its row until the server ends it
		this.jdbc.execute("set local lock_timeout = '500ms'");
		return this.jdbc.queryForList(
				"delete from node where term in (select term from node where seen_at < clock_timestamp() - ?::interval"
						+ " and term <> ? for update skip locked) returning name || ', term ' || term",
				String.class, this.lease, ours);
	}

	void remove(long term) {
		this.jdbc.update("delete from node where term = ?", term);
	}

	/** The terms of all nodes, in ascending order. */
	List<Long> terms() {
		return this.jdbc.queryForList("select term from node order by term", Long.class);
	}

	Set<Integer> shardsOf(long term) {
		return shards("term = ?", term);
	}

	/** Takes free shards, at most the given number, and returns them. */
	Set<Integer> takeShards(long term, int number) {
		Integer[] taken = shards("term is null").stream().sorted().limit(number).toArray(Integer[]::new);
		if (taken.length > 0) {
			this.jdbc.update("update shard set term = ? where number = any(?)", term, taken);
		}
		return Set.of(taken);
	}

	private Set<Integer> shards(String condition, Object... arguments) {
		return new HashSet<>(
				this.jdbc.queryForList("select number from shard where " + condition, Integer.class, arguments));
	}

	void freeShards(long term, Collection<Integer> shards) {
		this.jdbc.update("update shard set term = null where term = ? and number = any(?)", term,
				shards.toArray(Integer[]::new));
	}

	/**
	 * Locks the row of the node until the transaction ends.
	 * @return false if it is gone
	 */
	static boolean lock(Connection connection, long term) throws SQLException {
		try (PreparedStatement select = connection
			.prepareStatement("select 1 from node where term = ? for key share")) {
			select.setLong(1, term);
			try (ResultSet row = select.executeQuery()) {
				return row.next();
			}
		}
	}

	@Override
	public void close() {
		this.dataSource.close();
	}

}
