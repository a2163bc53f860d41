package io.switchboard;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Events that went to unrouted are decided again. */
@SwitchboardTest
class DecideAnewTests {

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Test
	void what_an_older_switchboard_sent_to_unrouted_is_decided_anew_and_runs_once() {
		String id = sentToUnrouted("sms-received-to-database", "0ld");
		assertThat(this.client.deliveries(id).get(0).path("decided_by_older").asText()).isEqualTo("0ld");
		assertThat(this.client.api("/unrouted").body()).doesNotContain("0ld");
		JsonNode counted = this.client.act("decide-anew?older=true&dry_run=true", "");
		assertThat(counted.path("matched").asInt()).isEqualTo(1);
		JsonNode done = this.client.act("decide-anew?older=true", "");
		assertThat(done.path("matched").asInt()).isEqualTo(1);
		assertThat(done.path("decided").asInt()).isEqualTo(1);
		await().untilAsserted(() -> assertThat(this.client.deliveries(id))
			.extracting((each) -> each.path("route").asText() + " " + each.path("status").asText())
			.containsExactlyInAnyOrder("unrouted discarded", "sms-received-to-database delivered",
					"sms-received-to-email delivered"));
		assertThat(this.client.deliveries(id).get(0).path("last_error").asText())
			.isEqualTo("decided anew: sms-received-to-database, sms-received-to-email");
		assertThat(this.client.act("decide-anew", "{\"event_id\":\"%s\"}".formatted(id)).path("matched").asInt())
			.isZero();
		assertThat(
				this.jdbc.queryForObject("select count(*) from sms where event_key like ?", Integer.class, id + "/%"))
			.isEqualTo(1);
	}

	@Test
	void a_route_that_has_had_the_event_does_not_get_it_again() {
		String id = this.client.accept(Samples.read("sms-received-to-database")).path("id").asText();
		this.client.delivered(id);
		this.jdbc.update("""
				update delivery set route = 'unrouted' where route = 'sms-received-to-email'
				and event_seq = (select seq from event where id = ?)""", id);
		this.client.act("decide-anew?event_id=" + id, "");
		await().untilAsserted(() -> assertThat(this.client.deliveries(id))
			.allSatisfy((each) -> assertThat(each.path("status").asText()).isIn("delivered", "discarded")));
		assertThat(this.client.deliveries(id))
			.filteredOn((each) -> each.path("route").asText().equals("sms-received-to-database"))
			.singleElement()
			.satisfies((each) -> assertThat(each.path("attempts").asInt()).isEqualTo(1));
	}

	@Test
	void what_no_rule_wants_now_either_stays_and_is_the_newest_switchboards_word() {
		String id = this.client.accept(Samples.read("unrouted.hold")).path("id").asText();
		this.client.delivered(id);
		this.jdbc.update(
				"update delivery set decided_by = '0ld' where event_seq = (select seq from event where id = ?)", id);
		JsonNode done = this.client.act("decide-anew?event_id=" + id, "");
		assertThat(done.path("matched").asInt()).isEqualTo(1);
		assertThat(done.path("decided").asInt()).isZero();
		assertThat(this.client.deliveries(id)).singleElement().satisfies((each) -> {
			assertThat(each.path("status").asText()).isEqualTo("delivered");
			assertThat(each.path("decided_by_older").isNull()).isTrue();
		});
	}

	@Test
	void all_of_it_is_decided_anew_only_when_that_is_said() {
		String url = "http://localhost:" + this.client.port() + "/api/decide-anew";
		for (String query : List.of("", "?dry_run=true", "?all=false")) {
			assertThat(this.client.send("POST", url + query, new byte[0], "Authorization", "Bearer " + Client.TOKEN)
				.statusCode()).as(query).isEqualTo(400);
		}
		assertThat(this.client.send("POST", url + "?route=x", new byte[0], "Authorization", "Bearer " + Client.TOKEN)
			.body()).contains("there is no filter 'route'");
	}

	@Test
	void nodes_say_which_routes_they_have_and_with_which_switchboard_they_decide() {
		await().untilAsserted(() -> assertThat(this.client.data("/api/nodes")).singleElement().satisfies((node) -> {
			assertThat(node.path("routes")).extracting(JsonNode::asText)
				.contains("switchboard", "unrouted", "dtmf-to-database");
			assertThat(node.path("switchboard").asText()).matches("[0-9a-f]{12}");
			assertThat(node.path("older").asBoolean()).isFalse();
		}));
	}

	/** The state that a node without a rule leaves behind. */
	private String sentToUnrouted(String sample, String switchboard) {
		String id = this.client.accept(Samples.read("unrouted.hold")).path("id").asText();
		this.client.delivered(id);
		byte[] body = Samples.read(sample).put("id", id).toString().getBytes();
		this.jdbc.update("update event set event_name = 'sms.received', body = ? where id = ?", body, id);
		this.jdbc.update("update delivery set decided_by = ? where event_seq = (select seq from event where id = ?)",
				switchboard, id);
		return id;
	}

}
