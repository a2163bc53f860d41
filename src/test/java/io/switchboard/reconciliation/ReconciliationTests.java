package io.switchboard.reconciliation;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.CapturesOutput;
import io.switchboard.Client;
import io.switchboard.SetClock;
import io.switchboard.SwitchboardTest;
import io.switchboard.Tables;
import io.switchboard.inbox.EventMemory;
import io.switchboard.mail.DemoMailServer;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.PlatformTime;
import io.switchboard.voipstudio.api.ApiStub;
import io.switchboard.voipstudio.api.VoipstudioApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A whole Switchboard beside an API that has records of more calls than it heard of. */
@SwitchboardTest
@CapturesOutput
@Order(2)
class ReconciliationTests {

	@RegisterExtension
	static final ApiStub API = new ApiStub();

	private static final String CDRS = "/v1.2/voipstudio/cdrs";

	private static final Duration SETTLE = Duration.ofMinutes(10);

	private static final Duration WINDOW = Duration.ofHours(6);

	private final SetClock clock = new SetClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

	private CallWalk walk;

	private final List<Reconciliation> started = new ArrayList<>();

	@Autowired
	Client client;

	@Autowired
	Store store;

	@Autowired
	RunTable table;

	@Autowired
	VoipstudioApi api;

	@Autowired
	CallFiling filing;

	@Autowired
	HeardCalls heard;

	@Autowired
	EventMemory memory;

	@Autowired
	MeterRegistry meters;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	DemoMailServer mails;

	@Autowired
	Reconciliation itself;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("voipstudio.api.url", API::url);
		registry.add("voipstudio.api.token", () -> ApiStub.TOKEN);
		registry.add("voipstudio.api.breaker-failures", () -> 0);
		registry.add("voipstudio.api.retries", () -> 0);
		registry.add("voipstudio.api.budget", () -> "");
		registry.add("inbox.dedupe", () -> "content");
	}

	@BeforeEach
	void begin_with_nothing() {
		this.walk = new CallWalk(this.api, this.heard, this.filing, this.meters);
		Tables.empty(this.jdbc, "attempt", "delivery", "event");
		this.jdbc.update("update reconciliation set started_at = null, done_at = null,"
				+ " silent_since = null, calls_filed = 0, last_error = null");
		this.jdbc.update("delete from leader");
	}

	@AfterEach
	void stop() {
		this.started.forEach(Reconciliation::stop);
	}

	@Test
	void a_missed_queue_call_that_nobody_told_of_becomes_exactly_one_mail() throws Exception {
		int before = this.mails.messages().size();
		// a number of its own: mails of earlier tests may still be under way
		records(Records.missed(1, ago(20)).put("src", "447700900321"));
		reconciliation().run();
		assertThat(this.client.routes("reconciled.1")).containsExactlyInAnyOrder("queue-missed-call-to-email",
				"queue-missed-call-to-database", "call-ended-to-database", "call-ended-to-crm");
		reconciliation().run();
		assertThat(filed()).containsExactly("reconciled.1");
		assertThat(this.jdbc.queryForObject("select count(*) from event", Integer.class)).isEqualTo(1);
		int mailed = 0;
		for (var mail : this.mails.messages().subList(before, this.mails.messages().size())) {
			mailed += mail.getSubject().equals("Missed call from 447700900321 in Support") ? 1 : 0;
		}
		assertThat(mailed).isOne();
	}

	@Test
	void what_was_told_to_a_store_that_a_backup_replaces_is_not_filed_again() {
		records(Records.missed(1, ago(60)), Records.missed(2, ago(20)));
		reconciliation(Duration.ZERO, ago(30)).run();
		assertThat(filed()).containsExactly("reconciled.2");
	}

	@Test
	void the_api_tells_what_was_reconciled_from_what_came() {
		String webhook = hear("call.ringing", 5, 5L, null);
		records(Records.missed(1, ago(20)));
		reconciliation().run();
		assertThat(ids("/api/events?reconciled=true")).containsExactly("reconciled.1");
		assertThat(ids("/api/events?reconciled=false")).containsExactly(webhook);
		assertThat(this.client.data("/api/events/reconciled.1").path("reconciled").asBoolean()).isTrue();
		assertThat(this.client.data("/api/events/" + webhook).path("reconciled").asText()).isEqualTo("false");
		assertThat(this.client.api("/api/events?reconciled=maybe").statusCode()).isEqualTo(400);
	}

	@Test
	void a_call_that_was_heard_of_is_left_alone() {
		records(LongStream.rangeClosed(1, 9).mapToObj((id) -> Records.missed(id, ago(20))).toList());
		hear("call.hangup", live(1), null, null);
		hear("call.missed", live(2), live(2), "true");
		hear("call.missed", live(3), null, null);
		hear("call.hangup", 777, live(4), "false");
		hear("call.missed", 778, live(5), "\"TRUE\"");
		hear("call.hangup", live(6), 779L, null);
		hear("call.missed", 780, live(7), "false");
		hear("call.missed", live(8), live(8), "\"false\"");
		hear("call.ringing", live(9), live(9), "true");
		double heard = counted("heard");
		reconciliation().run();
		assertThat(filed()).as("the end of a leg is not the end of its call")
			.containsExactlyInAnyOrder("reconciled.4", "reconciled.7", "reconciled.8", "reconciled.9");
		reconciliation().run();
		assertThat(filed()).hasSize(4);
		assertThat(counted("heard") - heard).as("each of them once").isEqualTo(5);
	}

	@Test
	void a_leg_that_said_the_same_but_was_not_the_last_hides_nothing() {
		ObjectNode cdr = Records.missed(1, ago(20));
		this.client.post("""
				{"id":"%s","event_name":"call.missed","state":"HANGUP","call_id":%d,"event_time":"%s","final":false}"""
			.formatted(Client.newId(), live(1), PlatformTime.format(ago(20))));
		records(cdr);
		reconciliation().run();
		assertThat(filed()).containsExactly("reconciled.1");
	}

	@Test
	void only_calls_within_the_window_that_have_settled_are_filed() {
		Instant settled = this.clock.instant().minus(SETTLE);
		Instant oldest = this.clock.instant().minus(WINDOW);
		records(Records.missed(4, settled), Records.missed(3, settled.minusSeconds(1)), Records.missed(2, oldest),
				Records.missed(1, oldest.minusSeconds(1)));
		reconciliation().run();
		assertThat(filed()).containsExactlyInAnyOrder("reconciled.3", "reconciled.2");
		this.clock.goOn(Duration.ofSeconds(1));
		reconciliation().run();
		assertThat(filed()).containsExactlyInAnyOrder("reconciled.4", "reconciled.3", "reconciled.2");
	}

	@Test
	void a_long_call_whose_record_is_new_does_not_end_the_walk() {
		ObjectNode longCall = Records.answered(3, ago(20)).put("duration", 8 * 3600).put("billsec", 8 * 3600);
		longCall.put("calldate", PlatformTime.format(ago(20).minusSeconds(8 * 3600)));
		ObjectNode old = Records.missed(2, ago(600));
		records(longCall, old, Records.missed(1, ago(30)));
		reconciliation().run();
		assertThat(filed()).containsExactlyInAnyOrder("reconciled.3", "reconciled.1");
	}

	@Test
	void one_record_of_a_call_is_enough() {
		records(Records.missed(4, ago(20)).put("live_id", live(1)), Records.missed(3, ago(20)).put("is_root", false),
				Records.missed(2, ago(20)).putNull("is_root").put("root_live_id", live(1)),
				Records.missed(1, ago(20)).putNull("is_root"));
		reconciliation().run();
		assertThat(filed()).containsExactly("reconciled.1");
	}

	@Test
	void the_walk_goes_page_by_page_until_all_is_older_and_bears_rows_that_move() {
		List<ObjectNode> all = LongStream.rangeClosed(1, 250)
			.mapToObj((id) -> Records.missed(1000 - id, ago(20)))
			.toList();
		page(1, all.subList(0, 100));
		page(2, all.subList(90, 190));
		page(3, all.subList(180, 250));
		page(4, List.of(Records.missed(500, ago(900))));
		reconciliation().run();
		assertThat(filed()).hasSize(250).doesNotHaveDuplicates();
		API.server()
			.verify(4,
					getRequestedFor(urlPathEqualTo(CDRS)).withQueryParam("sort", equalTo("id"))
						.withQueryParam("dir", equalTo("DESC"))
						.withQueryParam("limit", equalTo("100"))
						.withQueryParam("filter", absent()));
	}

	@Test
	void an_api_that_always_sends_the_same_page_is_asked_twice() {
		API.when(get(urlPathEqualTo(CDRS)), ApiStub.json(200, Records.page(List.of(Records.missed(1, ago(20))))));
		reconciliation().run();
		API.server().verify(2, getRequestedFor(urlPathEqualTo(CDRS)).withQueryParam("filter", absent()));
	}

	@Test
	void an_odd_record_is_counted_and_told_once_and_harms_no_other(CapturedOutput output) {
		double odd = counted("odd");
		API.when(get(urlPathEqualTo(CDRS)).withQueryParam("page", equalTo("2")), ApiStub.json(200, "{\"data\":[]}"));
		API.when(get(urlPathEqualTo(CDRS)).withQueryParam("page", equalTo("1")),
				ApiStub.json(200,
						"{\"data\":[null,\"x\",5,[],{\"id\":8801,\"live_id\":null,\"src\":\"447700900555\"},%s]}"
							.formatted(Records.missed(1, ago(20)).put("duration", "68").put("live_id", "" + live(1)))));
		reconciliation().run();
		reconciliation().run();
		assertThat(filed()).containsExactly("reconciled.1");
		assertThat(counted("odd") - odd).isEqualTo(5);
		assertThat(output).containsOnlyOnce("record 8801 names no call").contains("without an id names no call");
		assertThat(output.getAll()).doesNotContain("447700900555").doesNotContain("447700900123");
	}

	@Test
	void what_was_found_before_the_api_failed_is_filed_and_the_rest_by_a_later_run(CapturedOutput output) {
		page(1, List.of(Records.missed(2, ago(20))));
		page(2, ApiStub.json(500, "{\"message\":\"out of order\"}"));
		reconciliation().run();
		assertThat(filed()).containsExactly("reconciled.2");
		assertThat(this.table.state().lastError()).isEqualTo("VoIPstudio API: GET cdrs: 500 out of order");
		assertThat(output).contains("WARN", "GET cdrs: 500 out of order");
		page(2, List.of(Records.missed(1, ago(20))));
		reconciliation().run();
		assertThat(filed()).containsExactlyInAnyOrder("reconciled.2", "reconciled.1");
		assertThat(this.table.state().lastError()).isNull();
		assertThat(this.table.state().callsFiled()).isEqualTo(2);
	}

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
	void to_stop_takes_no_time_even_while_the_api_is_slow() {
		API.when(get(anyUrl()), ApiStub.json(200, "{\"data\":[]}").withFixedDelay(15_000));
		Reconciliation scheduled = reconciliation(Duration.ofMillis(100));
		scheduled.start();
		await().until(() -> !API.server().findAll(anyRequestedFor(anyUrl())).isEmpty() || locked());
		long begun = System.nanoTime();
		scheduled.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
		assertThat(scheduled.isRunning()).isFalse();
	}

	@Test
	void a_webhook_that_took_the_id_of_a_record_hides_no_call() {
		this.client.post("{\"id\":\"reconciled.1\",\"event_name\":\"call.hangup\",\"call_id\":5}");
		records(Records.missed(1, ago(20)));
		reconciliation().run();
		reconciliation().run();
		List<String> ours = filed();
		ours.remove("reconciled.1");
		assertThat(ours).hasSize(1).allMatch((id) -> id.startsWith("reconciled.1."));
		assertThat(this.client.routes(ours.get(0))).contains("queue-missed-call-to-email");
	}

	@Test
	void of_two_nodes_one_runs() throws Exception {
		// deliveries of other tests may ask for other things
		RequestPatternBuilder walks = getRequestedFor(urlPathEqualTo(CDRS)).withQueryParam("page", equalTo("1"));
		API.when(get(anyUrl()), ApiStub.json(200, "{\"data\":[]}").withFixedDelay(1500));
		CompletableFuture<Void> first = CompletableFuture.runAsync(reconciliation()::run);
		await().until(this::locked);
		reconciliation().run();
		assertThat(first).isNotDone();
		first.get(20, TimeUnit.SECONDS);
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
	void another_nodes_turn_counts_for_all() throws Exception {
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

	private Reconciliation reconciliation() {
		return reconciliation(Duration.ZERO);
	}

	private Reconciliation reconciliation(Duration every) {
		return reconciliation(every, null);
	}

	private Reconciliation reconciliation(Duration every, Instant replacedAt) {
		Reconciliation reconciliation = new Reconciliation(
				new ReconciliationSettings(every, WINDOW, SETTLE, Duration.ofMinutes(30)), this.store, this.table,
				this.walk, this.heard, this.memory, replacedAt, this.clock);
		this.started.add(reconciliation);
		return reconciliation;
	}

	private Instant ago(long minutes) {
		return this.clock.instant().minus(Duration.ofMinutes(minutes));
	}

	private static long live(long id) {
		return Records.liveId(id);
	}

	private static void records(ObjectNode... cdrs) {
		records(List.of(cdrs));
	}

	private static void records(List<ObjectNode> cdrs) {
		API.when(get(urlPathEqualTo(CDRS)), ApiStub.json(200, "{\"data\":[]}"));
		page(1, cdrs);
	}

	private static void page(int page, List<ObjectNode> cdrs) {
		page(page, ApiStub.json(200, Records.page(cdrs)));
		if (page == 2) {
			page(3, ApiStub.json(200, "{\"data\":[]}"));
		}
	}

	private static void page(int page, ResponseDefinitionBuilder answer) {
		API.when(get(urlPathEqualTo(CDRS)).withQueryParam("page", equalTo(String.valueOf(page))), answer);
	}

	/** A webhook; its id. */
	private String hear(String name, long callId, Long rootCallId, String last) {
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"%s\",\"call_id\":%d%s%s}".formatted(id, name, callId,
				(rootCallId != null) ? ",\"root_call_id\":" + rootCallId : "",
				(last != null) ? ",\"final\":" + last : ""));
		return id;
	}

	private List<String> filed() {
		return this.jdbc.queryForList("select id from event where status = 'accepted' and id like 'reconciled.%'",
				String.class);
	}

	private List<String> ids(String path) {
		List<String> ids = new ArrayList<>();
		this.client.data(path).forEach((event) -> ids.add(event.path("id").asText()));
		return ids;
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

	private double counted(String outcome) {
		return this.meters.get("switchboard.reconciliation.calls").tag("outcome", outcome).counter().count();
	}

}
