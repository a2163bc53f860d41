package io.switchboard;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Reads the database of a Switchboard from outside. */
record Ledger(String url) {

	/** Leaves out the events that Switchboard files itself after a call. */
	private static final String SENT = "event_name <> 'call.settled'";

	/** The embedded database of a Switchboard that has its data below the folder. */
	static Ledger below(Path folder) {
		return new Ledger("jdbc:sqlite:" + folder.resolve("data/switchboard.db") + "?busy_timeout=10000");
	}

	Connection connect() throws SQLException {
		return DriverManager.getConnection(this.url);
	}

	List<String> list(String query) throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(query)) {
			List<String> values = new ArrayList<>();
			while (rows.next()) {
				values.add(rows.getString(1));
			}
			return values;
		}
	}

	int count(String what) throws SQLException {
		return Integer.parseInt(list("select count(*) from " + what).get(0));
	}

	void awaitDelivered() {
		await().atMost(Duration.ofMinutes(3))
			.pollInterval(Duration.ofMillis(250))
			.untilAsserted(() -> assertThat(
					list("""
							select id || ' ' || route || ' ' || status || ', attempts ' || attempts || ': ' || coalesce(last_error, '')
							from delivery where status <> 'delivered' order by id limit 20"""))
				.isEmpty());
	}

	void assertHasOnce(Set<String> accepted) throws SQLException {
		assertHasOnce(accepted, 2);
	}

	/**
	 * Asserts that every accepted event is stored, was delivered to all of its routes,
	 * and became one row. An event that was stored without an answer is checked too.
	 */
	void assertHasOnce(Set<String> accepted, int deliveriesOfText) throws SQLException {
		Set<String> lost = new HashSet<>(accepted);
		list("select id from event where status = 'accepted'").forEach(lost::remove);
		assertThat(lost).as("accepted and not kept").isEmpty();
		List<String> messages = list("select id from event where event_name = 'sms.received'");
		List<String> calls = list("select id || '/call-ended-to-database' from event where event_name = 'call.hangup'");
		assertThat(count("event where " + SENT)).isEqualTo(messages.size() + calls.size());
		assertThat(count("delivery where event_seq in (select seq from event where " + SENT + ")"))
			.isEqualTo(deliveriesOfText * messages.size() + calls.size());
		assertThat(count(
				"delivery where status <> 'delivered' and event_seq in (select seq from event where " + SENT + ")"))
			.isZero();
		assertSame("rows of sms", list("select text from sms"), messages);
		assertSame("rows of call_log", list("select event_key from call_log"), calls);
	}

	private static void assertSame(String what, List<String> actual, List<String> expected) {
		assertThat(new HashSet<>(actual)).as(what).isEqualTo(new HashSet<>(expected));
		assertThat(actual.size()).as(what).isEqualTo(expected.size());
	}

}
