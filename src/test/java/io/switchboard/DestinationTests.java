package io.switchboard;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.mail.DemoMailServer;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@SwitchboardTest
class DestinationTests {

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	DataSource dataSource;

	@Autowired
	DemoMailServer mails;

	@Test
	void one_missed_queue_call_becomes_one_email() throws Exception {
		int before = this.mails.messages().size();
		ObjectNode event = Samples.read("queue-missed-call-to-email");
		event.put("src_name", "\"<script>alert(1)</script>\" <1>").put("dst_name", "Sales & Support");
		deliver(event);
		assertThat(this.mails.messages()).hasSize(before + 1);
		MimeMessage mail = this.mails.messages().get(before);
		assertThat(mail.getHeader("From", null)).isEqualTo("switchboard@localhost");
		assertThat(mail.getHeader("To", null)).isEqualTo("support@localhost");
		assertThat(mail.getSubject()).isEqualTo("Missed call from 447700900123 in Sales & Support");
		assertThat(mail.getContentType()).startsWith("multipart/alternative");
		JsonNode parts = this.client.data("/api/mailbox").get(0);
		String call = "http://switchboard.test/calls/" + event.path("call_id").asText();
		// 08:45:05 UTC in April is 09:45:05 in London
		assertThat(parts.path("text").asText()).contains("447700900123", "Sales & Support", "1 min 8 s",
				"28 Apr 2026, 09:45:05 (Europe/London)", call);
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
		assertThat(routes(Samples.read("call-ended-to-database.user-missed")))
			.containsExactly("call-ended-to-database");
		assertThat(routes(Samples.read("unrouted.leg-missed"))).containsExactly("unrouted");
		assertThat(this.mails.messages()).hasSize(before);
	}

	@Test
	void a_missed_queue_call_becomes_one_row() {
		ObjectNode event = deliver(Samples.read("queue-missed-call-to-database"));
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
		String text = "Zoë & Łukasz: 👩‍👩‍👧 '; drop table sms; --\nsecond line " + "long ".repeat(300);
		event.put("text", text);
		int before = this.mails.messages().size();
		deliver(event);
		assertThat(row("sms", event, "sms-received-to-database")).containsEntry("text", text)
			.containsEntry("from_no", "447700900456")
			.containsEntry("to_no", "441183211001")
			.containsEntry("user_id", "10002");
		assertThat(this.mails.messages()).hasSize(before + 1);
		assertThat(this.client.data("/api/mailbox").get(0).path("text").asText().replace("\r\n", "\n"))
			.contains(text.strip());
	}

	@Test
	void a_wrap_up_becomes_one_row_for_each_state() {
		for (String sample : List.of("queue-wrapup-to-database", "queue-wrapup-to-database.end",
				"queue-wrapup-to-database.timeout")) {
			ObjectNode event = deliver(Samples.read(sample));
			assertThat(row("queue_wrapup", event, "queue-wrapup-to-database"))
				.containsEntry("state", event.path("state").asText())
				.containsEntry("call_id", event.path("call_id").asText());
		}
	}

	@Test
	void a_pressed_key_becomes_one_row() {
		ObjectNode event = deliver(Samples.read("dtmf-to-database"));
		assertThat(row("dtmf", event, "dtmf-to-database")).containsEntry("dtmf_tag", "*")
			.containsEntry("dtmf_target", "U:123456");
	}

	@Test
	void an_ended_call_becomes_one_row_of_the_call_log() {
		ObjectNode event = deliver(Samples.read("call-ended-to-database"));
		assertThat(callLog(event.path("call_id").asLong())).containsEntry("outcome", "answered")
			.containsEntry("direction", "in")
			.containsEntry("ring_seconds", "7")
			.containsEntry("talk_seconds", "11")
			.containsEntry("start_time", "2021-04-28 08:45:55")
			.containsEntry("end_time", "2021-04-28 08:46:13")
			.containsEntry("context_kind", "user");
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
		ObjectNode twice = hangup.deepCopy().put("id", "uk003.608920d500000.77053295").put("t_cause", "Twice");
		this.client.post(twice.toString());
		this.client.delivered(twice.path("id").asText());
		assertThat(callLog(call)).isEqualTo(before);
		ObjectNode later = hangup.deepCopy().put("id", Client.newId()).put("event_time", "2026-04-28 08:46:14");
		this.client.post(later.toString());
		this.client.delivered(later.path("id").asText());
		assertThat(callLog(call)).containsEntry("end_time", "2026-04-28 08:46:14");
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
