package io.switchboard.inbox;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.StoreTest;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Repeats under another id are found with {@code inbox.dedupe: content}. */
@StoreTest
class DedupeTests {

	private static final String HOLD = "\"call_id\":%d,\"event_name\":\"call.hold\",\"state\":\"ON_HOLD\",\"event_time\":\"2026-11-22 10:00:00\"";

	private final long call = UUID.randomUUID().getMostSignificantBits() >>> 8;

	private final String prefix = UUID.randomUUID() + ".";

	private Inbox inbox;

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
	void open() {
		this.inbox = node();
	}

	@AfterEach
	void close() {
		this.inbox.close();
	}

	@Test
	void a_repeat_under_another_id_is_kept_beside_the_first_and_runs_nothing() {
		assertThat(accept("a", HOLD.formatted(this.call)).status()).isEqualTo(EventStatus.ACCEPTED);
		Receipt second = accept("b", HOLD.formatted(this.call) + ",\"duration\":2");
		assertThat(second).isEqualTo(new Receipt(EventStatus.DUPLICATE, this.prefix + "b",
				"the same call, event, state and second as " + this.prefix + "a"));
		assertThat(routes("a")).containsExactly("unrouted");
		assertThat(kept()).containsExactly("a accepted", "b duplicate");
		assertThat(reason("b")).isEqualTo(second.reason());
		assertThat(routes("b")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"call_id\":%d1", "\"event_name\":\"call.unhold\"", "\"state\":\"HANGUP\"",
			"\"state\":null", "\"event_time\":\"2026-11-22 10:00:01\"", "\"event_time\":null", "\"event_name\":null",
			"\"call_id\":null" })
	void what_differs_is_another_event(String difference) {
		accept("a", HOLD.formatted(this.call));
		assertThat(accept("b", HOLD.formatted(this.call) + "," + difference.formatted(this.call)).status())
			.isEqualTo(EventStatus.ACCEPTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"event_name\":\"call.dtmf\"", "\"event_name\":\"monitor.audio_ready\"",
			"\"event_time\":null", "\"call_id\":null", "\"event_name\":null" })
	void in_doubt_both_are_accepted(String doubt) {
		for (String id : new String[] { "a", "b" }) {
			assertThat(accept(id, HOLD.formatted(this.call) + "," + doubt).status()).isEqualTo(EventStatus.ACCEPTED);
		}
	}

	/** Values that a database returns in another form. */
	@ParameterizedTest
	@ValueSource(strings = { "\"state\":\"\\ud800\"", "\"state\":\"a\\udc00b\"", "\"state\":\"\\u0000\"",
			"\"event_name\":\"call.\\ud83d\"", "\"event_time\":\"2026-11-22 10:00:00\\ude00\"", "\"state\":\"\\ufffd\"",
			"\"state\":\"ON\\u2028HOLD\"" })
	void what_is_stored_is_routed_whatever_its_characters(String odd) {
		assertThat(accept("a", HOLD.formatted(this.call) + "," + odd).status()).isEqualTo(EventStatus.ACCEPTED);
		assertThat(accept("a", HOLD.formatted(this.call) + "," + odd).status()).isEqualTo(EventStatus.DUPLICATE);
		assertThat(routes("a")).containsExactly("unrouted");
		assertThat(kept()).containsExactly("a accepted");
	}

	/** A row belongs to an event by its place in the batch, not by its values. */
	@Test
	void each_event_gets_the_number_of_its_own_row_whatever_its_keys() throws Exception {
		List<NewEvent> arrived = new ArrayList<>();
		for (String key : new String[] { "b", "\ud800", "a", "\udc00", "b", "\ud83d\ude00" }) {
			arrived.add(new NewEvent(StoredEvents.parse(bodyOf(arrived.size()), Instant.EPOCH), null, null,
					this.prefix + key));
		}
		@Nullable Long[] seqs = this.store.write((connection) -> this.events.insert(connection, arrived, new NothingFiled()));
		List<Long> stored = new ArrayList<>();
		for (int i = 0; i < seqs.length; i++) {
			stored.addAll(this.jdbc.queryForList("select seq from event where id = ?", Long.class, this.prefix + i));
		}
		assertThat(seqs).filteredOn(Objects::nonNull).containsExactlyElementsOf(stored);
		assertThat(seqs[4]).isNull();
	}

	private byte[] bodyOf(int number) {
		return "{\"id\":\"%s%d\"}".formatted(this.prefix, number).getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void a_repeated_id_counts_before_a_repeated_content() {
		String fields = HOLD.formatted(this.call);
		accept("a", fields);
		accept("b", fields);
		for (int i = 0; i < 2; i++) {
			assertThat(accept("a", fields)).isEqualTo(new Receipt(EventStatus.DUPLICATE, this.prefix + "a", null));
			assertThat(accept("b", fields)).isEqualTo(new Receipt(EventStatus.DUPLICATE, this.prefix + "b", null));
			assertThat(accept("b", fields + ",\"n\":2").reason()).contains("another body");
		}
		assertThat(kept()).hasSize(3).contains("a accepted", "b duplicate").anyMatch((each) -> each.startsWith("b~"));
	}

	@Test
	void of_all_that_say_the_same_within_a_batch_one_is_accepted_and_every_body_is_kept() {
		Map<String, CompletableFuture<Receipt>> receipts = new LinkedHashMap<>();
		List<CompletableFuture<Receipt>> repeats = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			String fields = HOLD.formatted(this.call + i);
			String another = fields + ",\"call_id\":1" + (this.call + i);
			for (String event : new String[] { body(i + ".a", fields), body(i + ".b", fields),
					body(i + ".b", fields + ",\"n\":" + i), body(i + ".b", another) }) {
				receipts.put(event, send(this.inbox, event));
				repeats.add(send(this.inbox, event));
			}
		}
		Map<String, String> accepted = new HashMap<>();
		receipts.forEach((body, receipt) -> {
			if (receipt.join().status() == EventStatus.ACCEPTED) {
				accepted.put(receipt.join().id(), body);
			}
		});
		assertThat(repeats).allMatch((repeat) -> repeat.join().status() == EventStatus.DUPLICATE);
		Map<String, String> stored = new HashMap<>();
		this.jdbc.query("select id, body from event where status = 'accepted' and id like ?", (row) -> {
			stored.put(row.getString("id"), new String(row.getBytes("body"), StandardCharsets.UTF_8));
		}, this.prefix + "%");
		assertThat(stored).isEqualTo(accepted);
		assertThat(kept()).hasSize(4000);
		assertThat(this.jdbc.queryForObject("select count(distinct content_key) from event where id like ?",
				Integer.class, this.prefix + "%"))
			.isEqualTo(accepted.size());
	}

	@Test
	void of_several_nodes_one_accepts_and_the_others_name_what_it_accepted() {
		int count = 2000;
		List<Inbox> nodes = List.of(node(), node(), node());
		List<CompletableFuture<Map<String, Receipt>>> runs = new ArrayList<>();
		ExecutorService senders = Executors.newFixedThreadPool(nodes.size());
		for (int i = 0; i < nodes.size(); i++) {
			Inbox node = nodes.get(i);
			int number = i;
			runs.add(CompletableFuture.supplyAsync(() -> sendAll(node, number, count), senders));
		}
		Map<String, Receipt> receipts = new HashMap<>();
		runs.forEach((run) -> receipts.putAll(run.join()));
		senders.shutdown();
		nodes.forEach(Inbox::close);
		assertThat(receipts).hasSize(count * nodes.size());
		Map<String, String> first = new HashMap<>();
		receipts.values()
			.stream()
			.filter((receipt) -> receipt.status() == EventStatus.ACCEPTED)
			.forEach((receipt) -> assertThat(first.put(content(receipt.id()), receipt.id())).isNull());
		assertThat(first).hasSize(count);
		assertThat(receipts.values()).filteredOn((receipt) -> receipt.status() == EventStatus.DUPLICATE)
			.hasSize(count * (nodes.size() - 1))
			.allMatch(
					(receipt) -> String.valueOf(receipt.reason()).endsWith(" as " + first.get(content(receipt.id()))));
		assertThat(accept(this.inbox, "after.5", HOLD.formatted(this.call + 5)).status()).as("after a restart")
			.isEqualTo(EventStatus.DUPLICATE);
		assertThat(delivered()).isEqualTo(count);
	}

	@Test
	void what_repeats_an_event_that_is_deleted_in_the_same_moment_is_new() {
		String event = body("a", HOLD.formatted(this.call));
		send(this.inbox, event).join();
		Inbox node = node(new KnownEvents(this.store) {
			@Override
			List<Known> find(Connection connection, List<NewEvent> events) throws SQLException {
				try (PreparedStatement delete = connection.prepareStatement("delete from event where id = ?")) {
					delete.setString(1, DedupeTests.this.prefix + "a");
					delete.executeUpdate();
				}
				return super.find(connection, events);
			}
		});
		assertThat(send(node, event).join().status()).isEqualTo(EventStatus.ACCEPTED);
		node.close();
		assertThat(kept()).containsExactly("a accepted");
	}

	@Test
	void what_is_neither_new_nor_known_is_not_answered_as_kept() {
		String event = body("a", HOLD.formatted(this.call));
		send(this.inbox, event).join();
		Inbox node = node(new KnownEvents(this.store) {
			@Override
			List<Known> find(Connection connection, List<NewEvent> events) {
				return Collections.nCopies(events.size(), new Known(null, null));
			}
		});
		assertThat(send(node, event)).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(StoreUnavailableException.class);
		node.close();
	}

	/** The order of the ids differs from the order of the contents. */
	private Map<String, Receipt> sendAll(Inbox node, int number, int count) {
		List<Integer> contents = new ArrayList<>(IntStream.range(0, count).boxed().toList());
		Random random = new Random(number);
		Collections.shuffle(contents, random);
		Map<String, CompletableFuture<Receipt>> sent = new HashMap<>();
		for (int content : contents) {
			String id = "%08x.%d.%d".formatted(random.nextInt(), number, content);
			sent.put(id, send(node, body(id, HOLD.formatted(this.call + content))));
		}
		Map<String, Receipt> receipts = new HashMap<>();
		sent.forEach((id, receipt) -> receipts.put(id, receipt.join()));
		return receipts;
	}

	private static String content(String id) {
		return id.substring(id.lastIndexOf('.') + 1);
	}

	private Inbox node() {
		return node(this.knownEvents);
	}

	private Inbox node(KnownEvents knownEvents) {
		InboxSettings settings = new InboxSettings(Duration.ZERO, 0, InboxSettings.Dedupe.CONTENT);
		return new Inbox(settings, this.store, this.events, knownEvents, this.decider, this.listener, new ArrivalBell(),
				new SimpleMeterRegistry());
	}

	private CompletableFuture<Receipt> send(Inbox node, String body) {
		return node.accept(body.getBytes(StandardCharsets.UTF_8)).toCompletableFuture();
	}

	private String body(String id, String fields) {
		return "{\"id\":\"%s\",%s}".formatted(this.prefix + id, fields);
	}

	private Receipt accept(String id, String fields) {
		return accept(this.inbox, id, fields);
	}

	private Receipt accept(Inbox node, String id, String fields) {
		return send(node, body(id, fields)).join();
	}

	private List<String> kept() {
		return this.jdbc
			.queryForList("select id || ' ' || status from event where id like ? order by seq", String.class,
					this.prefix + "%")
			.stream()
			.map((each) -> each.substring(this.prefix.length()))
			.toList();
	}

	private String reason(String id) {
		return this.jdbc.queryForObject("select reason from event where id = ?", String.class, this.prefix + id);
	}

	private List<String> routes(String id) {
		return this.jdbc.queryForList(
				"select d.route from delivery d join event e on e.seq = d.event_seq where e.id = ? and d.status = 'delivered'",
				String.class, this.prefix + id);
	}

	private int delivered() {
		return this.jdbc.queryForObject("""
				select count(*) from delivery d join event e on e.seq = d.event_seq
				where e.id like ? and d.status = 'delivered'""", Integer.class, this.prefix + "%");
	}

}
