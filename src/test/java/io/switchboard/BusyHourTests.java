package io.switchboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.mail.DemoMailServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A busy hour on the simulated platform, with faults, against a Switchboard of its own.
 */
@SwitchboardTest
class BusyHourTests {

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	DemoMailServer mails;

	@Autowired
	ApplicationContext application;

	@BeforeEach
	void nothing_has_happened_yet() {
		Tables.forgetAll(this.application);
		Tables.empty(this.jdbc, "call_log", "queue_missed_call");
	}

	@Test
	void every_call_of_a_busy_hour_is_accounted_for_though_events_repeat_and_come_in_disorder() throws Exception {
		await().atMost(Duration.ofMinutes(3)).until(() -> simulator("GET", "webhooks").size() > 0);
		JsonNode play = simulator("POST",
				"scenarios/busy-hour?speed=0&seed=7&faults=duplicate=0.2,reorder=0.2,delay=0.2,resend=0.2");
		await().atMost(Duration.ofMinutes(3))
			.until(() -> "ended"
				.equals(simulator("GET", "plays/" + play.path("play").asText()).path("state").asText()));
		await().atMost(Duration.ofMinutes(3))
			.until(() -> this.jdbc.queryForObject(
					"select count(*) from delivery where status in ('pending', 'retrying')", Integer.class) == 0);
		assertThat(this.jdbc.queryForObject("select count(*) from delivery where status = 'dead'", Integer.class))
			.isZero();
		Set<String> calls = new HashSet<>();
		play.path("calls").forEach((call) -> calls.add(call.asText()));
		assertThat(calls).hasSizeGreaterThan(40);
		assertThat(this.jdbc.queryForList("select distinct root_call_id from call_log", String.class))
			.containsExactlyInAnyOrderElementsOf(calls);
		List<String> abandoned = this.jdbc.queryForList("select root_call_id from queue_missed_call", String.class);
		assertThat(abandoned).hasSizeGreaterThan(5).doesNotHaveDuplicates();
		List<String> mailed = new ArrayList<>();
		for (var mail : this.mails.messages()) {
			if (mail.getSubject().startsWith("Missed call")) {
				mailed.add(mail.getMessageID());
			}
		}
		assertThat(mailed).hasSameSizeAs(abandoned).doesNotHaveDuplicates();
		assertThat(simulator("GET", "crm/activities").size()).isPositive();
	}

	private JsonNode simulator(String method, String path) {
		return Client
			.json(this.client.send(method, "http://localhost:" + this.client.port() + "/simulator/" + path, new byte[0],
					"Authorization", "Bearer " + Client.TOKEN)
				.body())
			.path("data");
	}

}
