package io.switchboard;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.mail.DemoMailServer;
import io.switchboard.reconciliation.Reconciled;
import io.switchboard.voipstudio.api.VoipstudioApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A busy hour in which a third of the webhooks is lost or arrives cut short. The records
 * of calls make up for it.
 */
@SwitchboardTest
class LossyHourTests {

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	DemoMailServer mails;

	@Autowired
	VoipstudioApi api;

	@Autowired
	Reconciled reconciled;

	@Autowired
	ApplicationContext application;

	private final Set<String> calls = new TreeSet<>();

	@BeforeEach
	void nothing_has_happened_yet() {
		Tables.forgetAll(this.application);
		Tables.empty(this.jdbc, "call_log", "queue_missed_call");
	}

	@AfterEach
	void nothing_was_compared() {
		this.jdbc.update("update reconciliation set started_at = null, done_at = null,"
				+ " silent_since = null, calls_filed = 0, last_error = null");
	}

	@Test
	void every_call_is_accounted_for_and_one_mail_goes_out_for_each_that_was_abandoned() throws Exception {
		await().until(() -> simulator("GET", "webhooks").size() > 0);
		JsonNode play = simulator("POST",
				"scenarios/busy-hour?speed=0&seed=11&faults=drop=0.25,truncate=0.1,duplicate=0.1");
		await().until(
				() -> "ended".equals(simulator("GET", "plays/" + play.path("play").asText()).path("state").asText()));
		play.path("calls").forEach((call) -> this.calls.add(call.asText()));
		await().until(() -> records().size() >= this.calls.size());
		Set<String> heard = Set.copyOf(accountedFor());
		assertThat(heard).as("without the records").hasSizeLessThan(this.calls.size());
		// the reconciliation then leaves out no call because it ended just now
		Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
		await().untilAsserted(() -> {
			this.reconciled.records(later);
			assertThat(accountedFor()).containsAll(this.calls);
		});
		await().until(
				() -> this.jdbc.queryForObject("select count(*) from delivery where status in ('pending', 'retrying')",
						Integer.class) == 0);
		Set<String> abandoned = records().stream()
			.filter((cdr) -> "QUEUE".equals(cdr.get("context")) && "NO ANSWER".equals(cdr.get("disposition")))
			.map((cdr) -> cdr.get("live_id").toString())
			.collect(Collectors.toSet());
		assertThat(abandoned).hasSizeGreaterThan(5);
		assertThat(ofThisHour(this.jdbc.queryForList("select root_call_id from queue_missed_call", String.class)))
			.containsExactlyInAnyOrderElementsOf(abandoned);
		assertThat(mailedCalls()).containsExactlyInAnyOrderElementsOf(abandoned);
	}

	private List<String> accountedFor() {
		return ofThisHour(this.jdbc.queryForList("select distinct root_call_id from call_log", String.class));
	}

	/** The simulated platform remembers what others played. */
	private List<String> ofThisHour(List<String> calls) {
		return calls.stream().filter(this.calls::contains).toList();
	}

	/** Of whole calls. */
	private List<Map<String, Object>> records() throws Exception {
		return this.api.newest("cdrs", 1, 1000)
			.stream()
			.filter((cdr) -> Boolean.TRUE.equals(cdr.get("is_root"))
					&& this.calls.contains(cdr.get("live_id").toString()))
			.toList();
	}

	private List<String> mailedCalls() throws Exception {
		List<String> calls = new ArrayList<>();
		for (JsonNode mail : this.client.data("/api/mailbox?limit=100")) {
			if (mail.path("subject").asText().startsWith("Missed call")) {
				calls.add(mail.path("text").asText().replaceAll("(?s).*/calls/(\\d+).*", "$1"));
			}
		}
		assertThat(calls).hasSameSizeAs(missedCallMails());
		return ofThisHour(calls);
	}

	private List<String> missedCallMails() throws Exception {
		List<String> subjects = new ArrayList<>();
		for (var mail : this.mails.messages()) {
			if (mail.getSubject().startsWith("Missed call")) {
				subjects.add(mail.getSubject());
			}
		}
		return subjects;
	}

	private JsonNode simulator(String method, String path) {
		return Client
			.json(this.client.send(method, "http://localhost:" + this.client.port() + "/simulator/" + path, new byte[0],
					"Authorization", "Bearer " + Client.TOKEN)
				.body())
			.path("data");
	}

}
