package io.switchboard.reconciliation;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.switchboard.Client;
import io.switchboard.voipstudio.api.ApiStub;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The time and node of a run, and its health. */
@Order(2)
class ReconciliationRunsTests extends ReconciliationBench {

	@Test
	void the_schedule_outlives_failures_of_every_kind() {
		API.when(get(anyUrl()), ApiStub.json(200, "{\"data\":{\"no\":\"list\"}}"));
		Reconciliation scheduled = reconciliation(Duration.ofMillis(100));
		scheduled.start();
		await().until(() -> lastErrorAfterAWhile().contains("ClassCastException"));
		API.when(get(anyUrl()), ApiStub.json(500, "no JSON"));
		await().until(() -> lastErrorAfterAWhile().contains("500, no JSON"));
		records(Records.missed(1, ago(20)));
		await().until(() -> lastErrorAfterAWhile().equals("null"));
		assertThat(filed()).hasSize(1);
	}

	private String lastErrorAfterAWhile() {
		this.clock.goOn(Duration.ofMillis(100));
		return String.valueOf(this.table.state().lastError());
	}

	@Test
	void a_stop_does_not_wait_for_the_api() {
		API.when(get(anyUrl()), ApiStub.json(200, "{\"data\":[]}"));
		CountDownLatch held = API.hold();
		try {
			Reconciliation scheduled = reconciliation(Duration.ofMillis(100));
			scheduled.start();
			await().until(this::locked);
			scheduled.stop();
			assertThat(scheduled.isRunning()).isFalse();
		}
		finally {
			held.countDown();
		}
	}

	@Test
	void of_two_nodes_one_runs() throws Exception {
		// deliveries of other tests may ask for something else
		RequestPatternBuilder walks = getRequestedFor(urlPathEqualTo(CDRS)).withQueryParam("page", equalTo("1"));
		API.when(get(anyUrl()), ApiStub.json(200, "{\"data\":[]}"));
		CountDownLatch held = API.hold();
		CompletableFuture<Void> first = CompletableFuture.runAsync(reconciliation()::run);
		await().until(this::locked);
		reconciliation().run();
		assertThat(first).isNotDone();
		held.countDown();
		first.join();
		API.server().verify(1, walks);
		reconciliation().run();
		API.server().verify(2, walks);
	}

	@Test
	void a_node_that_died_in_its_turn_holds_up_nobody_for_ever() throws Exception {
		records(Records.missed(1, ago(20)));
		assertThat(this.table.take("dead", this.clock.instant(), Duration.ZERO)).isTrue();
		this.clock.goOn(RunTable.TURN.minusSeconds(1));
		reconciliation().run();
		assertThat(filed()).isEmpty();
		this.clock.goOn(Duration.ofSeconds(1));
		reconciliation().run();
		assertThat(filed()).hasSize(1);
		assertThat(this.table.keep("dead", this.clock.instant())).as("it comes back").isFalse();
		Instant farAhead = this.clock.instant().plus(Duration.ofDays(400));
		this.jdbc.update("insert into leader values ('reconciliation', 'wrong', ?)", this.store.time(farAhead));
		this.jdbc.update("update reconciliation set started_at = ?", this.store.time(farAhead));
		assertThat(this.table.take("other", this.clock.instant(), Duration.ofMinutes(1))).as("its clock was wrong")
			.isTrue();
	}

	@Test
	void a_run_of_another_node_counts_for_all() throws Exception {
		Instant now = this.clock.instant();
		Duration almost = Duration.ofSeconds(54);
		assertThat(this.table.take("one", now, almost)).isTrue();
		this.table.done("one", now.plusSeconds(1), null, 0, null);
		assertThat(this.table.take("two", now.plusSeconds(53), almost)).isFalse();
		assertThat(this.table.take("two", now.plusSeconds(54), almost)).isTrue();
	}

	@Test
	void webhooks_that_have_gone_silent_are_an_alarm_until_one_comes(CapturedOutput output) {
		records(Records.missed(1, ago(-1)), Records.missed(2, ago(-2)));
		hear("call.ringing", 5, 5L, null);
		Reconciliation node = reconciliation();
		this.clock.goOn(Duration.ofMinutes(29));
		node.run();
		assertThat(filed()).hasSize(2);
		awaitHealth("silent", "false");
		this.clock.goOn(Duration.ofMinutes(3));
		node.run();
		node.run();
		Reconciliation other = reconciliation();
		other.run();
		assertThat(output).containsOnlyOnce("webhooks have gone silent").contains("ERROR", "2 call(s) ended");
		awaitHealth("silent", "true");
		assertThat(silentGauge()).isEqualTo(1);
		this.jdbc.update("update event set received_at = ? where id = ?", this.store.time(this.clock.instant()),
				hear("call.ringing", 6, 6L, null));
		node.run();
		assertThat(output).containsOnlyOnce("webhooks come in again");
		awaitHealth("silent", "false");
		assertThat(silentGauge()).isEqualTo(0);
	}

	@Test
	void health_tells_its_details_to_who_has_the_token_alone() {
		records(Records.missed(1, ago(20)));
		reconciliation().run();
		awaitHealth("last_run_at", this.clock.instant().toString());
		JsonNode details = health();
		assertThat(details.path("silent").isBoolean()).isTrue();
		assertThat(details.path("calls_filed").asInt()).isEqualTo(1);
		assertThat(details.path("last_run_at").asText()).isEqualTo(this.clock.instant().toString());
		assertThat(details.has("last_event_received_at")).isTrue();
		assertThat(details.has("last_error")).isTrue();
		HttpResponse<String> open = this.client.send("GET",
				"http://localhost:" + this.client.port() + "/actuator/health", new byte[0]);
		assertThat(open.statusCode()).isEqualTo(200);
		assertThat(open.body()).contains("UP").doesNotContain("components", "reconciliation", "silent");
		HttpResponse<String> wrong = this.client.send("GET",
				"http://localhost:" + this.client.port() + "/actuator/health", new byte[0], "Authorization",
				"Bearer wrong");
		assertThat(wrong.body()).isEqualTo(open.body());
		assertThat(this.client.api("/actuator/health/readiness").body()).doesNotContain("reconciliation");
	}

	private boolean locked() {
		return this.jdbc.queryForObject("select count(*) from leader where work = 'reconciliation'",
				Integer.class) == 1;
	}

	/** What was asked is remembered for a second. */
	private void awaitHealth(String detail, String value) {
		await().until(() -> health().path(detail).asText().equals(value));
	}

	private JsonNode health() {
		JsonNode health = Client.json(this.client.api("/actuator/health").body());
		assertThat(health.path("status").asText()).isEqualTo("UP");
		return health.path("components").path("reconciliation").path("details");
	}

	private double silentGauge() {
		this.itself.run();
		return this.meters.get("switchboard.webhooks.silent").gauge().value();
	}

}
