package io.switchboard;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.mail.DemoMailServer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A whole Switchboard on PostgreSQL, from the webhook to the row and the mail. Where the
 * two databases differ, {@link StoreTest} asks both.
 */
@SwitchboardTest
@ContextConfiguration(initializers = { TemporaryData.class, PostgresqlDatabase.class })
class PostgresqlSwitchboardTests {

	private static final Map<String, String> TABLES = Map.of("queue-missed-call-to-database", "queue_missed_call",
			"sms-received-to-database", "sms", "queue-wrapup-to-database", "queue_wrapup", "dtmf-to-database", "dtmf");

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	DemoMailServer mails;

	@Autowired
	CamelContext camel;

	@ParameterizedTest(name = "{0}")
	@MethodSource("samples")
	void a_sample_lands_on_the_route_it_is_named_after_and_its_row_or_mail_is_there(Path sample) throws Exception {
		int before = this.mails.messages().size();
		ObjectNode event = this.client.accept(Samples.read(sample));
		List<String> routes = this.client.routes(event.path("id").asText());
		assertThat(routes).contains(Samples.route(sample));
		assertThat(routes.size() == 1 || !routes.contains("unrouted")).isTrue();
		for (String route : routes) {
			if (TABLES.containsKey(route)) {
				assertRowIs(event, this.jdbc.queryForMap("select * from " + TABLES.get(route) + " where event_key = ?",
						event.path("id").asText() + "/" + route));
			}
		}
		if (routes.contains("call-ended-to-database")) {
			assertThat(callLog(event.path("call_id").asLong()).get("outcome")).isIn("answered", "missed");
		}
		long mails = routes.stream().filter((route) -> route.endsWith("-to-email")).count();
		assertThat(this.mails.messages()).hasSize(before + (int) mails);
	}

	static List<Path> samples() {
		Set<String> off = new HashSet<>();
		MapTests.rows(true).forEach((row) -> off.addAll(row.routes()));
		MapTests.rows(false).forEach((row) -> off.removeAll(row.routes()));
		return Samples.all()
			.stream()
			.filter((sample) -> !off.contains(Samples.route(sample)))
			// no webhook tells that the time of a schedule has come
			.filter((sample) -> !Samples.read(sample).path("event_name").asText().startsWith("schedule."))
			.toList();
	}

	/** Every column that is named as a field of the event holds that field. */
	private static void assertRowIs(ObjectNode event, Map<String, Object> row) {
		int compared = 0;
		for (Map.Entry<String, Object> column : row.entrySet()) {
			if (event.has(column.getKey())) {
				assertThat(String.valueOf(column.getValue())).as(column.getKey())
					.isEqualTo(event.path(column.getKey()).asText());
				compared++;
			}
		}
		assertThat(compared).isGreaterThan(4);
	}

	@Test
	void odd_events_are_accepted_and_delivered() {
		List<String> ids = new ArrayList<>();
		for (Arguments odd : BadInputTests.oddEvents().toList()) {
			String id = Client.newId();
			ids.add(id);
			assertThat(this.client.post("{\"id\":\"%s\",%s}".formatted(id, odd.get()[1])).path("status").asText())
				.isEqualTo("accepted");
		}
		ids.forEach((id) -> assertThat(this.client.routes(id)).isNotEmpty());
	}

	@Test
	void an_event_of_a_call_that_comes_late_or_twice_changes_nothing_wrongly() {
		ObjectNode hangup = this.client.accept(Samples.read("call-ended-to-database.observed"));
		this.client.delivered(hangup.path("id").asText());
		long call = hangup.path("call_id").asLong();
		Map<String, Object> before = callLog(call);
		deliver(Samples.read("call-ended-to-database.user-missed")
			.put("id", Client.newId())
			.put("call_id", call)
			.put("event_time", "2026-04-28 08:46:12"));
		deliver(hangup.deepCopy().put("id", "uk003.608920d5000003.77053295").put("t_cause", "Twice"));
		assertThat(callLog(call)).isEqualTo(before);
		deliver(hangup.deepCopy().put("id", Client.newId()).put("event_time", "2026-04-28 08:46:14"));
		assertThat(callLog(call)).containsEntry("end_time", "2026-04-28 08:46:14");
	}

	@Test
	void a_row_that_is_written_again_is_one_row() {
		String id = this.client.accept(Samples.read("dtmf-to-database")).path("id").asText();
		String path = "deliveries/" + this.client.delivered(id).get(0).path("id").asText();
		this.client.act(path + "/redeliver", "");
		JsonNode again = await().atMost(Duration.ofMinutes(3))
			.until(() -> this.client.delivered(id).get(0), (delivery) -> delivery.path("attempts").asInt() == 2);
		assertThat(again.path("last_error").isNull()).isTrue();
		assertThat(this.jdbc.queryForObject("select count(*) from dtmf where event_key = ?", Integer.class,
				id + "/dtmf-to-database"))
			.isOne();
	}

	@Test
	void a_number_gets_one_text_message_back_a_day_however_often_that_is_tried() {
		assertThat(claim("first", 1)).isOne();
		assertThat(claim("first", 1)).isZero();
		assertThat(claim("second", 1)).isZero();
		assertThat(claim("first", 2)).isOne();
		assertThat(claim("second", 9)).isZero();
	}

	private int claim(String eventKey, int attempt) {
		Exchange result = this.camel.createFluentProducerTemplate()
			.to("kamelet:database-sink?statement=missed-call-sms-back")
			.withExchange(() -> {
				Exchange exchange = new DefaultExchange(this.camel);
				exchange.getMessage().setBody(Map.of());
				Map.of("sms_day", "2026-11-22", "sms_number", "+447700900301", "event_key", eventKey, "attempt",
						attempt, "received_at", "2026-11-22T10:00:00.000Z")
					.forEach(exchange::setVariable);
				return exchange;
			})
			.send();
		assertThat(result.getException()).isNull();
		return result.getVariable("database_rows", Integer.class);
	}

	private void deliver(ObjectNode event) {
		this.client.post(event.toString());
		this.client.delivered(event.path("id").asText());
	}

	private Map<String, Object> callLog(long callId) {
		return this.jdbc.queryForMap("select * from call_log where call_id = ?", callId);
	}

}
