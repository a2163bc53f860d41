package io.switchboard.console.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import io.switchboard.audit.Audited;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every change is noted with the person who made it. */
@SwitchboardTest
class AuditTests {

	/** These requests are POSTs that change nothing. */
	private static final Set<String> ASK = Set.of("/api/routes/decide", "/routes/{id}/decide", "/api/dry-run",
			"/routes/dry-run", "/routes/dry-run/forget", "/api/routes/{id}/preview", "/routes/{id}/preview",
			// the browser stores it
			"/follow-ups/phone", "/zone",
			// noted as the log-out of each login that it ends
			"/logout/connect/back-channel/{registration}");

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	List<RequestMappingHandlerMapping> mappings;

	@Test
	void every_request_that_may_change_something_is_noted() {
		List<String> noted = new ArrayList<>();
		List<String> missing = new ArrayList<>();
		this.mappings.forEach((mapping) -> mapping.getHandlerMethods().forEach((info, method) -> {
			Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
			boolean changes = !methods.isEmpty() && !Set.of(RequestMethod.GET, RequestMethod.HEAD).containsAll(methods);
			if (changes && isOurs(method)) {
				(method.hasMethodAnnotation(Audited.class) ? noted : missing).addAll(info.getPatternValues());
			}
		}));
		assertThat(noted).contains("/api/redeliver", "/calls/{rootCallId}/hang-up").doesNotContainAnyElementsOf(ASK);
		assertThat(missing).isSubsetOf(ASK);
	}

	private static boolean isOurs(HandlerMethod method) {
		return method.getBeanType().getName().startsWith("io.switchboard.console.");
	}

	@Test
	void the_audit_says_who_did_what_to_which_and_why() {
		Visitor otto = new Visitor(this.client.port());
		assertThat(otto.logIn("otto", "correct horse", "/")).isEqualTo("/");
		assertThat(latest("who=otto").path("action").asText()).isEqualTo("login");
		otto.post("/routes/dtmf-to-database/pause", "reason=the+disk+is+full");
		JsonNode paused = latest("action=route");
		assertThat(paused.path("who").asText()).isEqualTo("otto");
		assertThat(paused.path("action").asText()).isEqualTo("route.pause");
		assertThat(paused.path("subject").asText()).isEqualTo("dtmf-to-database");
		assertThat(paused.path("reason").asText()).isEqualTo("the disk is full");
		post("/routes/dtmf-to-database/resume");
		assertThat(latest("subject=dtmf-to-database").path("who").asText()).isEqualTo("api");
		assertThat(otto.get("/audit").body()).contains("route.pause", "the disk is full",
				"href=\"/routes/dtmf-to-database\"");
	}

	@Test
	void who_acknowledges_an_alert_is_noted_and_shown_and_nobody_does_so_twice() {
		String began = java.time.Instant.now().minusSeconds(60).toString();
		this.jdbc
			.update("""
					insert into alert (cause, kind, severity, subject, summary, amount, began_at, fires_at)
					values ('dead-letters/a-route', 'dead-letters', 'warning', 'a-route', 'a-route: <b>3</b> failed', 3, ?, ?)""",
					began, began);
		JsonNode alert = this.client.data("/api/alerts?state=firing&subject=a-route").path(0);
		Visitor otto = new Visitor(this.client.port());
		otto.logIn("otto", "correct horse", "/");
		assertThat(otto.get("/alerts").body()).contains("acknowledge-" + alert.path("id"), "&lt;b&gt;3&lt;/b&gt;");
		otto.post("/alerts/%s/acknowledge".formatted(alert.path("id")), "");
		assertThat(latest("action=alert").path("who").asText()).isEqualTo("otto");
		assertThat(otto.get("/alerts").body()).contains("Acknowledged.", "<bdi>otto</bdi>")
			.doesNotContain("acknowledge-" + alert.path("id"));
		assertThat(this.client.data("/api/alerts?state=acknowledged").path(0).path("acknowledged_by").asText())
			.isEqualTo("otto");
		assertThat(this.client.data("/api/alerts?state=firing&subject=a-route")).isEmpty();
		this.jdbc.update("delete from alert");
	}

	@Test
	void what_changes_many_says_how_many_and_by_which_filters_and_no_number() {
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"call.missed\",\"context\":\"QUEUE\",\"src\":\"447700900123\"}"
			.formatted(id));
		await().until(() -> this.client.data("/api/deliveries?status=dead&event_id=" + id).size() > 0);
		int number = this.client.data("/api/deliveries?status=dead&event_id=" + id).size();
		post("/discard?dry_run=true&number=447700900123&event_id=" + id);
		post("/discard?number=447700900123&reason=a+test&event_id=" + id);
		JsonNode entry = latest("action=delivery.discard");
		assertThat(entry.path("details").asText())
			.isEqualTo("%1$d of %1$d event_id=%2$s number=…123".formatted(number, id));
		assertThat(entry.path("reason").asText()).isEqualTo("a test");
		assertThat(this.client.data("/api/audit?action=delivery.discard").findValuesAsText("details"))
			.filteredOn((each) -> each.contains(id))
			.hasSize(1);
	}

	@Test
	void what_was_refused_or_came_to_nothing_is_not_noted() {
		String before = latest("").path("id").asText();
		post("/deliveries/999999999/redeliver");
		post("/redeliver");
		assertThat(latest("").path("id").asText()).isEqualTo(before);
	}

	private void post(String path) {
		this.client.send("POST", "http://localhost:%d/api%s".formatted(this.client.port(), path), new byte[0],
				"Authorization", "Bearer " + Client.TOKEN);
	}

	private JsonNode latest(String filter) {
		return this.client.data("/api/audit?limit=1&" + filter).path(0);
	}

}
