package io.switchboard.delivery.table;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.answers.Answer;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventStatus;
import io.switchboard.inbox.EventTable;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.ContextKind;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A store with deliveries that nothing runs. */
@StoreTest
abstract class DeliveryTableBench {

	static final Instant NOW = Instant.parse("2026-04-28T10:00:00Z");

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	DeliveryTable table;

	@Autowired
	EventTable events;

	@Autowired
	PausedRoutes paused;

	AnswerTable answers;

	void record(Attempt... attempts) throws SQLException {
		this.store.write((connection) -> {
			new AttemptOutcomes(this.store).record(connection, List.of(attempts), NOW);
			this.answers.record(connection, List.of(attempts));
			new SentTable(this.store).record(connection, List.of(attempts));
			return true;
		});
	}

	Map<Long, Map<String, List<Answer>>> answers(long first, long last) throws SQLException {
		return this.store.write((connection) -> AnswerTable.ofEvents(connection, first, last));
	}

	void mark(Attempt... attempts) throws SQLException {
		this.store.write((connection) -> {
			new AttemptOutcomes(this.store).record(connection, List.of(attempts), NOW);
			return true;
		});
	}

	String statusAndAttempts(Delivery delivery) {
		return this.jdbc.queryForObject("""
				select status || ' ' || attempts || ' ' || (select count(*) from every_attempt where delivery_id = d.id)
				from delivery d where id = ?""", String.class, delivery.id());
	}

	@BeforeEach
	void begin_with_nothing() {
		Tables.empty(this.jdbc, "answer", "attempt", "delivery", "event", "paused_route");
		this.answers = new AnswerTable(this.store);
	}

	/** Files deliveries of one call in this order. */
	List<Delivery> file(int number) throws SQLException {
		return file(IntStream.rangeClosed(1, number).mapToObj((seq) -> "order " + seq).toList());
	}

	List<Delivery> file(List<String> orders) throws SQLException {
		List<DeliveryInserts.NewDelivery> deliveries = new ArrayList<>();
		for (int i = 0; i < orders.size(); i++) {
			insertEvent(i + 1);
			deliveries.add(new DeliveryInserts.NewDelivery(event(i + 1), "route", 0, orders.get(i)));
		}
		return this.store.write((connection) -> this.table.inserts().insert(connection, deliveries, NOW, 0));
	}

	void insertEvent(long seq) {
		this.jdbc.update(
				"""
						insert into event (seq, id, context_kind, call_id, root_call_id, received_at, status, body)
						%s values (?, ?, 'unknown', ?, ?, ?, 'accepted', ?)"""
					.formatted(this.store.dialect().isShared() ? "overriding system value" : ""),
				seq, "e" + seq, 7, 7, this.store.time(NOW), new byte[0]);
	}

	static Event event(long seq) {
		return event(seq, 7L);
	}

	static Event event(long seq, long call) {
		return new Event(seq, "e" + seq, null, null, ContextKind.UNKNOWN, call, call, null, NOW, EventStatus.ACCEPTED,
				null, new byte[0]);
	}

}
