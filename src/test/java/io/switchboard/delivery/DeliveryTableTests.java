package io.switchboard.delivery;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.switchboard.TemporaryData;
import io.switchboard.inbox.ContextKind;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventStatus;
import io.switchboard.inbox.EventTable;
import io.switchboard.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read from the table while it changes. */
@SpringBootTest(classes = DeliveryTableTests.Tables.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ContextConfiguration(initializers = TemporaryData.class)
class DeliveryTableTests {

	private static final Instant NOW = Instant.parse("2026-04-28T10:00:00Z");

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	DeliveryTable table;

	@Test
	void what_follows_is_whole_though_the_first_of_a_call_is_done_in_between() throws SQLException {
		List<Delivery> filed = file(3);
		List<Delivery> first = this.table.firstOfCalls("route", true, null, NOW, 0, 10);
		assertThat(first).extracting(Delivery::id).containsExactly(filed.get(0).id());
		mark(new Attempt.Succeeded(filed.get(0), NOW, 1));
		assertThat(this.table.following(first, NOW, 0, 10)).extracting(Delivery::id)
			.containsExactly(filed.get(1).id(), filed.get(2).id());
	}

	@Test
	void an_attempt_is_marked_once_and_not_after_the_delivery_was_set_aside() throws SQLException {
		List<Delivery> filed = file(2);
		Attempt failed = new Attempt.Failed(filed.get(0), NOW, 1, "no", NOW);
		mark(failed);
		mark(new Attempt.Succeeded(filed.get(0), NOW, 1));
		assertThat(statusAndAttempts(filed.get(0))).isEqualTo("retrying 1 1");
		mark(new Attempt.Failed(filed.get(1), NOW, 1, "no", NOW));
		this.store.write((connection) -> this.table.discard(connection, List.of(filed.get(1).id()), NOW));
		Delivery again = this.table.firstOfCalls("route", false, null, NOW, 0, 10).get(0);
		assertThat(again.id()).isEqualTo(filed.get(0).id());
		mark(new Attempt.Succeeded(
				new Delivery(filed.get(1).id(), filed.get(1).event(), "route", 0, "order 2", 1, 0, 0, 0, 0), NOW, 1));
		assertThat(statusAndAttempts(filed.get(1))).isEqualTo("discarded 1 1");
	}

	@Test
	void what_asked_to_be_run_later_is_not_due_before_and_what_was_never_tried_is() throws SQLException {
		List<Delivery> filed = file(2);
		mark(new Attempt.Later(filed.get(0), NOW, 1, "not there yet", NOW.plusSeconds(5)));
		Instant before = NOW.minusSeconds(1);
		assertThat(this.table.firstOfCalls("route", false, null, before, 0, 10)).extracting(Delivery::id)
			.containsExactly(filed.get(1).id());
		assertThat(this.table.firstOfCalls("route", false, null, NOW.plusSeconds(5), 0, 10)).extracting(Delivery::id)
			.containsExactlyInAnyOrder(filed.get(0).id(), filed.get(1).id());
	}

	private void mark(Attempt attempt) throws SQLException {
		this.store.write((connection) -> {
			new AttemptTable(this.store).record(connection, List.of(attempt), NOW);
			return true;
		});
	}

	private String statusAndAttempts(Delivery delivery) {
		return this.jdbc.queryForObject("""
				select status || ' ' || attempts || ' ' || (select count(*) from attempt where delivery_id = d.id)
				from delivery d where id = ?""", String.class, delivery.id());
	}

	@AfterEach
	void clear() {
		List.of("event", "delivery", "attempt").forEach((name) -> this.jdbc.update("delete from " + name));
	}

	/** Of one call, in that order. */
	private List<Delivery> file(int number) throws SQLException {
		List<DeliveryTable.NewDelivery> deliveries = new ArrayList<>();
		for (int seq = 1; seq <= number; seq++) {
			this.jdbc.update("""
					insert into event (seq, id, context_kind, root_call_id, received_at, status, body)
					values (?, ?, 'unknown', 7, '2026-04-28T10:00:00.000Z', 'accepted', '')""", seq, "e" + seq);
			deliveries.add(new DeliveryTable.NewDelivery(event(seq), "route", 0, "order " + seq));
		}
		return this.store.write((connection) -> this.table.insert(connection, deliveries, NOW, 0));
	}

	private static Event event(long seq) {
		return new Event(seq, "e" + seq, null, null, ContextKind.UNKNOWN, 7L, 7L, null, NOW, EventStatus.ACCEPTED, null,
				new byte[0]);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(DataSourceProperties.class)
	@ImportAutoConfiguration({ JdbcTemplateAutoConfiguration.class, FlywayAutoConfiguration.class })
	@ComponentScan("io.switchboard.store")
	@Import({ EventTable.class, DeliveryTable.class })
	static class Tables {

	}

}
