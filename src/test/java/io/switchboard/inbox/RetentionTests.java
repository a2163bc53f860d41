package io.switchboard.inbox;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.Siege;
import io.switchboard.Size;
import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Deliveries succeed when they are filed, and only the tests delete. */
@StoreTest
class RetentionTests {

	private static final AtomicInteger NUMBERS = new AtomicInteger();

	static final Duration DAYS_90 = Duration.ofDays(90);

	private static final String RINGING = "\"event_name\":\"call.ringing\",\"src\":\"447700900123\"";

	static final String SMS = "\"event_name\":\"sms.received\",\"from_no\":\"447700900123\",\"text\":\"hi\"";

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<Retention> retentions = new ArrayList<>();

	@Autowired
	Inbox inbox;

	@Autowired
	Store store;

	@Autowired
	OldEvents oldEvents;

	@Autowired
	EventDependents dependents;

	@Autowired
	JdbcTemplate jdbc;

	@BeforeEach
	void begin_with_nothing() {
		Tables.empty(this.jdbc, "answer", "attempt", "delivery", "event");
	}

	@Test
	void the_numbers_of_events_from_before_are_filled_in_the_background_and_wrong_ones_mended() throws Exception {
		String[] fields = { RINGING, SMS, "\"src\":\"sip:447700900123@10.0.0.5:5060\",\"dst\":\"2001\"",
				"\"src\":\"266696687\",\"dst\":\"anonymous\"", "\"src\":\"\"" };
		for (int i = 0; i < 250; i++) {
			accept(1, fields[i % fields.length]);
		}
		List<String> before = numbers();
		assertThat(before).contains("447700900123 -", "447700900123 2001", "- -");
		this.jdbc.update("update event set src_number = null, dst_number = null");
		this.jdbc.update("update event set src_number = '447700900123100055060' where seq % 5 = 3");
		long last = this.jdbc.queryForObject("select max(seq) from event", Long.class);
		this.jdbc.update("update event_number_position set seq = 0, until_seq = ?", last - 1);
		NumberFill fill = new NumberFill(this.store);
		fill.run();
		assertThat(numbers().subList(0, 249)).isEqualTo(before.subList(0, 249));
		this.jdbc.update("update event_number_position set until_seq = ?", last);
		fill.run();
		fill.run();
		fill.close();
		assertThat(numbers()).isEqualTo(before);
		assertThat(this.jdbc.queryForObject("select until_seq - seq from event_number_position", Long.class)).isZero();
	}

	private List<String> numbers() {
		return this.jdbc.queryForList(
				"select coalesce(src_number, '-') || ' ' || coalesce(dst_number, '-') from event order by seq",
				String.class);
	}

	@AfterEach
	void close() throws InterruptedException {
		for (Retention retention : this.retentions) {
			retention.close();
		}
	}

	@Test
	void an_accepted_event_without_a_delivery_is_found_and_told_of_as_long_as_it_is_there() {
		List<String> ids = accept(20, RINGING);
		send("nonsense").join();
		forgetDeliveries(ids.get(3));
		FilingCheck check = new FilingCheck(this.store, this.jdbc, this.dependents, Duration.ofHours(1));
		check.step();
		assertThat(check.health().getStatus()).as("what may still be in a commit is left alone").isEqualTo(Status.UP);
		assertThat(check.first()).isNull();
		check.step();
		Long seq = this.jdbc.queryForObject("select seq from event where id = ?", Long.class, ids.get(3));
		assertThat(check.health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(check.health().getDetails()).containsEntry("without_delivery", 1)
			.containsEntry("first_without_delivery", List.of(seq));
		assertThat(check.first()).isEqualTo(ids.get(3));
		this.jdbc.update("delete from event where seq = ?", seq);
		forgetDeliveries(accept(1, RINGING).get(0));
		check.step();
		assertThat(check.health().getStatus()).isEqualTo(Status.UP);
		check.step();
		assertThat(check.health().getStatus()).isEqualTo(Status.DOWN);
		check.close();
	}

	@Test
	void old_history_goes_while_events_come_in_and_what_is_not_done_stays() {
		List<String> old = accept(4000, RINGING);
		Set<String> stay = new HashSet<>();
		for (int i = 0; i < old.size(); i += 50) {
			stay.addAll(old.subList(i, i + 4));
			setStatus(old.get(i), "dead");
			setStatus(old.get(i + 1), "retrying");
			setStatus(old.get(i + 2), "pending");
			forgetDeliveries(old.get(i + 3));
			setStatus(old.get(i + 4), "discarded");
		}
		Set<String> quarantined = new HashSet<>();
		for (int i = 0; i < 500; i++) {
			quarantined.add(send("nonsense").join().id());
			this.inbox.accept("{\"id\":\"%s\",\"n\":1}".formatted(old.get(i)).getBytes(StandardCharsets.UTF_8));
		}
		await().until(() -> number("select count(*) from event where status = 'duplicate'") == 500);
		this.jdbc.update(
				"insert into answer (delivery_id, number, request, answer) select id, 1, 'GET cdrs', '{}' from delivery");
		backdate(100);
		int before = number("select count(*) from event");
		assertThat(before).isEqualTo(5000);

		Retention retention = retention(DAYS_90, 0);
		CompletableFuture<Void> run = CompletableFuture.runAsync(retention::run);
		Set<String> fresh = new HashSet<>();
		do {
			fresh.addAll(accept(100, RINGING));
			fresh.add(send("nonsense").join().id());
		}
		while (!run.isDone());
		run.join();

		stay.addAll(fresh);
		assertThat(ids()).isEqualTo(stay);
		assertNothingIsLeftBehind(80);
		assertThat(number("select count(*) from delivery where status in ('dead', 'retrying') or route = 'nowhere'"))
			.isEqualTo(240);
		assertThat(number(
				"select count(*) from every_attempt a join delivery d on d.id = a.delivery_id where d.status = 'dead'"))
			.isEqualTo(80);
		assertThat(deleted()).isEqualTo(before - 320);
		assertThat(quarantined).hasSize(500);
	}

	@Test
	void a_dead_letter_goes_once_it_is_delivered() {
		List<String> ids = accept(700, RINGING);
		setStatus(ids.get(1), "dead");
		setStatus(ids.get(400), "dead");
		backdate(91);
		Retention retention = retention(DAYS_90, 0);
		retention.run();
		assertThat(ids()).containsExactlyInAnyOrder(ids.get(1), ids.get(400));
		setStatus(ids.get(1), "delivered");
		IntStream.range(0, Retention.RUNS_PER_WALK).forEach((i) -> retention.run());
		assertThat(ids()).containsExactly(ids.get(400));
	}

	@Test
	void beyond_the_count_the_oldest_go() {
		List<String> ids = accept(2000, RINGING);
		setStatus(ids.get(7), "dead");
		retention(Duration.ZERO, 2000).run();
		assertThat(ids()).hasSize(2000);
		// gaps in the numbers are not events
		deleteWhole(ids.subList(1500, 1700));
		retention(Duration.ZERO, 1800).run();
		assertThat(ids()).hasSize(1800);
		Retention retention = retention(Duration.ZERO, 1000);
		retention.run();
		Set<String> kept = new HashSet<>(ids.subList(800, 2000));
		ids.subList(1500, 1700).forEach(kept::remove);
		kept.add(ids.get(7));
		assertThat(ids()).isEqualTo(kept);
		kept.addAll(accept(300, RINGING));
		retention.run();
		ids.subList(800, 1100).forEach(kept::remove);
		assertThat(ids()).isEqualTo(kept);
		assertNothingIsLeftBehind(0);
	}

	@Test
	void nothing_goes_before_its_time() {
		accept(400, RINGING);
		backdate(89);
		retention(DAYS_90, 0).run();
		retention(Duration.ZERO, 0).run();
		assertThat(ids()).hasSize(400);
		assertThat(deleted()).isZero();
	}

	@Test
	void what_is_redelivered_in_the_meantime_stays_whole() throws SQLException {
		List<String> ids = accept(2, SMS);
		List<Long> seqs = this.oldEvents.after(0, 10).stream().map(OldEvents.Row::seq).toList();
		setStatus(ids.get(0), "sms-received-to-email", "pending");
		OldEvents.Deleted deleted = this.store.write((connection) -> this.oldEvents.delete(connection, seqs));
		assertThat(deleted).isEqualTo(new OldEvents.Deleted(1, 2, 0));
		assertThat(ids()).containsExactly(ids.get(0));
		assertThat(number("select count(*) from delivery")).isEqualTo(2);
		assertThat(number("select count(*) from every_attempt")).isEqualTo(2);
	}

	@Siege
	@Test
	void an_event_is_deleted_or_redelivered_but_never_half() {
		Set<String> ids = new HashSet<>(accept(Size.of(100, 600), SMS));
		backdate(100);
		List<Long> deliveries = this.jdbc.queryForList("select id from delivery order by id", Long.class);
		Retention retention = retention(DAYS_90, 0);
		CompletableFuture<Void> run = CompletableFuture.runAsync(retention::run);
		Set<String> redelivered = new HashSet<>();
		Random random = new Random(3);
		while (!run.isDone()) {
			long delivery = deliveries.get(random.nextInt(deliveries.size()));
			if (redeliver(delivery)) {
				redelivered.add(this.jdbc.queryForObject(
						"select e.id from event e join delivery d on d.event_seq = e.seq where d.id = ?", String.class,
						delivery));
			}
		}
		run.join();
		assertThat(redelivered).isSubsetOf(ids).isEqualTo(ids());
		assertThat(number("select count(*) from delivery")).isEqualTo(2 * ids().size());
		assertNothingIsLeftBehind(0);
	}

	@Test
	void several_at_once_delete_each_event_once() {
		accept(3000, RINGING);
		backdate(100);
		List<Retention> nodes = Stream.generate(() -> retention(DAYS_90, 0)).limit(3).toList();
		CompletableFuture.allOf(
				nodes.stream().map((node) -> CompletableFuture.runAsync(node::run)).toArray(CompletableFuture[]::new))
			.join();
		nodes.forEach(Retention::run);
		assertThat(ids()).isEmpty();
		assertThat(deleted()).isEqualTo(3000);
		assertNothingIsLeftBehind(0);
	}

	@Test
	void retention_runs_by_itself_and_survives_failures() {
		accept(400, RINGING);
		backdate(100);
		AtomicInteger failures = new AtomicInteger();
		start(DAYS_90, 0, new OldEvents(this.store, this.jdbc, this.dependents) {
			@Override
			List<Row> after(long seq, int limit) {
				switch (failures.incrementAndGet()) {
					case 1, 2 -> throw new IllegalStateException("test");
					case 3, 4 -> throw new AssertionError("test");
					default -> {
					}
				}
				return super.after(seq, limit);
			}
		}, Duration.ofMillis(10));
		await().until(() -> ids().isEmpty());
		assertThat(failures.get()).isGreaterThan(4);
	}

	@Test
	void a_stop_waits_for_one_step_and_no_more() {
		accept(1000, RINGING);
		backdate(100);
		AtomicBoolean stopped = new AtomicBoolean();
		Retention retention = start(DAYS_90, 0, new OldEvents(this.store, this.jdbc, this.dependents) {
			@Override
			Deleted delete(Connection connection, List<Long> seqs) throws SQLException {
				if (!stopped.getAndSet(true)) {
					close();
				}
				return super.delete(connection, seqs);
			}

			private void close() {
				try {
					RetentionTests.this.close();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}, Duration.ofDays(1));
		retention.run();
		assertThat(ids()).hasSize(700);
		assertNothingIsLeftBehind(0);
	}

	Retention retention(Duration retention, long maxEvents) {
		return start(retention, maxEvents, this.oldEvents, Duration.ofDays(1));
	}

	private Retention start(Duration retention, long maxEvents, OldEvents oldEvents, Duration pace) {
		InboxSettings settings = new InboxSettings(retention, maxEvents, InboxSettings.Dedupe.ID);
		Retention started = new Retention(settings, this.store, oldEvents, this.meters, pace);
		this.retentions.add(started);
		return started;
	}

	/** Ids in the order of their seqs; all delivered. */
	List<String> accept(int count, String fields) {
		List<CompletableFuture<Receipt>> receipts = IntStream.range(0, count)
			.mapToObj((i) -> send("{\"id\":\"uk003.%08d\",%s}".formatted(NUMBERS.incrementAndGet(), fields)))
			.toList();
		return receipts.stream().map(CompletableFuture::join).map((receipt) -> {
			assertThat(receipt.status()).isEqualTo(EventStatus.ACCEPTED);
			return receipt.id();
		}).toList();
	}

	private CompletableFuture<Receipt> send(String body) {
		return this.inbox.accept(body.getBytes(StandardCharsets.UTF_8)).toCompletableFuture();
	}

	private void setStatus(String id, String status) {
		setStatus(id, "unrouted", status);
	}

	/** What is not done is on a route of its own. */
	void setStatus(String id, String route, String status) {
		boolean open = status.equals("pending") || status.equals("retrying");
		assertThat(this.jdbc.update("""
				update delivery set status = ?, route = ?
				where route = ? and event_seq = (select seq from event where id = ?)""", status,
				open ? "nowhere" : route, route, id))
			.isEqualTo(1);
	}

	private boolean redeliver(long delivery) {
		try {
			return this.store.write((connection) -> {
				try (var update = connection.prepareStatement(
						"update delivery set status = 'pending', next_attempt_at = ? where id = ? and status = 'delivered'")) {
					update.setObject(1, this.store.time(Instant.now()));
					update.setLong(2, delivery);
					return update.executeUpdate() == 1;
				}
			});
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void forgetDeliveries(String id) {
		this.jdbc.update("""
				delete from attempt where delivery_id in (
				  select d.id from delivery d join event e on e.seq = d.event_seq where e.id = ?)""", id);
		this.jdbc.update("delete from delivery where event_seq = (select seq from event where id = ?)", id);
	}

	private void deleteWhole(List<String> ids) {
		for (String id : ids) {
			forgetDeliveries(id);
			this.jdbc.update("delete from event where id = ?", id);
		}
	}

	void backdate(int days) {
		this.jdbc.update("update event set received_at = ?",
				this.store.time(Instant.now().minus(Duration.ofDays(days))));
	}

	void assertNothingIsLeftBehind(int acceptedWithoutDelivery) {
		assertThat(number("select count(*) from delivery where event_seq not in (select seq from event)")).isZero();
		assertThat(number("select count(*) from attempt where delivery_id not in (select id from delivery)")).isZero();
		assertThat(number("select count(*) from answer where delivery_id not in (select id from delivery)")).isZero();
		assertThat(number(
				"select count(*) from event where status = 'accepted' and seq not in (select event_seq from delivery)"))
			.isEqualTo(acceptedWithoutDelivery);
	}

	Set<String> ids() {
		return new HashSet<>(this.jdbc.queryForList("select id from event", String.class));
	}

	int number(String query) {
		return this.jdbc.queryForObject(query, Integer.class);
	}

	private int deleted() {
		return (int) this.meters.counter("switchboard.events.deleted").count();
	}

}
