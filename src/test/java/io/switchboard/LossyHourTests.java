package io.switchboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.mail.DemoMailServer;
import io.switchboard.voipstudio.api.VoipstudioApi;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A busy hour of which a third of the webhooks never arrive, or arrive cut short: the
 * records make up for it.
 */
@SwitchboardTest
@TestPropertySource(properties = { "reconciliation.every=1s", "reconciliation.settle=0s" })
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
	@Qualifier("reconciliation")
	SmartLifecycle reconciliation;

	@Test
	void every_call_is_accounted_for_and_one_mail_goes_out_for_each_that_was_abandoned() throws Exception {
		this.reconciliation.stop();
		await().until(() -> simulator("GET", "webhooks").size() > 0);
		JsonNode play = simulator("POST",
				"scenarios/busy-hour?speed=0&seed=11&faults=drop=0.25,truncate=0.1,duplicate=0.1");
		await().until(
				() -> "ended".equals(simulator("GET", "plays/" + play.path("play").asText()).path("state").asText()));
		Set<String> calls = new TreeSet<>();
		play.path("calls").forEach((call) -> calls.add(call.asText()));
		await().until(() -> records().size() >= calls.size());
		Set<String> heard = Set.copyOf(accountedFor());
		assertThat(heard).as("without the records").hasSizeLessThan(calls.size());
		this.reconciliation.start();
		await().untilAsserted(() -> assertThat(accountedFor()).containsAll(calls));
		await().until(
				() -> this.jdbc.queryForObject("select count(*) from delivery where status in ('pending', 'retrying')",
						Integer.class) == 0);
		Set<String> abandoned = records().stream()
			.filter((cdr) -> "QUEUE".equals(cdr.get("context")) && "NO ANSWER".equals(cdr.get("disposition")))
			.map((cdr) -> cdr.get("live_id").toString())
			.collect(Collectors.toSet());
		assertThat(abandoned).hasSizeGreaterThan(5);
		assertThat(this.jdbc.queryForList("select root_call_id from queue_missed_call", String.class))
			.containsExactlyInAnyOrderElementsOf(abandoned);
		assertThat(mailedCalls()).containsExactlyInAnyOrderElementsOf(abandoned);
	}

	private List<String> accountedFor() {
		return this.jdbc.queryForList("select distinct root_call_id from call_log", String.class);
	}

	/** Of whole calls. */
	private List<Map<String, Object>> records() throws Exception {
		return this.api.newest("cdrs", 1, 1000)
			.stream()
			.filter((cdr) -> Boolean.TRUE.equals(cdr.get("is_root")))
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
		return calls;
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
