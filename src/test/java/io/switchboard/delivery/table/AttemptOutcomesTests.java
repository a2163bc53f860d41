package io.switchboard.delivery.table;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.answers.Answer;
import io.switchboard.answers.SentCopy;
import io.switchboard.inbox.EventListener.Decided;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The row of an attempt's end, with its answers and copies. */
class AttemptOutcomesTests extends DeliveryTableBench {

	@Test
	void an_attempt_is_marked_once_and_not_after_the_delivery_was_set_aside() throws SQLException {
		List<Delivery> filed = file(2);
		Attempt failed = new Attempt.Failed(filed.get(0), NOW, 1, "no", NOW);
		mark(failed);
		mark(new Attempt.Succeeded(filed.get(0), NOW, 1));
		assertThat(statusAndAttempts(filed.get(0))).isEqualTo("retrying 1 1");
		mark(new Attempt.Failed(filed.get(1), NOW, 1, "no", NOW));
		this.store.write((connection) -> this.table.changes().discard(connection, List.of(filed.get(1).id()), NOW));
		Delivery again = this.table.firstOfCalls("route", false, null, NOW, 0, 10).get(0);
		assertThat(again.id()).isEqualTo(filed.get(0).id());
		mark(new Attempt.Succeeded(
				new Delivery(filed.get(1).id(), filed.get(1).event(), "route", 0, "order 2", 1, 0, 0, 0, 0), NOW, 1));
		assertThat(statusAndAttempts(filed.get(1))).isEqualTo("discarded 1 1");
	}

	@Test
	void answers_are_stored_with_the_end_of_an_attempt_the_latest_in_place_of_earlier_ones() throws SQLException {
		List<Delivery> filed = file(3);
		long first = filed.get(0).event().seq();
		long last = filed.get(2).event().seq();
		Answer record = new Answer("GET cdrs?live_id=7", null, "{\"a\":\"\uD800\"}");
		Answer page = new Answer("GET https://crm.test/?q=\0", 404, "nobody");
		record(new Attempt.Failed(filed.get(0).ranBy(null, List.of(record, page), List.of()), NOW, 1, "no", NOW),
				new Attempt.Succeeded(filed.get(1), NOW, 1),
				new Attempt.Later(filed.get(2).ranBy(null, List.of(record), List.of()), NOW, 1, "not yet", NOW));
		assertThat(answers(first, last)).isEqualTo(
				Map.of(first, Map.of("route", List.of(new Answer("GET cdrs?live_id=7", null, "{\"a\":\"\uFFFD\"}"),
						new Answer("GET https://crm.test/?q=\uFFFD", 404, "nobody")))));
		Delivery again = this.table.firstOfCalls("route", false, null, NOW, 0, 10).get(0);
		record(new Attempt.Succeeded(again.ranBy(null, List.of(record), List.of()), NOW, 1));
		assertThat(answers(first, last).get(first).get("route")).hasSize(1);
		assertThat(answers(first + 1, last)).isEmpty();
		this.store.write((connection) -> {
			this.answers.delete(connection, List.of(again.id()));
			return true;
		});
		assertThat(answers(first, last)).isEmpty();
	}

	@Test
	void copies_of_what_was_sent_are_stored_by_attempt_and_go_by_age() throws SQLException {
		List<Delivery> filed = file(2);
		SentCopy asked = new SentCopy(NOW, "http", Map.of("request", "GET https://crm.test"));
		SentCopy mail = new SentCopy(NOW.plusSeconds(1), "mail", Map.of("html", "\uD800\0"));
		record(new Attempt.Succeeded(filed.get(0).ranBy(null, List.of(), List.of(asked, mail)), NOW, 1),
				new Attempt.Later(filed.get(1).ranBy(null, List.of(), List.of(asked, mail)), NOW, 1, "not yet", NOW));
		assertThat(copies(filed.get(0))).containsExactly("1 1 http", "1 2 mail");
		assertThat(copies(filed.get(1))).containsExactly("1 1 mail");
		SentTable sent = new SentTable(this.store);
		this.store.write((connection) -> sent.deleteOld(connection, NOW.plusSeconds(1)));
		assertThat(copies(filed.get(0))).containsExactly("1 2 mail");
		this.store.write((connection) -> {
			sent.delete(connection, List.of(filed.get(0).id(), filed.get(1).id()));
			return true;
		});
		assertThat(copies(filed.get(0))).isEmpty();
	}

	private List<String> copies(Delivery delivery) {
		return this.jdbc.query("select * from sent where delivery_id = ? order by attempt, number",
				(row, number) -> row.getInt("attempt") + " " + row.getInt("number") + " " + row.getString("kind"),
				delivery.id());
	}

	@Test
	void many_marks_of_every_kind_are_made_at_once() throws SQLException {
		List<Delivery> filed = file(6);
		String odd = "it's \"odd\" \\ {1,NULL}\n\uD83D\uDCDE ".repeat(20);
		Instant started = Instant.parse("2026-04-28T10:00:00.123456Z");
		mark(new Attempt.Succeeded(filed.get(0), started, 7), new Attempt.Failed(filed.get(1), started, 8, odd, null),
				new Attempt.Failed(filed.get(2), started, 9, "", NOW.plusMillis(1)),
				new Attempt.Later(filed.get(3), started, 10, "not yet", NOW.plusSeconds(1)),
				new Attempt.Decided(filed.get(4), started, 11, Set.of("route")),
				new Attempt.Succeeded(new Delivery(999_999_999L, event(9), "route", 0, "", 0, 0, 0, 0, 0), NOW, 1));
		assertThat(this.jdbc.query("select * from delivery order by id",
				(row, number) -> "%s %d %d %d %s %s".formatted(row.getString("status"), row.getInt("attempts"),
						row.getInt("uncounted"), row.getInt("waits"), this.store.time(row, "next_attempt_at"),
						row.getString("last_error"))))
			.containsExactly("delivered 1 0 0 null null", "dead 1 0 0 null " + odd,
					"retrying 1 0 0 2026-04-28T10:00:00.001Z ", "pending 1 1 1 2026-04-28T10:00:01Z not yet",
					"pending 0 0 0 2026-04-28T10:00:00Z null");
		assertThat(this.jdbc.query("select * from every_attempt order by delivery_id",
				(row, number) -> "%s %d %s %s".formatted(row.getString("outcome"), row.getLong("duration_ms"),
						this.store.time(row, "started_at"), row.getString("error"))))
			.containsExactly("delivered 7 2026-04-28T10:00:00.123Z null", "failed 8 2026-04-28T10:00:00.123Z " + odd,
					"failed 9 2026-04-28T10:00:00.123Z ", "later 10 2026-04-28T10:00:00.123Z not yet");
	}

}
