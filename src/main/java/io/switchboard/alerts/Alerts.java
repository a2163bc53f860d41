package io.switchboard.alerts;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.switchboard.history.Page;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The alerts, for the API and the pages. */
@Component
public class Alerts {

	/** A problem that has not lasted long enough is not an alert yet. */
	private static final String FIRED = "select * from alert where fires_at <= ?";

	private static final String LATEST = """
			select coalesce(sent_at, made_at) as at, sent_by, error from alert_message order by at desc limit 200""";

	private final AlertSettings settings;

	private final AlertTable table;

	private final Channels channels;

	private final Alerting alerting;

	private final Store store;

	private final JdbcClient jdbc;

	private final Clock clock = Clock.systemUTC();

	Alerts(AlertSettings settings, AlertTable table, Channels channels, Alerting alerting, Store store,
			JdbcTemplate jdbc) {
		this.settings = settings;
		this.table = table;
		this.channels = channels;
		this.alerting = alerting;
		this.store = store;
		this.jdbc = JdbcClient.create(jdbc);
	}

	/**
	 * Whether there is a channel.
	 * @return false: there are no alerts
	 */
	public boolean isOn() {
		return this.settings.isOn();
	}

	/**
	 * Those that fit, newest first.
	 * @param wanted which
	 * @param before the last row of the page before, or null for the first page
	 * @param limit how many at most
	 * @return a page of them
	 */
	public Page<List<Alert>> find(AlertFilter wanted, @Nullable Long before, int limit) {
		StringBuilder sql = new StringBuilder(FIRED);
		List<Object> values = new ArrayList<>();
		values.add(this.store.time(this.clock.instant()));
		String state = wanted.state();
		if (state != null) {
			sql.append(switch (state) {
				case "firing" -> " and ended_at is null and acknowledged_at is null";
				case "acknowledged" -> " and ended_at is null and acknowledged_at is not null";
				default -> " and ended_at is not null";
			});
		}
		add(sql, values, "kind = ?", wanted.kind());
		add(sql, values, "subject = ?", wanted.subject());
		add(sql, values, "began_at >= ?", this.store.time(wanted.from()));
		add(sql, values, "began_at < ?", this.store.time(wanted.to()));
		add(sql, values, "id < ?", before);
		List<Alert> rows = this.jdbc.sql(sql + " order by id desc limit " + (limit + 1))
			.params(values)
			.query(this.table.rows())
			.list();
		return Page.of(rows, limit, Alert::id);
	}

	private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
		if (value != null) {
			sql.append(" and ").append(condition);
			values.add(value);
		}
	}

	/**
	 * One of them.
	 * @param id its number
	 * @return empty if there is none
	 */
	public Optional<Alert> get(long id) {
		return this.jdbc.sql("select * from alert where id = ?").param(id).query(this.table.rows()).optional();
	}

	/**
	 * A user takes it on. There are no reminders, unless it grows.
	 * @param id its number
	 * @param who does
	 * @return false if it is over, was taken on before, or is not there
	 * @throws SQLException if the store cannot be reached
	 */
	public boolean acknowledge(long id, String who) throws SQLException {
		Instant now = this.clock.instant();
		return this.store.write((connection) -> this.table.acknowledge(connection, id, who, now));
	}

	/**
	 * The state of each channel, by the alerts of all nodes and the tests of this one.
	 * @return in the order of the settings
	 */
	public List<ChannelState> channels() {
		return PastMessage.merge(this.channels.states(),
				this.jdbc.sql(LATEST)
					.query((row, number) -> new PastMessage(Objects.requireNonNull(this.store.time(row, "at")),
							row.getString("sent_by"), row.getString("error")))
					.list());
	}

	/**
	 * Sends a test through each channel, and waits.
	 * @param who the user
	 * @return the state of each
	 */
	public List<ChannelState> test(String who) {
		return this.channels.sendToEach(this.alerting.test(who));
	}

}
