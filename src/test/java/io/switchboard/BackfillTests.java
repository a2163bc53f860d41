package io.switchboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A new route runs over past events. */
@SwitchboardTest
class BackfillTests {

	private static final String ROUTE = "sms-received-to-database";

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	private String from;

	private List<String> past;

	@BeforeEach
	void text_messages_came_in_before_there_was_the_route() {
		this.from = Instant.now().toString();
		this.past = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			ObjectNode event = this.client.accept(Samples.read(ROUTE));
			this.past.add(event.path("id").asText());
		}
		this.past.forEach(this.client::delivered);
		this.past.forEach(this::forget);
	}

	private void forget(String id) {
		String delivery = "(select id from delivery where route = '%s' and event_seq = (select seq from event where id = ?))"
			.formatted(ROUTE);
		this.jdbc.update("delete from attempt where delivery_id = " + delivery, id);
		this.jdbc.update("delete from delivery where id = " + delivery, id);
		this.jdbc.update("delete from sms where event_key like ?", id + "/%");
	}

	private int rows() {
		return this.past.stream()
			.mapToInt((id) -> this.jdbc.queryForObject("select count(*) from sms where event_key like ?", Integer.class,
					id + "/%"))
			.sum();
	}

	private JsonNode start(String query) {
		return this.client.act("backfills?from=%s&%s".formatted(this.from, query), "").path("started");
	}

	private JsonNode ended(JsonNode started) {
		String path = "/api/backfills/" + started.path("id").asLong();
		return await().until(() -> this.client.data(path),
				(backfill) -> backfill.path("status").asText().equals("done")
						&& backfill.at("/deliveries/pending").isMissingNode()
						&& backfill.at("/deliveries/retrying").isMissingNode());
	}

	@Test
	void a_look_ahead_counts_and_shows_what_the_route_would_do_and_does_nothing() {
		this.client.accept(Samples.read("unrouted.hold"));
		JsonNode preview = this.client
			.act("backfills", "{\"route\":\"%s\",\"from\":\"%s\",\"dry_run\":true}".formatted(ROUTE, this.from))
			.path("preview");
		assertThat(preview.path("events").asInt()).isEqualTo(6);
		assertThat(preview.path("looked_at").asInt()).isEqualTo(6);
		assertThat(preview.path("wanted").asInt()).isEqualTo(5);
		assertThat(preview.path("sample")).hasSize(3)
			.allSatisfy((each) -> assertThat(each.at("/effects/0/kind").asText()).isEqualTo("row"));
		assertThat(preview.at("/sample/0/event_id").asText()).as("the oldest").isEqualTo(this.past.get(0));
		assertThat(rows()).isZero();
		this.past.forEach((id) -> assertThat(this.client.deliveries(id)).hasSize(1));
	}

	@Test
	void each_past_event_that_the_switchboard_sends_there_now_gets_one_delivery() {
		String other = this.client.accept(Samples.read("unrouted.hold")).path("id").asText();
		String had = this.client.accept(Samples.read(ROUTE)).path("id").asText();
		this.client.delivered(had);
		JsonNode started = start("route=" + ROUTE);
		assertThat(started.path("events").asInt()).isEqualTo(6);
		assertThat(started.path("filter").path("from").asText()).isEqualTo(this.from);
		JsonNode ended = ended(started);
		assertThat(ended.path("filed").asInt()).isEqualTo(5);
		assertThat(ended.path("looked_at").asInt()).isEqualTo(6);
		assertThat(ended.path("undecided").asInt()).isZero();
		assertThat(ended.path("started_by").asText()).isEqualTo("api");
		assertThat(ended.at("/deliveries/delivered").asInt()).isEqualTo(5);
		assertThat(rows()).isEqualTo(5);
		assertThat(this.client.routes(other)).containsExactly("unrouted");
		assertThat(this.client.routes(had)).hasSize(2);
		assertThat(ended(start("route=" + ROUTE)).path("filed").asInt()).as("the second time").isZero();
		assertThat(this.jdbc.queryForList("select event_seq from delivery where backfill = ? order by id", Long.class,
				started.path("id").asLong()))
			.as("oldest first")
			.isSorted();
	}

	@Test
	void with_a_filter_and_all_these_events_go_there_whatever_the_switchboard_says() {
		String other = this.client.accept(Samples.read("unrouted.hold")).path("id").asText();
		this.client.delivered(other);
		JsonNode ended = ended(start("route=dtmf-to-database&all=true&id=" + other));
		assertThat(ended.path("all").asBoolean()).isTrue();
		assertThat(ended.path("filed").asInt()).isEqualTo(1);
		assertThat(this.client.deliveries(other)).extracting((each) -> each.path("route").asText())
			.containsExactlyInAnyOrder("unrouted", "dtmf-to-database");
	}

	@Test
	void a_backfill_waits_while_its_route_is_paused_says_so_and_can_be_paused_and_stopped() {
		this.client.act("routes/%s/pause".formatted(ROUTE), "");
		try {
			JsonNode started = start("route=" + ROUTE);
			String path = "backfills/" + started.path("id").asLong();
			await().untilAsserted(() -> assertThat(this.client.data("/api/" + path).path("waiting_for").asText())
				.isEqualTo("the route to be resumed"));
			assertThat(refused("POST", "/api/backfills?route=%s&from=%s".formatted(ROUTE, this.from), 409))
				.contains("a backfill of sms-received-to-database is under way");
			assertThat(this.client.act(path + "/pause", "").path("status").asText()).isEqualTo("paused");
			assertThat(refused("POST", "/api/" + path + "/pause", 409)).contains("does not run");
			this.client.act("routes/%s/resume".formatted(ROUTE), "");
			assertThat(this.client.data("/api/" + path).path("filed").asInt()).isZero();
			assertThat(this.client.act(path + "/resume", "").path("status").asText()).isEqualTo("running");
			assertThat(ended(started).path("filed").asInt()).isEqualTo(5);
			assertThat(refused("POST", "/api/" + path + "/stop", 409)).contains("has ended already");
		}
		finally {
			this.client.act("routes/%s/resume".formatted(ROUTE), "");
		}
	}

	@Test
	void one_that_is_stopped_files_nothing_more() {
		this.client.act("routes/%s/pause".formatted(ROUTE), "");
		JsonNode started = start("route=" + ROUTE);
		String path = "backfills/" + started.path("id").asLong();
		assertThat(this.client.act(path + "/stop", "").path("status").asText()).isEqualTo("stopped");
		this.client.act("routes/%s/resume".formatted(ROUTE), "");
		assertThat(ended(start("route=" + ROUTE)).path("filed").asInt()).as("of the next").isEqualTo(5);
		assertThat(this.client.data("/api/" + path).path("filed").asInt()).isZero();
	}

	@Test
	void its_pace_can_be_given() {
		JsonNode started = this.client.act("backfills?from=%s&route=%s&per_second=1".formatted(this.from, ROUTE), "")
			.path("started");
		long id = started.path("id").asLong();
		await().until(() -> this.client.data("/api/backfills/" + id).path("filed").asInt() == 5);
		assertThat(ended(started).path("per_second").asInt()).isEqualTo(1);
		assertThat(rows()).isEqualTo(5);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					from=2026-01-01T00:00:00Z                                                   | 400 | route: say which
					route=dtmf-to-database                                                      | 400 | from: say from which
					route=dtmf-to-database&from=2026-01-01T00:00:00Z&status=quarantined         | 400 | only accepted events
					route=dtmf-to-database&from=2026-01-01T00:00:00Z&per_second=0               | 400 | from 1 to 1000
					route=dtmf-to-database&from=2026-01-01T00:00:00Z&per_second=1001            | 400 | from 1 to 1000
					route=dtmf-to-database&from=2026-01-01T00:00:00Z&event_nam=x                | 400 | there is no filter
					route=dtmf&from=2026-01-01T00:00:00Z                                        | 409 | there is no route dtmf
					route=switchboard&from=2026-01-01T00:00:00Z                                 | 409 | there is no route switchboard
					route=unrouted&from=2026-01-01T00:00:00Z                                    | 409 | there is no route unrouted
					""")
	void what_cannot_be_meant_is_refused(String query, int status, String sentence) {
		assertThat(refused("POST", "/api/backfills?" + query, status)).contains(sentence);
		assertThat(refused("POST", "/api/backfills?dry_run=true&" + query, status)).contains(sentence);
	}

	@Test
	void one_that_is_not_there_is_not_found() {
		assertThat(refused("GET", "/api/backfills/987654", 404)).contains("there is no backfill 987654");
		assertThat(refused("POST", "/api/backfills/987654/stop", 404)).contains("there is no backfill 987654");
	}

	private String refused(String method, String path, int status) {
		var reply = this.client.send(method, "http://localhost:" + this.client.port() + path, new byte[0],
				"Authorization", "Bearer " + Client.TOKEN);
		assertThat(reply.statusCode()).as(path + " " + reply.body()).isEqualTo(status);
		return reply.body();
	}

}
