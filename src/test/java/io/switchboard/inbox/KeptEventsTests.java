package io.switchboard.inbox;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.delivery.queue.DeliveredAtOnce;
import io.switchboard.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Each event is stored once, byte for byte. */
@StoreTest
class KeptEventsTests {

	@Autowired
	Inbox inbox;

	@Autowired
	Store store;

	@Autowired
	EventTable events;

	@Autowired
	KnownEvents knownEvents;

	@Autowired
	Decider decider;

	@Autowired
	EventListener listener;

	@Autowired
	JdbcTemplate jdbc;

	@BeforeEach
	void begin_with_nothing() {
		Tables.empty(this.jdbc, "attempt", "delivery", "event");
	}

	@Test
	void events_are_read_page_by_page_newest_first() throws Exception {
		Instant now = Instant.parse("2026-11-20T10:00:00Z");
		List<Event> old = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			byte[] body = "{\"id\": \"id.%d\", \"event_name\": \"call.hold\", \"call_id\": 7}".formatted(i).getBytes();
			old.add(EventReader.read(body, now.plusSeconds(i)));
		}
		old.add(EventReader.read("no event".getBytes(), now.plusSeconds(9)));
		this.store.write((connection) -> StoredEvents.insert(this.events, connection, old));
		List<Event> read = new ArrayList<>();
		try (Connection connection = this.jdbc.getDataSource().getConnection()) {
			Instant since = now.plusSeconds(1);
			assertThat(AcceptedEvents.count(connection, since, 100)).isEqualTo(4);
			assertThat(AcceptedEvents.count(connection, since, 3)).isEqualTo(3);
			AcceptedEvents.Page page = AcceptedEvents.page(connection, since, Long.MAX_VALUE, 3);
			assertThat(page.next()).isPositive();
			read.addAll(page.events());
			page = AcceptedEvents.page(connection, since, page.next(), 3);
			assertThat(page.next()).isZero();
			read.addAll(page.events());
		}
		assertThat(read).extracting(Event::id).containsExactly("id.4", "id.3", "id.2", "id.1");
		assertThat(read.get(0).receivedAt()).isEqualTo(now.plusSeconds(4));
		assertThat(read.get(0).fields()).containsEntry("call_id", 7);
		assertThat(read.get(0).seq()).isPositive();
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void an_event_is_kept_as_it_was_read_with_every_byte_of_its_body(byte[] body) {
		Receipt receipt = send(body).join();
		Event read = this.inbox.read(body);
		assertThat(receipt.status()).isEqualTo(read.status());
		Event kept = stored().get(0);
		assertThat(kept).usingRecursiveComparison()
			.ignoringFields((read.status() == EventStatus.ACCEPTED) ? new String[] { "seq", "receivedAt", "fields" }
					: new String[] { "seq", "receivedAt", "id", "fields" })
			.isEqualTo(read);
		assertThat(kept.body()).isEqualTo(body);
		assertThat(kept.id()).isEqualTo(receipt.id());
		assertThat(Duration.between(kept.receivedAt(), Instant.now())).isBetween(Duration.ZERO, Duration.ofMinutes(1));
	}

	static Stream<byte[]> bodies() {
		byte[] all = new byte[512];
		IntStream.range(0, all.length).forEach((i) -> all[i] = (byte) i);
		String event = "{\"id\":\"odd\",%s}";
		return Stream.concat(Stream.of(all, new byte[] { 0 }, new byte[] { (byte) 0xFF, (byte) 0xFE, 0 }),
				Stream
					.of("\"event_name\":\"a\\u0000b\",\"context\":\"\\u0000\"",
							"\"event_name\":\"\\ud83d\\udcde\",\"context\":\"QUEUE\"",
							"\"event_name\":\"it's \\\\ {1,2} \\\"NULL\\\"\",\"context\":\"NULL\"",
							"\"event_name\":\"\",\"context\":\"\"", "\"event_name\":null,\"context\":null",
							"\"event_name\":\"" + "x".repeat(20_000) + "\"",
							"\"call_id\":4278003532,\"root_call_id\":-9223372036854775808",
							"\"call_id\":\"9223372036854775807\"", "\"call_id\":99999999999999999999",
							"\"call_id\":\"7\",\"event_time\":\"2026-02-30 25:00:00\"",
							"\"text\":\"a\\u0000b \\ud83d\",\"src\":\"\\u0000\",\"dst\":\"\\u0661\\u0662\"",
							"\"text\":\"" + "\u00e9\u65e5 ".repeat(9000) + "\"")
					.map((fields) -> event.formatted(fields).getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void of_the_same_event_taken_in_many_times_by_several_nodes_one_is_new() {
		List<Inbox> nodes = List.of(node(this.decider), node(this.decider), node(this.decider));
		List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
		for (int i = 0; i < 1500; i++) {
			byte[] body = "{\"id\":\"%d\"}".formatted(i / 5).getBytes(StandardCharsets.UTF_8);
			nodes.forEach((node) -> receipts.add(node.accept(body).toCompletableFuture()));
		}
		assertThat(receipts.stream()
			.map(CompletableFuture::join)
			.filter((receipt) -> receipt.status() == EventStatus.ACCEPTED)).hasSize(300);
		nodes.forEach(Inbox::close);
		assertThat(stored()).hasSize(300).allMatch((event) -> event.status() == EventStatus.ACCEPTED);
		assertThat(this.jdbc.queryForObject("select count(*) from delivery", Integer.class)).isEqualTo(300);
	}

	@Test
	void the_same_id_with_another_body_is_kept_once_beside_the_first() {
		for (int n : new int[] { 1, 2, 1, 2, 3 }) {
			Receipt receipt = send("{\"id\":\"a\",\"n\":%d}".formatted(n).getBytes(StandardCharsets.UTF_8)).join();
			assertThat(receipt.id()).isEqualTo("a");
		}
		assertThat(stored()).extracting(Event::status)
			.containsExactly(EventStatus.ACCEPTED, EventStatus.DUPLICATE, EventStatus.DUPLICATE);
		assertThat(this.jdbc.queryForObject("select count(*) from delivery", Integer.class)).isOne();
	}

	@Test
	void a_row_that_the_database_refuses_harms_no_other_of_its_commit() {
		this.jdbc.execute("create unique index only_one on delivery (route) where route = 'only-one'");
		this.jdbc.update(
				"insert into delivery (event_seq, route, status, updated_at) values (0, 'only-one', 'dead', ?)",
				this.store.time(Instant.now()));
		Inbox node = node((event, then) -> {
			String route = event.id().equals("17") ? "only-one" : "unrouted";
			then.accept(new Decision(Set.of(route), DeliveredAtOnce.RULES));
		});
		List<CompletableFuture<Receipt>> receipts = IntStream.range(0, 60)
			.mapToObj((i) -> node.accept("{\"id\":\"%d\"}".formatted(i).getBytes(StandardCharsets.UTF_8))
				.toCompletableFuture())
			.toList();
		for (int i = 0; i < receipts.size(); i++) {
			CompletableFuture<Receipt> receipt = receipts.get(i);
			if (i == 17) {
				assertThatExceptionOfType(CompletionException.class).isThrownBy(receipt::join)
					.withCauseInstanceOf(StoreUnavailableException.class);
			}
			else {
				assertThat(receipt.join().status()).isEqualTo(EventStatus.ACCEPTED);
			}
		}
		node.close();
		this.jdbc.execute("drop index only_one");
		assertThat(stored()).hasSize(59).noneMatch((event) -> event.id().equals("17"));
	}

	@Test
	void events_are_numbered_in_the_order_in_which_they_are_given_and_a_time_is_kept_to_the_millisecond()
			throws SQLException {
		Instant received = Instant.parse("2026-03-29T01:30:00.123456789Z");
		List<Event> given = Stream.of("b", "a", "C", "ä", "10", "9")
			.map((id) -> StoredEvents.parse("{\"id\":\"%s\"}".formatted(id).getBytes(StandardCharsets.UTF_8), received))
			.toList();
		List<Event> inserted = this.store.write((connection) -> StoredEvents.insert(this.events, connection, given));
		assertThat(inserted).isSortedAccordingTo((one, other) -> Long.compare(one.seq(), other.seq()));
		assertThat(stored()).extracting(Event::id).containsExactly("b", "a", "C", "ä", "10", "9");
		assertThat(stored()).extracting(Event::receivedAt).containsOnly(Instant.parse("2026-03-29T01:30:00.123Z"));
		assertThat(this.jdbc.queryForObject("select count(*) from event where received_at = ?", Integer.class,
				this.store.time(received)))
			.isEqualTo(6);
		List<Event> again = this.store.write((connection) -> StoredEvents.insert(this.events, connection, given));
		assertThat(again).isEmpty();
	}

	@Test
	void what_the_memory_of_events_reaches_back_to_is_the_oldest_of_the_newest() {
		for (int i = 0; i < 5; i++) {
			send("{\"id\":\"%d\"}".formatted(i).getBytes(StandardCharsets.UTF_8)).join();
			this.jdbc.update("update event set received_at = ? where id = ?",
					this.store.time(Instant.EPOCH.plusSeconds(i)), "" + i);
		}
		EventMemory memory = new EventMemory(new InboxSettings(Duration.ZERO, 3, InboxSettings.Dedupe.ID), this.store,
				this.jdbc);
		assertThat(memory.since(Instant.now())).isEqualTo(Instant.EPOCH.plusSeconds(2));
	}

	private Inbox node(Decider decider) {
		InboxSettings settings = new InboxSettings(Duration.ZERO, 0, InboxSettings.Dedupe.ID);
		return new Inbox(settings, this.store, this.events, this.knownEvents, decider, this.listener, new ArrivalBell(),
				new SimpleMeterRegistry());
	}

	private CompletableFuture<Receipt> send(byte[] body) {
		return this.inbox.accept(Arrays.copyOf(body, body.length)).toCompletableFuture();
	}

	private List<Event> stored() {
		return this.jdbc.query("select * from event order by seq", (row, number) -> this.events.read(row));
	}

}
