package io.switchboard.alerts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** The table {@code alert}. All methods run in the leader's transactions. */
@Component
class AlertTable {

	/** Those that last, and those of whose end somebody is still to hear. */
	private static final String OPEN = """
			select * from alert where ended_at is null
			union all
			select * from alert where ended_at is not null and due_at is not null and over_told_at is null""";

	private static final String BEGIN = """
			insert into alert (cause, kind, severity, subject, summary, amount, began_at, fires_at)
			values (?, ?, ?, ?, ?, ?, ?, ?)""";

	/** More than were taken on are no longer taken on. */
	private static final String GO_ON = """
			update alert set summary = ?, amount = ?, missing_at = null,
			  acknowledged_at = case when acknowledged_amount < ? then null else acknowledged_at end,
			  acknowledged_by = case when acknowledged_amount < ? then null else acknowledged_by end,
			  acknowledged_amount = case when acknowledged_at is null or acknowledged_amount < ? then 0 else ? end
			where id = ?""";

	private final Store store;

	AlertTable(Store store) {
		this.store = store;
	}

	/** Those that last, and those of whose end somebody is still to hear. */
	List<Alert> open(Connection connection) {
		return Store.client(connection).sql(OPEN).query(rows()).list();
	}

	/**
	 * Takes in the present problems.
	 * @param connection the leader's transaction
	 * @param troubles all that is wrong
	 * @param settings how long a trouble must last and be away
	 * @param now the time
	 */
	void follow(Connection connection, Collection<Trouble> troubles, AlertSettings settings, Instant now) {
		Map<String, Alert> known = new HashMap<>();
		open(connection).stream()
			.filter((alert) -> alert.endedAt() == null)
			.forEach((alert) -> known.put(alert.cause(), alert));
		for (Trouble trouble : troubles) {
			Alert alert = known.remove(trouble.cause());
			if (alert == null) {
				begin(connection, trouble, settings, now);
			}
			else if (!alert.summary().equals(trouble.text()) || alert.amount() != trouble.amount()
					|| alert.missingAt() != null) {
				goOn(connection, alert, trouble);
			}
		}
		for (Alert alert : known.values()) {
			Instant missingAt = Objects.requireNonNullElse(alert.missingAt(), now);
			if (missingAt.plus(settings.overAfter()).isAfter(now)) {
				update(connection, "update alert set missing_at = ? where id = ?", this.store.time(missingAt),
						alert.id());
			}
			else if (alert.isFiring(now)) {
				update(connection, "update alert set ended_at = ?, missing_at = null where id = ?",
						this.store.time(missingAt), alert.id());
			}
			else {
				update(connection, "delete from alert where id = ?", alert.id());
			}
		}
	}

	private void begin(Connection connection, Trouble trouble, AlertSettings settings, Instant now) {
		Instant since = trouble.since();
		Instant beganAt = (since != null && since.isBefore(now)) ? since : now;
		update(connection, BEGIN, trouble.cause(), trouble.kind().word(), trouble.kind().severity().word(),
				trouble.subject(), trouble.text(), trouble.amount(), this.store.time(beganAt),
				this.store.time(beganAt.plus(settings.after(trouble.kind()))));
	}

	private static void goOn(Connection connection, Alert alert, Trouble trouble) {
		long amount = trouble.amount();
		update(connection, GO_ON, trouble.text(), amount, amount, amount, amount, amount, alert.id());
	}

	/** Notes that these are told for the first time, once a channel accepts them. */
	void due(Connection connection, List<Notice> notices, Instant now) {
		notices.forEach((notice) -> update(connection, "update alert set due_at = ? where id = ? and due_at is null",
				this.store.time(now), notice.alert().id()));
	}

	/** A channel took them. */
	void told(Connection connection, List<Notice> notices, Instant now) {
		for (Notice notice : notices) {
			String column = notice.isOver() ? "over_told_at" : "told_at";
			update(connection, "update alert set %s = ?, told = told + 1 where id = ?".formatted(column),
					this.store.time(now), notice.alert().id());
		}
	}

	/** Adds an ended outage that people were told of without the store. */
	void past(Connection connection, Trouble trouble, Instant began, Instant told, Instant ended) {
		update(connection, """
				insert into alert (cause, kind, severity, subject, summary, amount, began_at, fires_at, ended_at,
				  due_at, told_at, told, over_told_at)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 2, ?)""", trouble.cause(), trouble.kind().word(),
				trouble.kind().severity().word(), trouble.subject(), trouble.text(), trouble.amount(),
				this.store.time(began), this.store.time(began), this.store.time(ended), this.store.time(told),
				this.store.time(told), this.store.time(ended));
	}

	/**
	 * A user takes it on, so there are no more reminders.
	 * @return false if it is over, taken on already, or not there
	 */
	boolean acknowledge(Connection connection, long id, String who, Instant now) {
		return update(connection, """
				update alert set acknowledged_at = ?, acknowledged_by = ?, acknowledged_amount = amount
				where id = ? and ended_at is null and acknowledged_at is null""", this.store.time(now), who, id) == 1;
	}

	void forget(Connection connection, Instant before) {
		update(connection, "delete from alert where ended_at < ?", this.store.time(before));
	}

	private static int update(Connection connection, String sql, @Nullable Object... values) {
		return Store.client(connection).sql(sql).params(Arrays.asList(values)).update();
	}

	/** What reads a row. */
	RowMapper<Alert> rows() {
		return (row, number) -> read(row);
	}

	private Alert read(ResultSet row) throws SQLException {
		return new Alert(row.getLong("id"), row.getString("cause"), TroubleKind.of(row.getString("kind")),
				row.getString("subject"), row.getString("summary"), row.getLong("amount"),
				Objects.requireNonNull(this.store.time(row, "began_at")),
				Objects.requireNonNull(this.store.time(row, "fires_at")), this.store.time(row, "missing_at"),
				this.store.time(row, "ended_at"), this.store.time(row, "due_at"), this.store.time(row, "told_at"),
				row.getInt("told"), this.store.time(row, "over_told_at"), this.store.time(row, "acknowledged_at"),
				row.getString("acknowledged_by"), row.getLong("acknowledged_amount"));
	}

}
