package io.switchboard.records;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code made_record}: records that Switchboard made in other systems. A record
 * is claimed before it is made. So only one of several deliveries and nodes makes it, and
 * a crash between the request and its mark is seen afterwards.
 */
@Component
class MadeRecords {

	/** How long rows are stored. */
	static final Duration KEPT = Duration.ofDays(90);

	/** Longer than any attempt. */
	private static final Duration BUSY = Duration.ofMinutes(2);

	private static final String AND = " where system = ? and subject = ?";

	private final Store store;

	private final JdbcTemplate jdbc;

	MadeRecords(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	/** By the clock that a claim's time is of. */
	Instant now() {
		return this.store.clock().instant();
	}

	/** The states of a record. */
	enum State {

		/** This delivery must make it. */
		NEW,
		/** An attempt may have made it without storing that. */
		UNCLEAR,
		/** It exists. */
		KNOWN,
		/** Another delivery is making it now. */
		BUSY

	}

	/**
	 * A claim.
	 *
	 * @param state what is known
	 * @param record the other system's id; null where it is not known
	 * @param begunAt when somebody last began to make it
	 */
	record Claim(State state, @Nullable String record, Instant begunAt) {
	}

	/** A row. */
	private record Row(@Nullable String record, String delivery, Instant begunAt) {
	}

	/** The other system's id, or null. */
	@Nullable String known(String system, String subject) {
		List<@Nullable String> found = this.jdbc.queryForList("select record from made_record" + AND, String.class,
				system, subject);
		return found.isEmpty() ? null : found.get(0);
	}

	/**
	 * Claims a record that is about to be made.
	 * @param delivery the delivery that makes it
	 * @param trusted how old a known record may be; an older one is made anew
	 */
	Claim claim(String system, String subject, String delivery, Duration trusted) throws SQLException {
		Instant now = this.store.clock().instant();
		return this.store.write((connection) -> {
			sql(connection, "delete from made_record where begun_at < ?", this.store.time(now.minus(KEPT)));
			if (sql(connection,
					"insert into made_record (system, subject, delivery, begun_at) values (?, ?, ?, ?) on conflict (system, subject) do nothing",
					system, subject, delivery, this.store.time(now)) == 1) {
				return new Claim(State.NEW, null, now);
			}
			Row row = Store.client(connection)
				.sql("select record, delivery, begun_at from made_record" + AND)
				.param(system)
				.param(subject)
				.query((rs, number) -> new Row(rs.getString(1), rs.getString(2), this.store.time(rs, "begun_at")))
				.single();
			if (row.record() != null && row.begunAt().isAfter(now.minus(trusted))) {
				return new Claim(State.KNOWN, row.record(), row.begunAt());
			}
			boolean ours = row.delivery().equals(delivery);
			if (row.record() == null && !ours && row.begunAt().isAfter(now.minus(BUSY))) {
				return new Claim(State.BUSY, null, row.begunAt());
			}
			boolean taken = sql(connection,
					"update made_record set record = null, delivery = ?" + AND + " and delivery = ? and begun_at = ?",
					delivery, system, subject, row.delivery(), this.store.time(row.begunAt())) == 1;
			return new Claim(taken ? (row.record() != null) ? State.NEW : State.UNCLEAR : State.BUSY, null,
					row.begunAt());
		});
	}

	/** Claims it again, after a search has shown that it does not exist. */
	void beginAgain(String system, String subject) throws SQLException {
		Instant now = this.store.clock().instant();
		this.store.write((connection) -> sql(connection, "update made_record set begun_at = ?" + AND,
				this.store.time(now), system, subject));
	}

	/** Remembers the other system's id. */
	void keep(String system, String subject, String delivery, String record) throws SQLException {
		Instant now = this.store.clock().instant();
		this.store.write((connection) -> sql(connection,
				"insert into made_record (system, subject, record, delivery, begun_at) values (?, ?, ?, ?, ?) "
						+ "on conflict (system, subject) do update set record = excluded.record, begun_at = excluded.begun_at",
				system, subject, record, delivery, this.store.time(now)));
	}

	/** Remembers a text, unless it is less than the one that is remembered. */
	void keepLatest(String system, String subject, String delivery, String text) throws SQLException {
		Instant now = this.store.clock().instant();
		this.store.write((connection) -> sql(connection,
				"insert into made_record (system, subject, record, delivery, begun_at) values (?, ?, ?, ?, ?) "
						+ "on conflict (system, subject) do update set record = excluded.record, begun_at = excluded.begun_at "
						+ "where made_record.record < excluded.record",
				system, subject, text, delivery, this.store.time(now)));
	}

	/** Deletes what is known of it. */
	void forget(String system, String subject) throws SQLException {
		this.store.write((connection) -> sql(connection, "delete from made_record" + AND, system, subject));
	}

	private static int sql(Connection connection, String statement, Object... parameters) {
		return Store.client(connection).sql(statement).params(List.of(parameters)).update();
	}

}
