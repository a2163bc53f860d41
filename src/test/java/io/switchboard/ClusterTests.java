package io.switchboard;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Several Switchboards on one PostgreSQL: what holds when nodes die, stop, freeze or lose
 * the store. A node that is killed has a JVM of its own.
 */
@Siege
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class ClusterTests extends ClusterBench {

	private static final int CALLS = Size.of(60, 300);

	@Test
	void nothing_is_lost_when_one_of_three_is_killed() throws Exception {
		ChildSwitchboard victim = mortal();
		have(2);
		Instant killed;
		List<Integer> orphans;
		try (ClusterLoad load = new ClusterLoad(this.nodes).start(() -> number(NOT_DELIVERED))) {
			have(3);
			awaitMore(Size.of(200, 1000));
			orphans = shardsOf(victim);
			killed = Instant.now();
			kill(victim);
			awaitMore(Size.of(150, 500));
			awaitShared(2);
			load.stop();
			awaitDelivered(load);
			say("killed: %d accepted, taken over after %d ms, %d runs repeated", load.accepted.size(),
					Duration.between(killed, firstStarted(orphans, killed)).toMillis(), repeated());
		}
		assertThat(orphans).hasSizeBetween(21, 22);
		assertThat(repeated()).as("what had run when it was killed").isBetween(0, UNMARKED);
		assertThat(outOfOrder()).isEmpty();
	}

	@Test
	void nodes_that_come_and_go_in_good_order_repeat_nothing() throws Exception {
		have(2);
		try (ClusterLoad load = new ClusterLoad(this.nodes).start(() -> number(NOT_DELIVERED))) {
			awaitMore(Size.of(100, 300));
			leave(warm());
			have(2);
			awaitMore(Size.of(100, 300));
			load.stop();
			awaitDelivered(load);
			say("came and went: %d accepted, %d runs repeated", load.accepted.size(), repeated());
		}
		assertThat(repeated()).isZero();
		assertThat(outOfOrder()).isEmpty();
	}

	@Test
	void events_of_one_call_run_in_order_whichever_node_took_them() throws Exception {
		have(2);
		try (ClusterLoad load = new ClusterLoad(this.nodes).calls(CALLS)) {
			load.stop();
			awaitDelivered(load);
			say("in order: %d accepted, %d runs repeated", load.accepted.size(), repeated());
			assertThat(load.accepted).hasSize(CALLS * (1 + ClusterLoad.EVENTS_PER_CALL));
		}
		assertThat(repeated()).isZero();
		assertThat(outOfOrder()).isEmpty();
	}

	@Test
	void a_node_that_was_frozen_runs_no_stale_work_and_takes_its_share_again() throws Exception {
		ChildSwitchboard frozen = mortal();
		have(2);
		try (ClusterLoad load = new ClusterLoad(this.nodes).start(() -> number(NOT_DELIVERED))) {
			awaitMore(Size.of(100, 300));
			this.nodes.remove(frozen);
			List<Integer> orphans = shardsOf(frozen);
			freezeWhileItRuns(frozen);
			Instant since = Instant.now();
			awaitShared(1);
			awaitMore(Size.of(100, 300));
			load.stop();
			awaitDelivered(load);
			say("frozen: %d accepted, taken over after %d ms", load.accepted.size(),
					Duration.between(since, firstStarted(orphans, since)).toMillis());
		}
		int before = repeated();
		frozen.thaw();
		this.nodes.add(frozen);
		try (ClusterLoad load = new ClusterLoad(this.nodes).calls(Size.of(30, 100))) {
			load.stop();
			awaitShared(2);
			awaitDelivered(load);
		}
		say("thawed: %d runs repeated", repeated() - before);
		assertThat(before).as("what had run when it froze").isBetween(0, UNMARKED);
		assertThat(frozen.output()).contains("is over, others have taken its deliveries")
			.containsPattern("(was given up|not acknowledged): another node")
			.doesNotContain("cannot be acknowledged");
		assertThat(repeated() - before).as("what was running when it froze").isBetween(0, CONCURRENCY);
		assertThat(outOfOrder()).isEmpty();
	}

	@Test
	void nobody_is_removed_because_the_store_was_away_for_longer_than_the_lease() throws Exception {
		have(2);
		List<Long> terms = terms();
		try (ClusterLoad load = new ClusterLoad(this.nodes).start(() -> number(NOT_DELIVERED));
				Connection away = connect()) {
			awaitMore(Size.of(50, 100));
			away.setAutoCommit(false);
			away.createStatement().execute("lock table node in access exclusive mode");
			await().atMost(PATIENCE)
				.until(() -> this.nodes.stream()
					.map(RunningSwitchboard::output)
					.allMatch((said) -> said.contains("cannot renew its lease")
							|| said.contains("the store does not answer")));
			// the store comes back for one of them first; a session whose client has
			// given it
			// up goes on waiting, and is no node
			await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> number("""
					select count(*) from pg_stat_activity
					where datname = current_database() and wait_event_type = 'Lock' and query like 'update node%'
					and query_start > clock_timestamp() - interval '5 s'""") == 1);
			away.rollback();
			awaitMore(Size.of(100, 300));
			load.stop();
			awaitDelivered(load);
			say("away: %d accepted, %d runs repeated", load.accepted.size(), repeated());
		}
		assertThat(terms()).isEqualTo(terms);
		assertThat(repeated()).isZero();
		assertThat(outOfOrder()).isEmpty();
	}

	@Test
	void a_paused_route_waits_on_all_nodes_and_after_a_restart() throws Exception {
		have(2);
		this.jdbc.update("insert into paused_route (route, paused_at) values ('story', now())");
		try (ClusterLoad load = new ClusterLoad(this.nodes).calls(50)) {
			leave(warm());
			have(2);
			int before = number("select count(*) from told.story");
			load.calls(50).stop();
			await().atMost(PATIENCE).until(() -> number("select count(*) from sms") == 100);
			await().atMost(PATIENCE).until(() -> number("select count(*) from delivery where route = 'story'") == 600);
			assertThat(number("select count(*) from told.story")).isEqualTo(before).isLessThan(200);
			say("paused: %d accepted, %d of them ran before the nodes had seen the pause", load.accepted.size(),
					before);
			this.jdbc.update("delete from paused_route");
			awaitDelivered(load);
		}
		assertThat(repeated()).isZero();
		assertThat(outOfOrder()).isEmpty();
	}

	/** The last, for it kills all nodes but the newest. */
	@Test
	@Order(Integer.MAX_VALUE)
	void a_backfill_goes_on_when_its_node_is_killed_and_files_each_past_event_once() throws Exception {
		ChildSwitchboard first = mortal();
		this.nodes.stream().filter((each) -> each != first).forEach(this::leave);
		ChildSwitchboard second = launched();
		have(2);
		int events = CALLS * ClusterLoad.EVENTS_PER_CALL;
		try (ClusterLoad past = new ClusterLoad(this.nodes).calls(CALLS)) {
			past.stop();
			awaitDelivered(past);
		}
		// as if there had been no such route yet
		this.jdbc.update("""
				delete from delivery where route = 'story'
				and event_seq in (select seq from event where event_name = 'call.told')""");
		this.jdbc.update("delete from told.story where call is not null");
		backfill("story", events / 8);
		awaitFiled(events / 8);
		try (ClusterLoad load = new ClusterLoad(this.nodes).calls(CALLS)) {
			// either may be the one that does it
			kill(first);
			have(2);
			awaitFiled(events / 2);
			kill(second);
			load.stop();
			await().atMost(PATIENCE)
				.until(() -> number(
						"select count(*) from delivery where backfill is null and status <> 'delivered'") == 0);
			boolean live = number("select count(*) from backfill where status = 'running'") == 1;
			await().atMost(PATIENCE).until(() -> number("select count(*) from backfill where status = 'done'") == 1);
			awaitDelivered(load);
			say("backfill: %d live events accepted meanwhile, done %s it, %d runs repeated", load.accepted.size(),
					live ? "before" : "with", repeated());
		}
		assertThat(number("select count(*) from delivery where backfill is not null")).isEqualTo(events);
		assertThat(number("select filed from backfill")).isEqualTo(events);
		assertThat(repeated()).as("what had run when it was killed").isBetween(0, 2 * UNMARKED);
		assertThat(outOfOrder()).isEmpty();
	}

	private void backfill(String route, int perSecond) throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d/api/backfills".formatted(this.nodes.get(0).port())))
			.header("Authorization", "Bearer " + Client.TOKEN)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("""
					{"route":"%s","from":"2026-01-01T00:00:00Z","per_second":%d}""".formatted(route, perSecond)))
			.build();
		HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
	}

	private void awaitFiled(int number) {
		await().atMost(PATIENCE).until(() -> number("select filed from backfill") >= number);
	}

	/** No story ends until some of this node are under way, and it is frozen. */
	private void freezeWhileItRuns(ChildSwitchboard node) throws Exception {
		try (Connection holds = DriverManager.getConnection(this.url); Statement lock = holds.createStatement()) {
			holds.setAutoCommit(false);
			lock.execute("lock table told.story in exclusive mode");
			// more than one node has places for
			await().until(() -> number(
					"select count(*) from pg_locks where not granted and relation = 'told.story'::regclass") > CONCURRENCY);
			node.freeze();
			holds.commit();
		}
	}

}
