package io.switchboard.alerts;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.SetClock;
import io.switchboard.StoreTest;
import io.switchboard.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** The alerts that people get about problems, and how often. */
@StoreTest
class AlertJobTests {

	private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

	private static final Duration ROUND = Duration.ofSeconds(10);

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	private final SetClock clock = new SetClock(NOON);

	private final Heard mail = new Heard("mail");

	private final Heard chat = new Heard("chat");

	private final List<Trouble> troubles = new ArrayList<>();

	private AlertSettings settings = settings(Map.of());

	/** A channel that keeps its messages. It may be away, and may kill the process. */
	private static final class Heard implements AlertChannel {

		private final String name;

		private final List<Message> messages = new ArrayList<>();

		private final List<String> asked = new ArrayList<>();

		private boolean away;

		private boolean deadly;

		private Runnable before = () -> {
		};

		private Heard(String name) {
			this.name = name;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public String kind() {
			return this.name;
		}

		@Override
		public void send(Message message) {
			this.asked.add(message.id());
			this.before.run();
			if (this.deadly) {
				throw new Killed();
			}
			if (this.away) {
				throw new IllegalStateException("away");
			}
			this.messages.add(message);
		}

		private List<String> subjects() {
			return this.messages.stream().map(Message::subject).toList();
		}

	}

	private static final class Killed extends Error {

		private static final long serialVersionUID = 1;

	}

	@BeforeEach
	void nothing_is_wrong() {
		for (String table : List.of("alert", "alert_message", "alert_sign", "leader")) {
			this.jdbc.update("delete from " + table);
		}
	}

	private static AlertSettings settings(Map<String, String> more) {
		return TestSettings.alerts(more);
	}

	private AlertJob node(String name) {
		return node(name, this.troubles);
	}

	private AlertJob node(String name, List<Trouble> seen) {
		return new AlertJob(this.settings, this.store, tables(this.store),
				new Channels(List.of(this.mail, this.chat), this.settings.toAll(), new SimpleMeterRegistry()),
				(now) -> List.copyOf(seen), new Wording(ZoneId.of("UTC"), "https://switchboard.test/"),
				new AlertPolicy(this.settings, ZoneId.of("UTC")), name, this.clock);
	}

	private static AlertTables tables(Store store) {
		return new AlertTables(new AlertTable(store), new MessageTable(store), new SignTable(store));
	}

	private void pass(Duration time, AlertJob... nodes) {
		Duration round = (time.compareTo(Duration.ofMinutes(20)) > 0) ? Duration.ofMinutes(5)
				: (time.compareTo(Duration.ofMinutes(4)) >= 0) ? Duration.ofSeconds(30) : ROUND;
		for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(round)) {
			this.clock.goOn(round);
			for (AlertJob node : nodes) {
				node.run();
			}
		}
	}

	private static Trouble dead(long number) {
		return new Trouble(TroubleKind.DEAD_LETTERS, "sms-received-to-email",
				"sms-received-to-email: %d deliveries failed for good".formatted(number), number, null);
	}

	private Trouble waits(String route) {
		return new Trouble(TroubleKind.ROUTE_WAITS, route, route + " is waiting", 0, this.clock.instant());
	}

	@Test
	void five_hundred_dead_letters_are_one_alert_a_reminder_and_word_that_it_is_over() {
		AlertJob node = node("one");
		for (int i = 1; i <= 500; i += 50) {
			this.troubles.clear();
			this.troubles.add(dead(i));
			pass(ROUND, node);
		}
		pass(Duration.ofHours(5), node);
		this.troubles.clear();
		pass(Duration.ofHours(1), node);
		assertThat(this.mail.subjects()).containsExactly(
				"Switchboard: sms-received-to-email: 1 deliveries failed for good",
				"Switchboard: sms-received-to-email: 451 deliveries failed for good",
				"Switchboard: over: sms-received-to-email: 451 deliveries failed for good");
		assertThat(this.mail.messages.get(0).text()).isEqualTo("""
				Warning: sms-received-to-email: 1 deliveries failed for good. Since 26 Nov 12:00 UTC.
				  https://switchboard.test/dead-letters?route=sms-received-to-email
				""");
		assertThat(this.mail.messages.get(2).text()).contains("It lasted from 26 Nov 12:00 UTC to 26 Nov 17:");
		assertThat(this.chat.messages).as("the spare").isEmpty();
	}

	@Test
	void what_happens_together_is_told_together_and_what_passes_by_is_not_told() {
		AlertJob node = node("one");
		for (int i = 0; i < 20; i++) {
			this.troubles.add(waits("route-" + i));
		}
		pass(Duration.ofMinutes(4), node);
		Trouble first = this.troubles.remove(0);
		pass(Duration.ofMinutes(2), node);
		assertThat(this.mail.subjects()).containsExactly("Switchboard: 19 alerts");
		this.troubles.add(first);
		this.troubles.remove(0);
		pass(Duration.ofMinutes(10), node);
		assertThat(this.mail.subjects()).containsExactly("Switchboard: 19 alerts", "Switchboard: route-0 is waiting",
				"Switchboard: over: route-1 is waiting");
	}

	@Test
	void one_that_comes_and_goes_within_a_minute_goes_on() {
		AlertJob node = node("one");
		this.troubles.add(dead(1));
		pass(ROUND, node);
		for (int i = 0; i < 20; i++) {
			this.troubles.clear();
			pass(ROUND, node);
			this.troubles.add(dead(1));
			pass(ROUND, node);
		}
		assertThat(this.mail.messages).hasSize(1);
	}

	@Test
	void who_acknowledges_hears_no_more_until_it_grows_or_is_over() throws SQLException {
		AlertJob node = node("one");
		this.troubles.add(dead(3));
		pass(ROUND, node);
		Alerts alerts = alerts();
		Alert alert = alerts.find(AlertFilter.ALL, null, 9).data().get(0);
		assertThat(alerts.acknowledge(alert.id(), "otto")).isTrue();
		assertThat(alerts.acknowledge(alert.id(), "jane")).as("the second").isFalse();
		assertThat(alerts.get(alert.id()).orElseThrow().acknowledgedBy()).isEqualTo("otto");
		pass(Duration.ofHours(9), node);
		assertThat(this.mail.messages).hasSize(1);
		this.troubles.set(0, dead(2));
		pass(ROUND, node);
		this.troubles.set(0, dead(3));
		pass(ROUND, node);
		assertThat(this.mail.messages).as("it was down to two").hasSize(2);
		assertThat(alerts.get(alert.id()).orElseThrow().state()).isEqualTo("firing");
		assertThat(alerts.acknowledge(alert.id(), "jane")).isTrue();
		this.troubles.clear();
		pass(Duration.ofMinutes(2), node);
		assertThat(this.mail.subjects()).hasSize(3).last().asString().contains("over:");
		assertThat(alerts.acknowledge(alert.id(), "jane")).as("it is over").isFalse();
	}

	private Alerts alerts() {
		return new Alerts(this.settings, new AlertTable(this.store), null, null, this.store, this.jdbc);
	}

	@Test
	void in_quiet_hours_only_what_is_critical_is_told_and_the_rest_afterwards() {
		this.settings = settings(Map.of("quiet", "mon-sun 12:00-14:00"));
		AlertJob node = node("one");
		this.troubles.add(dead(1));
		Trouble silent = new Trouble(TroubleKind.WEBHOOKS_SILENT, "", "webhooks are silent", 0, NOON);
		this.troubles.add(silent);
		Trouble short_one = new Trouble(TroubleKind.BACKLOG, "a-route", "a-route is late", 0, NOON);
		this.troubles.add(short_one);
		pass(Duration.ofMinutes(30), node);
		this.troubles.remove(short_one);
		pass(Duration.ofMinutes(80), node);
		assertThat(this.mail.subjects()).containsExactly("Switchboard: webhooks are silent");
		pass(Duration.ofMinutes(20), node);
		assertThat(this.mail.subjects()).containsExactly("Switchboard: webhooks are silent",
				"Switchboard: sms-received-to-email: 1 deliveries failed for good");
	}

	@Test
	void a_channel_that_fails_is_gone_around() {
		this.mail.away = true;
		AlertJob node = node("one");
		this.troubles.add(dead(1));
		pass(Duration.ofMinutes(10), node);
		assertThat(this.chat.messages).hasSize(1);
		assertThat(this.jdbc.queryForMap("select sent_by, error from alert_message")).containsEntry("sent_by", "chat")
			.containsEntry("error", "mail: IllegalStateException");
	}

	/** One of several nodes sends; any of them shows the alerts. */
	@Test
	void every_node_tells_how_the_channels_did() {
		this.mail.away = true;
		AlertJob sender = node("one");
		this.troubles.add(dead(1));
		pass(Duration.ofMinutes(10), sender);
		assertThat(channelsOfAnother())
			.extracting(ChannelState::name, (state) -> state.lastSentAt() != null, ChannelState::error)
			.containsExactly(tuple("mail", false, "IllegalStateException"), tuple("chat", true, null));
		this.mail.away = false;
		this.troubles.clear();
		pass(Duration.ofHours(1), sender);
		assertThat(channelsOfAnother()).extracting(ChannelState::lastSentAt, ChannelState::error)
			.allMatch((state) -> state.toList().get(0) != null && state.toList().get(1) == null);
		assertThat(channelsOfAnother().get(0).failedAt()).isNotNull();
	}

	private List<ChannelState> channelsOfAnother() {
		Channels channels = new Channels(List.of(this.mail, this.chat), false, new SimpleMeterRegistry());
		return new Alerts(this.settings, new AlertTable(this.store), channels, null, this.store, this.jdbc).channels();
	}

	@Test
	void with_all_each_channel_gets_it() {
		this.settings = settings(Map.of("send-to", "all"));
		AlertJob node = node("one");
		this.troubles.add(dead(1));
		pass(Duration.ofMinutes(5), node);
		assertThat(this.mail.messages).hasSize(1);
		assertThat(this.chat.messages).hasSize(1);
	}

	@Test
	void what_nobody_could_be_told_is_told_once_when_a_channel_is_back() {
		this.mail.away = true;
		this.chat.away = true;
		AlertJob node = node("one");
		this.troubles.add(dead(1));
		pass(Duration.ofMinutes(20), node);
		assertThat(this.mail.asked).as("with pauses").hasSizeBetween(4, 10);
		assertThat(this.mail.asked.stream().distinct()).as("one message").hasSize(1);
		this.troubles.clear();
		pass(Duration.ofMinutes(10), node);
		this.mail.away = false;
		pass(Duration.ofMinutes(30), node);
		assertThat(this.mail.messages).hasSize(1);
		assertThat(this.mail.messages.get(0).text()).startsWith("Over: ").contains("It lasted from");
	}

	@Test
	void a_node_that_is_killed_loses_no_alert_and_the_next_one_doubles_none() {
		AlertJob one = node("one");
		this.troubles.add(dead(1));
		this.mail.deadly = true;
		assertThatThrownBy(() -> pass(ROUND, one)).isInstanceOf(Killed.class);
		this.mail.deadly = false;
		AlertJob two = node("two");
		pass(Duration.ofMinutes(10), two);
		assertThat(this.mail.messages).hasSize(1);
		assertThat(this.mail.asked.stream().distinct()).as("it keeps its id").hasSize(1);
		AlertJob three = node("three");
		two.stop();
		pass(Duration.ofHours(1), three);
		assertThat(this.mail.messages).hasSize(1);
	}

	@Test
	void one_node_tells_what_any_of_them_sees() {
		List<Trouble> seenByTwo = new ArrayList<>();
		AlertJob one = node("one");
		AlertJob two = node("two", seenByTwo);
		seenByTwo.add(waits("call-ended-to-crm"));
		pass(Duration.ofMinutes(10), one, two);
		this.troubles.add(waits("call-ended-to-crm"));
		pass(Duration.ofMinutes(10), one, two);
		assertThat(this.mail.subjects()).containsExactly("Switchboard: call-ended-to-crm is waiting");
		seenByTwo.clear();
		pass(Duration.ofMinutes(10), one, two);
		assertThat(this.mail.messages).as("one of them still sees it").hasSize(1);
		this.troubles.clear();
		pass(Duration.ofMinutes(10), one, two);
		assertThat(this.mail.subjects()).last().isEqualTo("Switchboard: over: call-ended-to-crm is waiting");
		seenByTwo.add(waits("sms-received-to-email"));
		pass(Duration.ofMinutes(10), one, two);
		pass(Duration.ofMinutes(10), one);
		assertThat(this.mail.subjects()).as("node two is gone")
			.last()
			.isEqualTo("Switchboard: over: sms-received-to-email is waiting");
	}

	/** A chat that answers byte by byte must not delay the next check by minutes. */
	@Test
	void the_store_rests_after_a_look_and_not_after_a_slow_channel() {
		AlertJob[] node = new AlertJob[1];
		List<Duration> rests = new ArrayList<>();
		this.chat.before = () -> rests.add(node[0].rest());
		this.mail.away = true;
		node[0] = node("one");
		this.troubles.add(dead(3));
		pass(ROUND, node);
		assertThat(rests).containsExactly(node[0].rest()).noneMatch(Duration::isZero);
	}

	@Test
	void that_the_store_is_away_is_told_from_memory_once_and_that_it_is_back() {
		boolean[] away = { true };
		AlertJob node = new AlertJob(this.settings, this.store, tables(this.store),
				new Channels(List.of(this.mail), false, new SimpleMeterRegistry()), (now) -> {
					if (away[0]) {
						throw new DataAccessResourceFailureException("away");
					}
					return List.of();
				}, new Wording(ZoneId.of("UTC"), ""), new AlertPolicy(this.settings, ZoneId.of("UTC")), "one",
				this.clock);
		pass(ROUND, node);
		away[0] = false;
		pass(ROUND, node);
		away[0] = true;
		assertThat(this.mail.messages).as("a moment").isEmpty();
		pass(Duration.ofMinutes(30), node);
		assertThat(this.mail.subjects()).containsExactly("Switchboard: the store does not answer");
		assertThat(node.rest()).as("a store that is away needs no rest").isZero();
		away[0] = false;
		pass(Duration.ofMinutes(30), node);
		assertThat(this.mail.subjects()).containsExactly("Switchboard: the store does not answer",
				"Switchboard: over: the store answers again");
		assertThat(this.jdbc.queryForList("select subject from alert where kind = 'store-away'", String.class))
			.as("the history")
			.containsExactly("one");
	}

}
