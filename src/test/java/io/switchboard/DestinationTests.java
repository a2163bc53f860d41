package io.switchboard;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.http.BoundedHttpComponent;
import io.switchboard.mail.DemoMailServer;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.jdbc.JdbcEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

@SwitchboardTest
class DestinationTests {

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	CamelContext camel;

	@Autowired
	DataSource dataSource;

	@Autowired
	DemoMailServer mails;

	@Test
	void what_speaks_http_has_time_outs_and_a_bound() {
		for (String scheme : List.of("http", "https")) {
			HttpComponent http = this.camel.getComponent(scheme, HttpComponent.class);
			assertThat(http).isInstanceOf(BoundedHttpComponent.class);
			assertThat(http.getConnectTimeout()).isEqualTo(10_000);
			assertThat(http.getSoTimeout()).isEqualTo(30_000);
			assertThat(http.getResponseTimeout()).isEqualTo(30_000);
			assertThat(http.getConnectionRequestTimeout()).isEqualTo(10_000);
			assertThat(http.isUseSystemProperties()).isTrue();
		}
	}

	@Test
	void one_missed_queue_call_becomes_one_email() throws Exception {
		int before = this.mails.messages().size();
		ObjectNode event = Samples.read("queue-missed-call-to-email");
		event.put("src", "447700900124")
			.put("src_name", "\"<script>alert(1)</script>\" <1>")
			.put("dst_name", "Sales & Support");
		deliver(event);
		assertThat(this.mails.messages()).hasSize(before + 1);
		MimeMessage mail = this.mails.messages().get(before);
		assertThat(mail.getHeader("From", null)).isEqualTo("switchboard@localhost");
		assertThat(mail.getHeader("To", null)).isEqualTo("support@localhost");
		assertThat(mail.getSubject()).isEqualTo("Missed call from 447700900124 in Sales & Support");
		assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
		assertThat(mail.getContentType()).startsWith("multipart/alternative");
		JsonNode parts = this.client.data("/api/mailbox").get(0);
		String call = "http://switchboard.test/calls/" + event.path("call_id").asText();
		// 08:45:05 UTC in April is 09:45:05 in London
		assertThat(parts.path("text").asText()).contains("447700900124", "Sales & Support", "1 min 8 s",
				"28 Apr 2026, 09:45:05 (Europe/London)", call);
		assertThat(parts.path("html").asText()).contains("28 Apr 2026, 09:45:05 (Europe/London)");
		assertThat(parts.path("html").asText())
			.contains("Sales &amp; Support", "1 min 8 s", "\"" + call + "\"", "&lt;script&gt;")
			.doesNotContain("<script>");
	}

	@Test
	void the_same_delivery_has_the_same_message_id() throws Exception {
		ObjectNode event = deliver(Samples.read("sms-received-to-email"));
		String key = event.path("id").asText() + "/sms-received-to-email";
		String name = java.util.UUID.nameUUIDFromBytes(key.getBytes()).toString();
		assertThat(this.mails.messages().get(this.mails.messages().size() - 1).getMessageID()).contains(name);
	}

	@Test
	void a_line_break_in_a_name_makes_no_header() throws Exception {
		ObjectNode event = Samples.read("queue-missed-call-to-email");
		event.put("dst_name", "Support\r\nBcc: evil@example.org\r\n\r\nhello\u2028there");
		deliver(event);
		MimeMessage mail = this.mails.messages().get(this.mails.messages().size() - 1);
		assertThat(mail.getHeader("Bcc")).isNull();
		assertThat(mail.getAllRecipients()).hasSize(1);
		assertThat(mail.getSubject())
			.isEqualTo("Missed call from 447700900123 in Support Bcc: evil@example.org hello there");
	}

	@Test
	void a_users_missed_call_and_a_leg_that_is_not_the_last_send_no_email() {
		int before = this.mails.messages().size();
		assertThat(routes(Samples.read("call-ended-to-database.user-missed"))).containsExactly("call-ended-to-database",
				"call-ended-to-crm");
		assertThat(routes(Samples.read("unrouted.leg-missed"))).containsExactly("unrouted");
		assertThat(this.mails.messages()).hasSize(before);
	}

	@Test
	void a_missed_queue_call_becomes_one_row() {
		ObjectNode event = deliver(Samples.read("queue-missed-call-to-database"));
		assertRowIs(event, row("queue_missed_call", event, "queue-missed-call-to-database"));
		assertThat(row("queue_missed_call", event, "queue-missed-call-to-database"))
			.containsEntry("call_id", event.path("call_id").asText())
			.containsEntry("root_call_id", event.path("call_id").asText())
			.containsEntry("duration", "95")
			.containsEntry("src", "447700900123")
			.containsEntry("dst_name", "Support")
			.containsEntry("event_time", "2026-04-28 08:46:13");
	}

	@Test
	void a_text_message_becomes_one_row_and_one_email_whole() {
		ObjectNode event = Samples.read("sms-received-to-database");
		String text = "Zoë & Łukasz: 👩‍👩‍👧 '; drop table sms; --\nsecond line <b>bold</b> " + "long ".repeat(300);
		event.put("text", text);
		int before = this.mails.messages().size();
		deliver(event);
		assertRowIs(event, row("sms", event, "sms-received-to-database"));
		assertThat(row("sms", event, "sms-received-to-database")).containsEntry("text", text)
			.containsEntry("from_no", "447700900456")
			.containsEntry("to_no", "441183211001")
			.containsEntry("user_id", "10002");
		assertThat(this.mails.messages()).hasSize(before + 1);
		assertThat(this.client.data("/api/mailbox").get(0).path("to").asText()).isEqualTo("sms@localhost");
		assertThat(this.client.data("/api/mailbox").get(0).path("html").asText()).contains("&lt;b&gt;bold")
			.doesNotContain("<b>");
		assertThat(this.client.data("/api/mailbox").get(0).path("text").asText().replace("\r\n", "\n"))
			.contains(text.strip());
	}

	@Test
	void a_wrap_up_becomes_one_row_for_each_state() {
		for (String sample : List.of("queue-wrapup-to-database", "queue-wrapup-to-database.end",
				"queue-wrapup-to-database.timeout")) {
			ObjectNode event = deliver(Samples.read(sample));
			assertRowIs(event, row("queue_wrapup", event, "queue-wrapup-to-database"));
			assertThat(row("queue_wrapup", event, "queue-wrapup-to-database"))
				.containsEntry("state", event.path("state").asText())
				.containsEntry("call_id", event.path("call_id").asText());
		}
	}

	@Test
	void a_pressed_key_becomes_one_row() {
		ObjectNode event = deliver(Samples.read("dtmf-to-database"));
		assertRowIs(event, row("dtmf", event, "dtmf-to-database"));
		assertThat(row("dtmf", event, "dtmf-to-database")).containsEntry("dtmf_tag", "*")
			.containsEntry("dtmf_target", "U:123456");
	}

	@Test
	void an_ended_call_becomes_one_row_of_the_call_log() {
		ObjectNode event = deliver(Samples.read("call-ended-to-database"));
		assertRowIs(event, callLog(event.path("call_id").asLong()));
		assertThat(callLog(event.path("call_id").asLong())).containsEntry("outcome", "answered")
			.containsEntry("direction", "in")
			.containsEntry("ring_seconds", "7")
			.containsEntry("talk_seconds", "11")
			.containsEntry("start_time", "2021-04-28 08:45:55")
			.containsEntry("end_time", "2021-04-28 08:46:13")
			.containsEntry("context_kind", "user");
	}

	@Test
	void a_mail_that_is_tried_again_is_the_same_and_one_that_is_redelivered_is_another() throws Exception {
		String id = this.client.accept(Samples.read("sms-received-to-email")).path("id").asText();
		JsonNode delivery = this.client.delivered(id)
			.stream()
			.filter((each) -> each.path("route").asText().equals("sms-received-to-email"))
			.findFirst()
			.orElseThrow();
		assertThat(messageId(id, 0)).isEqualTo(messageId(id, null)).isNotEqualTo(messageId(id, 1));
		this.client.act("deliveries/" + delivery.path("id") + "/redeliver", "");
		await().until(() -> messageIds().containsAll(List.of(messageId(id, 0), messageId(id, 1))));
	}

	private List<String> messageIds() throws Exception {
		List<String> ids = new ArrayList<>();
		for (MimeMessage mail : this.mails.messages()) {
			ids.add(mail.getMessageID());
		}
		return ids;
	}

	private String messageId(String event, Integer redelivery) throws Exception {
		Exchange exchange = new DefaultExchange(this.camel);
		exchange.setVariable("event_key", event + "/sms-received-to-email");
		exchange.setVariable("redelivery", redelivery);
		this.camel.getRegistry().lookupByNameAndType("mailHeaders", Processor.class).process(exchange);
		return exchange.getMessage().getHeader("Message-ID", String.class);
	}

	@Test
	void an_event_of_a_call_that_comes_late_or_twice_changes_nothing_wrongly() {
		ObjectNode hangup = deliver(Samples.read("call-ended-to-database.observed"));
		long call = hangup.path("call_id").asLong();
		Map<String, String> before = callLog(call);
		ObjectNode late = Samples.read("call-ended-to-database.user-missed");
		late.put("id", Client.newId()).put("call_id", call).put("event_time", "2026-04-28 08:46:12");
		this.client.post(late.toString());
		this.client.delivered(late.path("id").asText());
		ObjectNode twice = hangup.deepCopy().put("id", "uk003.608920d5000003.77053295").put("t_cause", "Twice");
		this.client.post(twice.toString());
		this.client.delivered(twice.path("id").asText());
		assertThat(callLog(call)).isEqualTo(before);
		ObjectNode sameTime = hangup.deepCopy()
			.put("id", hangup.path("id").asText().replace("uk003", "uk004"))
			.put("t_cause", "Same");
		this.client.post(sameTime.toString());
		assertThat(this.client.delivered(sameTime.path("id").asText()))
			.filteredOn((each) -> each.path("route").asText().equals("call-ended-to-database"))
			.extracting((each) -> each.path("status").asText(), (each) -> each.path("skipped").asText())
			.containsExactly(tuple("delivered", "the statement changed no row, such as one that is there already"));
		assertThat(callLog(call)).isEqualTo(before);
		ObjectNode later = hangup.deepCopy().put("id", Client.newId()).put("event_time", "2026-04-28 08:46:14");
		this.client.post(later.toString());
		this.client.delivered(later.path("id").asText());
		assertThat(callLog(call)).containsEntry("end_time", "2026-04-28 08:46:14");
	}

	@Test
	void a_statement_waits_for_its_turn_to_write() {
		Endpoint endpoint = this.camel.getEndpoint("jdbc:database-store");
		while (endpoint instanceof DelegateEndpoint around) {
			endpoint = around.getEndpoint();
		}
		assertThat(((JdbcEndpoint) endpoint).getConnectionStrategy())
			.isSameAs(this.camel.getRegistry().lookupByName("statementConnections"));
	}

	@Test
	void the_store_is_durable() {
		try (Connection connection = this.dataSource.getConnection()) {
			boolean postgresql = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
			if (postgresql) {
				assertThat(this.jdbc.queryForObject("show synchronous_commit", String.class)).isEqualTo("on");
			}
			else {
				assertThat(this.jdbc.queryForObject("pragma journal_mode", String.class)).isEqualTo("wal");
				assertThat(this.jdbc.queryForObject("pragma synchronous", String.class)).isEqualTo("2");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void who_withholds_the_number_is_called_so() {
		deliver(Samples.read("queue-missed-call-to-email.withheld-number"));
		JsonNode mail = this.client.data("/api/mailbox").get(0);
		assertThat(mail.path("subject").asText()).isEqualTo("Missed call from withheld number in Support");
		assertThat(mail.path("text").asText()).contains("Number: withheld number");
		ObjectNode nameless = Samples.read("sms-received-to-email").put("from_no", "").putNull("to_no");
		deliver(nameless);
		assertThat(this.client.data("/api/mailbox").get(0).path("subject").asText())
			.isEqualTo("Text message from withheld number");
	}

	@Test
	void odd_values_make_an_odd_mail_but_no_lost_one() {
		ObjectNode event = Samples.read("queue-missed-call-to-email");
		event.put("src", "1\r\nBcc: evil@example.org").put("start_time", true).put("duration", "long");
		event.putObject("src_name").put("first", "<i>Jane");
		event.putArray("dst_name").add("Sales");
		String id = this.client.accept(event).path("id").asText();
		await().untilAsserted(() -> assertThat(this.client.deliveries(id))
			.anyMatch((each) -> each.path("route").asText().equals("queue-missed-call-to-email")
					&& each.path("status").asText().equals("delivered")));
		JsonNode mail = this.client.data("/api/mailbox").get(0);
		assertThat(mail.path("text").asText()).contains("Number: 1 Bcc: evil@example.org", "Caller: {first=<i>Jane}",
				"Queue:  [Sales]", "When:   28 Apr 2026", "Waited: unknown");
		assertThat(mail.path("html").asText()).doesNotContain("<i>", "freemarker");
	}

	@Test
	void a_mail_shows_what_the_event_says_and_is_not_led_by_it() {
		ObjectNode event = Samples.read("queue-missed-call-to-email")
			.put("src", "442071838750")
			.put("src_name", "Roe\u0085\u001b[31m \u202egnp.exe\u200b")
			.put("dst_name", "=?UTF-8?Q?fake?= \u202eQueue\u2069\u0085end")
			.put("start_time", "")
			.put("event_time", "2026-04-28T12:00:00+02:00")
			.put("duration", 68.0);
		deliver(event);
		JsonNode mail = this.client.data("/api/mailbox").get(0);
		assertThat(mail.path("subject").asText())
			.isEqualTo("Missed call from 442071838750 in =?UTF-8?Q?fake?= Queue end");
		for (String part : List.of("text", "html")) {
			assertThat(mail.path(part).asText()).contains("=?UTF-8?Q?fake?= Queue end", "Roe [31m gnp.exe",
					"28 Apr 2026, 11:00:00 (Europe/London)", "1 min 8 s");
		}
		deliver(Samples.read("queue-missed-call-to-email").put("dst_name", "\u200b\u202e").put("dst", "2009"));
		assertThat(this.client.data("/api/mailbox").get(0).path("subject").asText()).endsWith(" in 2009");
		deliver(Samples.read("queue-missed-call-to-email").put("dst_name", "😀".repeat(150)));
		assertThat(this.client.data("/api/mailbox").get(0).path("subject").asText()).endsWith("😀…")
			.doesNotContain("\ufffd")
			.hasSizeBetween(190, 200);
	}

	@Test
	void a_leg_says_whether_it_is_the_last_as_a_word_too() {
		ObjectNode event = Samples.read("queue-missed-call-to-email");
		assertThat(routes(event.deepCopy().put("final", "false"))).containsExactly("unrouted");
		assertThat(routes(event.deepCopy().put("final", "TRUE"))).contains("queue-missed-call-to-email");
	}

	@ParameterizedTest
	@ValueSource(strings = { "database-sink?statement=dtmf",
			"email-sink?template=sms-received&subject=${body[subject]}&to=${body[to]}" })
	void a_kamelet_takes_no_header_in_lets_none_out_and_leaves_the_body(String kamelet) throws Exception {
		Map<String, Object> body = Map.of("to", "a@example.org\r\nBcc: evil@example.org", "subject", "x", "dtmf_tag",
				"1");
		Exchange result = this.camel.createFluentProducerTemplate().to("kamelet:" + kamelet).withExchange(() -> {
			Exchange exchange = new DefaultExchange(this.camel);
			exchange.getMessage().setBody(body);
			exchange.getMessage().setHeaders(new HashMap<>(Map.of("Bcc", "evil@example.org", "dtmf_tag", "2")));
			exchange.setVariable("event_key", Client.newId());
			exchange.setVariable("event_order", "2026-11-22 10:00:00 0000000000000");
			exchange.setVariable("received_at", "2026-11-22T10:00:00.000Z");
			exchange.setVariable("caller", "me");
			return exchange;
		}).send();
		if (kamelet.startsWith("email")) {
			// the line break makes it one odd address, which no server takes, and not two
			// recipients
			assertThat(result.getException()).hasStackTraceContaining("a@example.org Bcc: evil@example.org");
			return;
		}
		assertThat(result.getException()).isNull();
		assertThat(result.getMessage().getHeaders()).isEmpty();
		assertThat(result.getMessage().getBody()).isEqualTo(body);
		assertThat(this.jdbc.queryForObject("select dtmf_tag from dtmf where event_key = ?", String.class,
				result.getVariable("event_key")))
			.isEqualTo("1");
	}

	/** Every column that is named as a field of the event holds that field. */
	private static void assertRowIs(ObjectNode event, Map<String, String> row) {
		int compared = 0;
		for (Map.Entry<String, String> column : row.entrySet()) {
			if (event.has(column.getKey())) {
				assertThat(column.getValue()).as(column.getKey()).isEqualTo(event.path(column.getKey()).asText());
				compared++;
			}
		}
		assertThat(compared).isGreaterThan(4);
	}

	private ObjectNode deliver(ObjectNode event) {
		this.client.delivered(this.client.accept(event).path("id").asText());
		return event;
	}

	private List<String> routes(ObjectNode event) {
		return this.client.routes(this.client.accept(event).path("id").asText());
	}

	private Map<String, String> row(String table, JsonNode event, String route) {
		return texts(this.jdbc.queryForMap("select * from " + table + " where event_key = ?",
				event.path("id").asText() + "/" + route));
	}

	private Map<String, String> callLog(long callId) {
		return texts(this.jdbc.queryForMap("select * from call_log where call_id = ?", callId));
	}

	/** The two databases differ in which numbers they hand out as int and as long. */
	private static Map<String, String> texts(Map<String, Object> row) {
		Map<String, String> texts = new LinkedHashMap<>();
		row.forEach((column, value) -> texts.put(column, String.valueOf(value)));
		return texts;
	}

}
