package io.switchboard.history;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.console.query.Filters;
import io.switchboard.console.query.Given;
import io.switchboard.console.query.ListPage;
import io.switchboard.history.EventQueries.DeliveryRow;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.Inbox;
import io.switchboard.store.Store;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The console and the API find and count events and deliveries. */
@StoreTest
class EventQueriesTests {

	/** The night in which clocks go back has one hour twice. */
	private static final Instant BEGIN = Instant.parse("2026-10-25T00:59:59.500Z");

	@Autowired
	Inbox inbox;

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Events events;

	@Autowired
	EventQueries queries;

	@Autowired
	DeliveryConditions filters;

	@Autowired
	DeliveryConditions deliveryConditions;

	@Autowired
	DeadLetters deadLetters;

	@Autowired
	RouteTraffic traffic;

	@Autowired
	RouteHistory history;

	@BeforeEach
	void begin_with_nothing() {
		Tables.empty(this.jdbc, "attempt", "delivery", "event");
	}

	/** Two hours lie between an event and the next. */
	private void some() {
		accept("a", """
				"event_name":"call.missed","context":"QUEUE","call_id":7,"root_call_id":5,"src":"+44 7700 900987",\
				"dst":"2001","event_time":"2026-10-25 00:59:59\"""");
		accept("b", "\"event_name\":\"sms.received\",\"from_no\":\"2001\",\"to_no\":\"447700900987\"");
		accept("reconciled.1", "\"event_name\":\"call.hangup\",\"call_id\":4278003532");
		accept("B", "\"event_name\":\"it's\"");
		this.inbox.accept("nonsense".getBytes(StandardCharsets.UTF_8)).toCompletableFuture().join();
		this.jdbc.update("update event set id = 'q' where status = 'quarantined'");
		List<Long> seqs = this.jdbc.queryForList("select seq from event order by seq", Long.class);
		for (int i = 0; i < seqs.size(); i++) {
			this.jdbc.update("update event set received_at = ? where seq = ?",
					this.store.time(BEGIN.plus(Duration.ofHours(2L * i))), seqs.get(i));
		}
	}

	private static final String EVENTS = """
			                                                                           | q B reconciled.1 b a
			event_name=call.missed                                                     | a
			event_name=CALL.MISSED                                                     |
			event_name=it's                                                            | B
			context_kind=queue                                                         | a
			context_kind=unknown                                                       | q B reconciled.1 b
			status=accepted                                                            | B reconciled.1 b a
			status=quarantined                                                         | q
			status=duplicate                                                           |
			call_id=7                                                                  | a
			root_call_id=5                                                             | a
			call_id=4278003532                                                         | reconciled.1
			root_call_id=7                                                             |
			number=447700900987                                                        | b a
			number=+44 7700 900987                                                     | b a
			number=0044-7700-900987                                                    | b a
			number=2001&event_name=sms.received                                        | b
			number=900987                                                              | b a
			number=07700 900987                                                        | b a
			number=987                                                                 |
			id=b                                                                       | b
			id=B                                                                       | B
			id=%                                                                       |
			reconciled=true                                                            | reconciled.1
			reconciled=false                                                           | q B b a
			reconciled=false&context_kind=queue                                        | a
			received_after=2026-10-25T02:59:59.500Z                                    | q B reconciled.1 b
			received_after=2026-10-25T02:59:59.501Z                                    | q B reconciled.1
			received_before=2026-10-25T02:59:59.500Z                                   | a
			received_before=2026-10-25T02:59:59.501Z                                   | b a
			received_before=2026-10-25T00:59:59.500Z                                   |
			received_after=2026-10-25T01:00:00Z&received_before=2026-10-25T05:00:00Z   | reconciled.1 b
			received_after=2026-10-25T01:00:00Z&number=2001                            | b
			status=accepted&event_name=call.hangup&received_after=2026-01-01T00:00:00Z | reconciled.1
			""";

	@Test
	void events_are_found_newest_first_by_each_filter() {
		some();
		each(EVENTS,
				(query, ids) -> assertThat(find(parameters(query)).data()).extracting(Event::id)
					.as(query)
					.containsExactlyElementsOf(ids));
	}

	private static final String DELIVERIES = """
			                                                          | B reconciled.1 b b a
			status=delivered                                          | reconciled.1 a
			status=dead                                               | b
			status=retrying                                           | b
			status=pending                                            |
			status=open                                               | b
			status=open&route=sms-received-to-database                | b
			status=open&route=sms-received-to-email                   |
			status=discarded                                          | B
			status=discarded&route=unrouted                           | B
			status=dead&route=sms-received-to-email                   | b
			status=dead&route=sms-received-to-database                |
			status=retrying&route=sms-received-to-database            | b
			status=delivered&route=unrouted                           | reconciled.1 a
			event_id=b                                                | b b
			event_id=none                                             |
			event_name=sms.received                                   | b b
			root_call_id=5                                            | a
			number=2001                                               | b b a
			number=+44 7700 900987&route=unrouted                     | a
			received_after=2026-10-25T02:59:59.500Z                   | B reconciled.1 b b
			received_after=2026-10-25T02:59:59.501Z                   | B reconciled.1
			received_before=2026-10-25T02:59:59.500Z                  | a
			error=IS 100%_OFF                                         | b
			error=is 100                                              | b b
			error=100%x                                               |
			error=a!b                                                 | B
			error=o'clock                                             | b
			error=\\                                                  | b
			error=IS 100%_OFF&status=retrying                         |
			""";

	@Test
	void deliveries_are_found_newest_first_by_each_filter() {
		some();
		set("b", "sms-received-to-email", "dead", "the price is 100%_off \\ o'clock");
		set("b", "sms-received-to-database", "retrying", "the price is 100 x_off");
		set("B", "unrouted", "discarded", "A!B");
		each(DELIVERIES, (query, ids) -> {
			List<DeliveryRow> found = this.queries.deliveryPage(filter(query), 50).data();
			assertThat(found).extracting(DeliveryRow::eventId).as(query).containsExactlyElementsOf(ids);
			assertThat(found).isSortedAccordingTo((one, other) -> Long.compare(other.id(), one.id()));
			assertThat(this.queries.count(filter(query))).as(query).isEqualTo(ids.size());
			List<Long> batched = new ArrayList<>();
			this.queries.batches(filter(query)).forEach(batched::addAll);
			assertThat(batched).isSorted()
				.containsExactlyInAnyOrderElementsOf(found.stream().map(DeliveryRow::id).toList());
		});
	}

	@Test
	void pages_follow_each_other_without_gap_or_repeat_though_more_comes_in() {
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			accept("e" + i, "\"event_name\":\"%s\",\"context\":\"%s\"".formatted((i % 2 == 0) ? "even" : "odd",
					(i % 3 == 0) ? "QUEUE" : "LOCAL_USER"));
			expected.add(0, "e" + i);
		}
		assertThat(paged("", true)).isEqualTo(expected);
		this.jdbc.update("delete from event where id like 'new%'");
		assertThat(paged("event_name=odd", false)).hasSize(10).allMatch(expected::contains).doesNotHaveDuplicates();
		assertThat(paged("context_kind=queue", false)).hasSize(7).first().isEqualTo("e18");
		List<Long> deliveries = new ArrayList<>();
		RowFilter filter = new RowFilter();
		for (String next = ""; next != null;) {
			Page<List<DeliveryRow>> page = this.queries
				.deliveryPage(filter.cursor(next.isEmpty() ? null : Long.valueOf(next)), 7);
			page.data().forEach((row) -> deliveries.add(row.id()));
			filter = new RowFilter();
			next = page.next();
		}
		assertThat(deliveries).isEqualTo(this.jdbc.queryForList(
				"select d.id from delivery d join event e on e.seq = d.event_seq order by d.id desc", Long.class));
	}

	private List<String> paged(String query, boolean more) {
		List<String> read = new ArrayList<>();
		Map<String, String> parameters = parameters(query);
		parameters.put("limit", "3");
		for (String next = ""; next != null;) {
			Page<List<Event>> page = find(parameters);
			page.data().forEach((event) -> read.add(event.id()));
			next = page.next();
			parameters.put("cursor", next);
			if (more) {
				accept("new" + read.size(), "\"event_name\":\"new\"");
			}
		}
		return read;
	}

	@Test
	void what_is_rare_is_found_on_a_later_page_than_the_one_that_looked_at_enough() {
		accept("rare", "\"event_name\":\"x\",\"context\":\"QUEUE\"");
		this.jdbc.update("""
				insert into event (id, event_name, context_kind, received_at, status, body)
				with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < 20100)
				select 'many' || i, 'x', 'user', received_at, 'accepted', body from numbers, event
				where event.id = 'rare'""");
		Map<String, String> parameters = parameters("context_kind=queue");
		Page<List<Event>> first = find(parameters);
		assertThat(first.data()).isEmpty();
		parameters.put("cursor", first.next());
		Page<List<Event>> second = find(parameters);
		assertThat(second.data()).extracting(Event::id).containsExactly("rare");
		assertThat(second.next()).isNull();
	}

	@Test
	void an_event_is_read_with_its_body_and_a_delivery_with_its_attempts() {
		some();
		Event event = this.queries.event("b").orElseThrow();
		assertThat(new String(event.body(), StandardCharsets.UTF_8)).contains("\"id\":\"b\"");
		assertThat(event.receivedAt()).isEqualTo(BEGIN.plus(Duration.ofHours(2)));
		assertThat(this.queries.event("c")).isEmpty();
		Map<Long, List<DeliveryRow>> deliveries = this.queries.deliveriesOf(find(parameters("")).data());
		assertThat(deliveries.get(event.seq())).extracting(DeliveryRow::route)
			.containsExactly("sms-received-to-database", "sms-received-to-email");
		assertThat(deliveries).hasSize(4);
		DeliveryRow one = deliveries.get(event.seq()).get(1);
		assertThat(this.queries.delivery(one.id())).contains(one);
		assertThat(this.queries.delivery(-1)).isEmpty();
		assertThat(new DeliveryDetails(this.queries, this.store, this.jdbc).attempts(one.id())).singleElement()
			.satisfies((attempt) -> {
				assertThat(attempt.outcome()).isEqualTo("delivered");
				assertThat(attempt.startedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
			});
		assertThat(this.queries.deliveriesOf(List.of())).isEmpty();
	}

	@Test
	void what_failed_is_summed_up_by_route_and_reason_the_largest_first() {
		for (int i = 0; i < 6; i++) {
			accept("e" + i, "\"event_name\":\"x\"");
			set("e" + i, "unrouted", (i == 5) ? "retrying" : "dead",
					(i < 2) ? "step: one of " + (4711 + i) : (i < 5) ? "two" : null);
			this.jdbc.update("""
					update delivery set updated_at = ? where event_seq = (select seq from event where id = ?)""",
					this.store.time(BEGIN.plusSeconds(i)), "e" + i);
		}
		assertThat(this.deadLetters.groups(9)).containsExactly(
				new DeadLetters.Group("unrouted", "two", 3, BEGIN.plusSeconds(2), BEGIN.plusSeconds(4)),
				new DeadLetters.Group("unrouted", "step: one of …", 2, BEGIN, BEGIN.plusSeconds(1)));
		assertThat(ofError("step: one of …")).hasSize(2);
		assertThat(ofError("step: … of 4711")).hasSize(1);
		assertThat(this.deadLetters.groups(1)).hasSize(1);
		assertThat(this.history.failures()).containsExactlyInAnyOrder(new RouteHistory.FailedAt("unrouted", "step", 1),
				new RouteHistory.FailedAt("unrouted", "step", 1), new RouteHistory.FailedAt("unrouted", "", 3),
				new RouteHistory.FailedAt("unrouted", "", 1));
		set("e4", "unrouted", "dead", "three");
		this.jdbc.update("update delivery set updated_at = ? where last_error = 'three'",
				this.store.time(BEGIN.plusSeconds(9)));
		assertThat(this.deadLetters.groups(9)).as("it failed once more, for another cause")
			.extracting(DeadLetters.Group::cause)
			.containsExactly("two", "step: one of …", "three");
	}

	/**
	 * Dead letters are matched, and none is left out as if another operator had acted
	 * first.
	 */
	@Test
	void a_bulk_operation_takes_what_a_node_whose_clock_is_ahead_has_ended() {
		Instant now = Instant.now();
		List<Duration> ended = List.of(Duration.ofHours(-1), Duration.ofMinutes(10), Duration.ofSeconds(1));
		for (int i = 0; i < ended.size(); i++) {
			accept("e" + i, "\"event_name\":\"x\"");
			set("e" + i, "unrouted", "dead", "away");
			this.jdbc.update(
					"update delivery set updated_at = ? where event_seq = (select seq from event where id = ?)",
					this.store.time(now.plus(ended.get(i))), "e" + i);
		}
		DeliveryFilter dead = DeliveryFilter.ALL.ofDeadLetters();
		assertThat(
				new DeliveryParts(this.deliveryConditions, this.store, this.jdbc).part(dead, 0, Long.MAX_VALUE, now, 9))
			.as("with SQLite there is one clock")
			.hasSize(this.store.dialect().isShared() ? 2 : 1);
	}

	private List<DeliveryRow> ofError(String error) {
		DeliveryFilter filter = new DeliveryFilter(null, null, null, null, null, null, null, null, error);
		return this.queries.deliveryPage(this.deliveryConditions.of(filter), 9).data();
	}

	@Test
	void what_ran_is_summed_up_by_kind_and_by_outcome() {
		some();
		assertThat(this.traffic.latest().since()).isEqualTo(BEGIN);
		assertThat(this.traffic.latest().flows()).containsExactlyInAnyOrder(
				new RouteTraffic.Flow("call.missed", "queue", "unrouted", 1),
				new RouteTraffic.Flow("sms.received", "unknown", "sms-received-to-database", 1),
				new RouteTraffic.Flow("sms.received", "unknown", "sms-received-to-email", 1),
				new RouteTraffic.Flow("call.hangup", "unknown", "unrouted", 1),
				new RouteTraffic.Flow("it's", "unknown", "unrouted", 1));
		Instant now = Instant.now();
		IntStream.range(0, 3)
			.forEach((i) -> this.jdbc.update("""
					insert into attempt (delivery_id, number, started_at, duration_ms, outcome, error)
					select id, ?, ?, ?, 'failed', ? from delivery where route = 'sms-received-to-email'""", i + 2,
					this.store.time(now.minusSeconds(i)), 10 * i, (i == 0) ? "a" : "b"));
		RouteHistory.Attempts attempts = this.history.attempts("sms-received-to-email");
		assertThat(attempts.outcomes()).isEqualTo(Map.of("delivered", 1L, "failed", 3L, "later", 0L));
		assertThat(attempts.maxMs()).isEqualTo(20);
		assertThat(attempts.perHour()).isEqualTo(1);
		assertThat(attempts.failures()).extracting(RouteHistory.Failure::error).containsExactly("b", "a");
		assertThat(attempts.failures().get(1).latest()).isEqualTo(Instant.ofEpochMilli(now.toEpochMilli()));
		assertThat(attempts.failures()).extracting(RouteHistory.Failure::delivery)
			.containsOnly(this.jdbc.queryForObject("select id from delivery where route = 'sms-received-to-email'",
					Long.class));
		assertThat(this.history.attempts("nowhere").meanMs()).isNull();
	}

	private Page<List<Event>> find(Map<String, String> parameters) {
		Given given = new Given(parameters, Given.Spelling.API);
		ListPage page = Filters.read(ListPage.class, given);
		return this.events.find(Filters.read(EventFilter.class, given), page.position(), page.limit());
	}

	private RowFilter filter(String query) {
		return this.filters.of(Filters.read(DeliveryFilter.class, new Given(parameters(query), Given.Spelling.API)));
	}

	/** Each row has a query and, behind the bar, the ids that it finds. */
	private static void each(String table, BiConsumer<String, List<String>> check) {
		SoftAssertions.assertSoftly((softly) -> table.lines().forEach((line) -> {
			String[] parts = line.split("\\|");
			List<String> ids = (parts.length > 1) ? List.of(parts[1].strip().split(" ")) : List.of();
			softly.check(() -> check.accept(parts[0].strip(), ids));
		}));
	}

	private void set(String id, String route, String status, String error) {
		assertThat(this.jdbc.update("""
				update delivery set status = ?, last_error = ?
				where route = ? and event_seq = (select seq from event where id = ?)""", status, error, route, id))
			.isEqualTo(1);
	}

	private void accept(String id, String fields) {
		this.inbox.accept("{\"id\":\"%s\",%s}".formatted(id, fields).getBytes(StandardCharsets.UTF_8))
			.toCompletableFuture()
			.join();
	}

	private static Map<String, String> parameters(String query) {
		Map<String, String> parameters = new LinkedHashMap<>();
		if (!query.isEmpty()) {
			for (String parameter : query.split("&")) {
				String[] parts = parameter.split("=", 2);
				parameters.put(parts[0], parts[1]);
			}
		}
		return parameters;
	}

}
