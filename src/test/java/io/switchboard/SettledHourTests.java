package io.switchboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.calls.WorkedOut;
import io.switchboard.mail.DemoMailServer;
import io.switchboard.reconciliation.Reconciled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An hour of calls of every kind on the simulated platform. Events repeat, come out of
 * order, and a quarter of them is lost. In the end Switchboard's calls agree with those
 * of the simulator.
 */
@SwitchboardTest
class SettledHourTests {

	private static final String FAULTS = "duplicate=0.2,reorder=0.2,delay=0.2,resend=0.1,drop=0.25";

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	DemoMailServer mails;

	@Autowired
	ApplicationContext application;

	@Autowired
	WorkedOut calls;

	@Autowired
	Reconciled reconciled;

	@BeforeEach
	void nothing_has_happened_yet() throws Exception {
		Tables.forgetAll(this.application);
		Tables.empty(this.jdbc, "call", "call_leg", "settled_call");
	}

	@Test
	void every_call_of_an_hour_is_settled_once_and_rightly_though_a_quarter_is_lost() {
		settled(FAULTS, 7);
		List<Map<String, Object>> log = this.jdbc.queryForList("select * from settled_call");
		assertThat(log).hasSizeGreaterThan(40)
			.allMatch((row) -> row.get("outcome") != null && row.get("corrected_outcome") == null);
	}

	/** The event of the last leg comes after the call was settled. */
	@Test
	void an_abandoned_call_is_one_mail_and_one_activity_though_its_last_leg_comes_late() throws Exception {
		SetClock clock = new SetClock(Instant.now());
		leg(0, "call.missed", false);
		settle(clock);
		leg(1, "call.missed", true);
		settle(clock);
		assertThat(mailsOf("441632960777")).hasSize(1);
		assertThat(simulator("GET", "crm/activities").toString().split("441632960777\"", -1)).hasSize(2);
		assertThat(this.jdbc.queryForList("select route from delivery where status = 'delivered'", String.class))
			.contains("abandoned-call-to-email", "queue-missed-call-to-email", "call-settled-to-crm",
					"call-ended-to-crm");
	}

	/** A missed call is reported once, although the voicemail's leg comes late. */
	@Test
	void a_correction_from_abandoned_to_voicemail_is_no_second_mail() throws Exception {
		SetClock clock = new SetClock(Instant.now());
		leg(0, "call.missed", false, "QUEUE", "441632960778");
		settle(clock);
		leg(1, "call.connected", false, "VOICEMAIL", "441632960778");
		leg(1, "call.hangup", false, "VOICEMAIL", "441632960778");
		settle(clock);
		assertThat(outcomes()).containsExactly("abandoned", "voicemail");
		assertThat(mailsOf("441632960778")).hasSize(1);
		assertThat(activitiesOf("441632960778")).containsExactlyInAnyOrder("abandoned ",
				"voicemail settled.14416329607780");
	}

	/** Whether an event of VoIPstudio ended the call, then or earlier. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void the_crm_hears_of_a_correction_once_and_of_what_it_corrects(boolean ended) throws Exception {
		String src = "44163296078" + (ended ? 1 : 0);
		SetClock clock = new SetClock(Instant.now());
		leg(0, "call.missed", ended, "QUEUE", src);
		settle(clock);
		leg(1, "call.connected", false, "USER", src);
		leg(1, "call.hangup", true, "USER", src);
		settle(clock);
		assertThat(outcomes()).containsExactly("abandoned", "answered");
		assertThat(mailsOf(src)).hasSize(1);
		assertThat(activitiesOf(src)).containsExactlyInAnyOrder(ended ? "NO ANSWER " : "abandoned ",
				"answered settled.1" + src + "0");
	}

	private List<String> outcomes() {
		return this.jdbc
			.queryForList(
					"select body from event where event_name = 'call.settled' and status = 'accepted' order by seq",
					byte[].class)
			.stream()
			.map((body) -> Client.json(new String(body)).path("outcome").asText())
			.toList();
	}

	private List<String> mailsOf(String src) throws Exception {
		List<String> subjects = new ArrayList<>();
		for (var mail : this.mails.messages()) {
			subjects.add(mail.getSubject());
		}
		return subjects.stream().filter((subject) -> subject.contains(src)).toList();
	}

	/** Outcome and correction of each call. */
	private List<String> activitiesOf(String src) {
		List<String> activities = new ArrayList<>();
		for (JsonNode each : simulator("GET", "crm/activities")) {
			JsonNode activity = each.path("activity");
			if (activity.path("from").asText().equals(src)) {
				activities.add(activity.path("outcome").asText() + " " + activity.path("corrects").asText());
			}
		}
		return activities;
	}

	private void leg(int leg, String name, boolean last) {
		leg(leg, name, last, "QUEUE", "441632960777");
	}

	private void leg(int leg, String name, boolean last, String context, String src) {
		this.client.post("""
				{"id":"%s","event_name":"%s","event_time":"2026-04-28 08:46:%02d","call_id":1%s%d,"root_call_id":1%s0,\
				"context":"%s","destination":"in","src":"%s","dst":"2001","dst_name":"Support","final":%s%s}"""
			.formatted(Client.newId(), name, leg, src, leg, src, context, src, last,
					context.equals("QUEUE") ? "" : ",\"connected_at\":\"2026-04-28 08:46:01\""));
	}

	/** No source knows anything else of the call. */
	private void settle(SetClock clock) {
		this.calls.bringUpToDate();
		clock.goOn(Duration.ofHours(2));
		leadAnew();
		this.calls.settle(clock);
		await().atMost(Duration.ofMinutes(3)).until(() -> open() == 0);
	}

	@Tag("siege")
	@Tag("large")
	@Test
	void whatever_is_lost() {
		for (long seed = 1; seed <= 3; seed++) {
			settled(FAULTS, seed);
		}
	}

	private void settled(String faults, long seed) {
		await().atMost(Duration.ofMinutes(3)).until(() -> simulator("GET", "webhooks").size() > 0);
		JsonNode play = simulator("POST", "scenarios/hour-of-calls?speed=0&seed=" + seed + "&faults=" + faults);
		String path = "plays/" + play.path("play").asText();
		await().atMost(Duration.ofMinutes(3))
			.until(() -> "ended".equals(simulator("GET", path).path("state").asText()));
		Map<String, String> truth = new TreeMap<>();
		simulator("GET", path).path("outcomes")
			.properties()
			.forEach((each) -> truth.put("settled." + each.getKey(), each.getValue().asText()));
		assertThat(truth).hasSizeGreaterThan(40);
		SetClock clock = new SetClock(Instant.now());
		for (int turn = 0; turn < 4; turn++) {
			clock.goOn(Duration.ofMinutes(70));
			this.reconciled.records(clock);
			this.calls.bringUpToDate();
			for (int i = 0; i < 20 && isToAsk(clock); i++) {
				leadAnew();
				this.reconciled.incompleteCalls(clock);
				this.calls.bringUpToDate();
			}
			leadAnew();
			this.calls.bringUpToDate();
			this.calls.settle(clock);
		}
		Map<String, String> said = new TreeMap<>();
		this.jdbc.query("select id, body from event where event_name = 'call.settled' and status = 'accepted'",
				(row) -> {
					// the simulator still has records of an earlier play
					if (truth.keySet().stream().noneMatch(row.getString("id")::startsWith)) {
						return;
					}
					said.put(row.getString("id"),
							Client.json(new String(row.getBytes("body"))).path("outcome").asText());
				});
		assertThat(said).as(() -> heard(truth, said)).isEqualTo(truth);
		await().atMost(Duration.ofMinutes(3)).until(() -> open() == 0);
		assertThat(this.jdbc.queryForObject("select count(*) from delivery where status = 'dead'", Integer.class))
			.isZero();
	}

	private int open() {
		return this.jdbc.queryForObject("select count(*) from delivery where status in ('pending', 'retrying')",
				Integer.class);
	}

	private boolean isToAsk(SetClock clock) {
		return this.jdbc.queryForObject("select count(*) from call where ask_at <= ?", Integer.class,
				clock.instant().toString()) > 0;
	}

	/** What came of the calls that are not settled rightly. */
	private String heard(Map<String, String> truth, Map<String, String> said) {
		TreeSet<String> ids = new TreeSet<>(truth.keySet());
		ids.addAll(said.keySet());
		return ids.stream()
			.filter((id) -> !Objects.equals(truth.get(id), said.get(id)))
			.map((id) -> "%s %s %s %s".formatted(id, truth.get(id), said.get(id), this.jdbc.queryForList(
					"select event_name || ' ' || context || ' ' || call_id || ' ' || id from event where root_call_id = ?",
					String.class, Long.valueOf(id.split("\\.")[1]))))
			.toList()
			.toString();
	}

	/** Each of them is a node of its own. */
	private void leadAnew() {
		this.jdbc.update("delete from leader where work in ('settling', 'lost-ends')");
	}

	private JsonNode simulator(String method, String path) {
		return Client
			.json(this.client.send(method, "http://localhost:" + this.client.port() + "/simulator/" + path, new byte[0],
					"Authorization", "Bearer " + Client.TOKEN)
				.body())
			.path("data");
	}

}
