package io.switchboard;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.console.login.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A bulk operation lets live deliveries go first, can be stopped, and continues after a
 * restart.
 */
@SwitchboardTest
class BulkTests {

	private static final String ROUTE = "dtmf-to-database";

	private static final int MANY = 900;

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	private long last;

	@BeforeEach
	void many_died() {
		String id = this.client.accept(Samples.read(ROUTE)).path("id").asText();
		this.client.delivered(id);
		this.last = this.jdbc.queryForObject("select max(id) from delivery", Long.class);
		this.jdbc.update("""
				insert into event (id, event_name, context, context_kind, event_time, received_at, status, body)
				with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
				select e.id || '.' || n.i, event_name, context, context_kind, event_time, received_at, status, body
				from event e, n where e.id = ?""", MANY, id);
		this.jdbc.update("""
				insert into delivery (event_seq, route, status, attempts, last_error, updated_at)
				select seq, ?, 'dead', 8, 'many died', received_at from event where id like ?""", ROUTE, id + ".%");
	}

	@AfterEach
	void nothing_is_left() {
		this.client.act("routes/" + ROUTE + "/resume", "");
		await().until(() -> open() == 0);
		this.jdbc.update("update delivery set status = 'discarded' where last_error = 'many died' and status = 'dead'");
	}

	private long open() {
		return this.jdbc.queryForObject(
				"select count(*) from delivery where id > ? and status in ('pending', 'retrying')", Long.class,
				this.last);
	}

	private JsonNode bulk(JsonNode answer) {
		return this.client.data("/api/bulk-operations/" + answer.at("/bulk/0/id").asLong());
	}

	@Test
	void what_comes_in_goes_before_a_bulk_redelivery_which_goes_on_to_its_end() {
		this.client.act("routes/" + ROUTE + "/pause", "");
		JsonNode answer = this.client.act("redeliver?error=many died".replace(" ", "%20"), "");
		assertThat(answer.path("matched").asInt()).isEqualTo(MANY);
		assertThat(answer.path("redelivered").asInt()).isEqualTo(400);
		await().until(() -> bulk(answer).path("waiting_for").asText().equals("the route to be resumed"));
		assertThat(bulk(answer).at("/deliveries/pending").asInt()).isEqualTo(400);
		String live = this.client.accept(Samples.read(ROUTE)).path("id").asText();
		// on a busy machine the decision comes after the answer to the webhook
		await().until(() -> this.client.deliveries(live)
			.stream()
			.anyMatch((each) -> each.path("route").asText().equals(ROUTE)));
		this.client.act("routes/" + ROUTE + "/resume", "");
		this.client.delivered(live);
		assertThat(this.jdbc.queryForObject("""
				select count(*) from attempt a join delivery b on b.id = a.delivery_id
				where b.bulk = ? and a.started_at < (select d.started_at from delivery d
				join event e on e.seq = d.event_seq where e.id = ? and d.route = ?)""", Integer.class,
				answer.at("/bulk/0/id").asLong(), live, ROUTE))
			.isLessThanOrEqualTo(4);
		await().until(() -> bulk(answer).at("/deliveries/delivered").asInt() == MANY);
		assertThat(this.jdbc.queryForObject("""
				select count(*) from attempt a join delivery b on b.id = a.delivery_id
				where b.bulk = ? and a.started_at is not null""", Integer.class, answer.at("/bulk/0/id").asLong()))
			.as("what the order is seen by")
			.isEqualTo(MANY);
		assertThat(bulk(answer).path("status").asText()).isEqualTo("done");
		assertThat(bulk(answer).path("changed").asInt()).isEqualTo(MANY);
		assertThat(bulk(answer).at("/filter/error").asText()).isEqualTo("many died");
	}

	/** By the page as by the API. */
	@Test
	void the_audit_says_how_many_of_all_were_done_at_once() {
		this.client.act("routes/" + ROUTE + "/pause", "");
		Visitor otto = new Visitor(this.client.port());
		otto.logIn("otto", "correct horse", "/");
		otto.post("/deliveries/redeliver", "list=dead-letters&error=many+died");
		JsonNode entry = this.client.data("/api/audit?limit=1&action=delivery.redeliver").path(0);
		assertThat(entry.path("who").asText()).isEqualTo("otto");
		assertThat(entry.path("details").asText()).startsWith("400 of 900 deliveries so far");
		await().until(() -> this.client.data("/api/bulk-operations?limit=1").path(0).path("waiting_for").asText(),
				"the route to be resumed"::equals);
	}

	@Test
	void a_stop_leaves_the_rest_dead() {
		this.client.act("routes/" + ROUTE + "/pause", "");
		JsonNode answer = this.client.act("redeliver", "{\"error\":\"many died\"}");
		JsonNode stopped = this.client.act("bulk-operations/" + answer.at("/bulk/0/id").asLong() + "/stop", "");
		assertThat(stopped.path("status").asText()).isEqualTo("stopped");
		assertThat(this.client
			.send("POST",
					"http://localhost:%d/api/bulk-operations/%d/stop".formatted(this.client.port(),
							answer.at("/bulk/0/id").asLong()),
					new byte[0], "Authorization", "Bearer " + Client.TOKEN)
			.statusCode()).isEqualTo(409);
		this.client.act("routes/" + ROUTE + "/resume", "");
		await().until(() -> bulk(answer).at("/deliveries/delivered").asInt() == 400);
		assertThat(this.client.act("redeliver?dry_run=true&error=many%20died", "").path("matched").asInt())
			.isEqualTo(MANY - 400);
	}

	@Test
	void what_a_node_that_died_left_goes_on() {
		long id = begun("discard", "2999");
		await().until(() -> this.client.data("/api/bulk-operations/" + id).path("status").asText().equals("done"));
		assertThat(this.client.data("/api/bulk-operations/" + id).path("changed").asInt()).isEqualTo(MANY);
	}

	/** Somebody else has redelivered them, and they have failed again. */
	@Test
	void of_two_at_once_none_repeats_what_failed_for_the_other() {
		this.client.act("routes/" + ROUTE + "/pause", "");
		this.jdbc.update("update delivery set updated_at = '2026-01-01T00:00:00.000Z' where id > ?",
				this.last + MANY - 300);
		long id = begun("redeliver", "2026");
		await().until(() -> this.client.data("/api/bulk-operations/" + id).path("status").asText().equals("done"));
		assertThat(this.client.data("/api/bulk-operations/" + id).path("changed").asInt()).isEqualTo(300);
	}

	private long begun(String action, String year) {
		this.jdbc
			.update("""
					insert into bulk (action, route, filter, status, position, until_id, matched, changed, created_at, updated_at)
					values ('%s', ?, '{"status":"dead","route":"%s","error":"many died"}', 'running', 0, ?, ?, 0,
					        '%3$s-01-01T00:00:00.000Z', '%3$s-01-01T00:00:00.000Z')"""
				.formatted(action, ROUTE, year), ROUTE, this.last + MANY, MANY);
		return this.jdbc.queryForObject("select max(id) from bulk", Long.class);
	}

	@Test
	void a_delivery_that_is_redelivered_alone_is_no_longer_behind_others() {
		this.client.act("routes/" + ROUTE + "/pause", "");
		JsonNode answer = this.client.act("redeliver", "{\"error\":\"many died\"}");
		this.client.act("bulk-operations/" + answer.at("/bulk/0/id").asLong() + "/stop", "");
		List<Long> some = this.jdbc.queryForList("select id from delivery where bulk = ? limit 1", Long.class,
				answer.at("/bulk/0/id").asLong());
		this.client.act("routes/" + ROUTE + "/resume", "");
		await().until(() -> bulk(answer).at("/deliveries/delivered").asInt() == 400);
		this.client.act("deliveries/" + some.get(0) + "/redeliver", "");
		assertThat(this.jdbc.queryForObject("select bulk from delivery where id = ?", Long.class, some.get(0)))
			.isNull();
	}

}
