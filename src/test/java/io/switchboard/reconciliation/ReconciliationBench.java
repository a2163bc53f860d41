package io.switchboard.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.CapturesOutput;
import io.switchboard.Client;
import io.switchboard.calls.IncompleteCalls;
import io.switchboard.SetClock;
import io.switchboard.SwitchboardTest;
import io.switchboard.Tables;
import io.switchboard.inbox.EventMemory;
import io.switchboard.mail.DemoMailServer;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.api.ApiStub;
import io.switchboard.voipstudio.api.VoipstudioApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/** A whole Switchboard and an API that has records of more calls than webhooks told. */
@SwitchboardTest
@CapturesOutput
abstract class ReconciliationBench {

	@RegisterExtension
	static final ApiStub API = new ApiStub();

	static final String CDRS = "/v1.2/voipstudio/cdrs";

	static final Duration SETTLE = Duration.ofMinutes(10);

	static final Duration WINDOW = Duration.ofHours(6);

	final SetClock clock = new SetClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

	CallWalk walk;

	final List<Reconciliation> started = new ArrayList<>();

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
	IncompleteCalls incompleteCalls;

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
		this.walk = new CallWalk(this.api, this.heard, this.filing, this.incompleteCalls, this.meters);
		Tables.empty(this.jdbc, "attempt", "delivery", "event");
		this.jdbc.update("update reconciliation set started_at = null, done_at = null,"
				+ " silent_since = null, calls_filed = 0, last_error = null");
		this.jdbc.update("delete from leader");
	}

	@AfterEach
	void stop() {
		this.started.forEach(Reconciliation::stop);
	}

	Reconciliation reconciliation() {
		return reconciliation(Duration.ZERO);
	}

	Reconciliation reconciliation(Duration every) {
		return reconciliation(every, null);
	}

	Reconciliation reconciliation(Duration every, Instant replacedAt) {
		Reconciliation reconciliation = new Reconciliation(
				new ReconciliationSettings(every, WINDOW, SETTLE, Duration.ofMinutes(30)), this.store, this.table,
				this.walk, this.heard, this.memory, replacedAt, this.clock);
		this.started.add(reconciliation);
		return reconciliation;
	}

	Instant ago(long minutes) {
		return this.clock.instant().minus(Duration.ofMinutes(minutes));
	}

	static long live(long id) {
		return Records.liveId(id);
	}

	static void records(ObjectNode... cdrs) {
		records(List.of(cdrs));
	}

	static void records(List<ObjectNode> cdrs) {
		API.when(get(urlPathEqualTo(CDRS)), ApiStub.json(200, "{\"data\":[]}"));
		page(1, cdrs);
	}

	static void page(int page, List<ObjectNode> cdrs) {
		page(page, ApiStub.json(200, Records.page(cdrs)));
		if (page == 2) {
			page(3, ApiStub.json(200, "{\"data\":[]}"));
		}
	}

	static void page(int page, ResponseDefinitionBuilder answer) {
		API.when(get(urlPathEqualTo(CDRS)).withQueryParam("page", equalTo(String.valueOf(page))), answer);
	}

	/** Posts a webhook and returns the event's id. */
	String hear(String name, long callId, Long rootCallId, String last) {
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"%s\",\"call_id\":%d%s%s}".formatted(id, name, callId,
				(rootCallId != null) ? ",\"root_call_id\":" + rootCallId : "",
				(last != null) ? ",\"final\":" + last : ""));
		return id;
	}

	List<String> filed() {
		return this.jdbc.queryForList("select id from event where status = 'accepted' and id like 'reconciled.%'",
				String.class);
	}

	double counted(String outcome) {
		return this.meters.get("switchboard.reconciliation.calls").tag("outcome", outcome).counter().count();
	}

}
