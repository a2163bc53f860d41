package io.switchboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Several Switchboards that share one PostgreSQL, each with a JVM of its own if it is to
 * be killed.
 */
@Siege
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class ClusterTests {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final int CONCURRENCY = 4;

	/** The deliveries that may have run without being acknowledged when a node dies. */
	private static final int UNMARKED = 40;

	private static final int CALLS = Size.of(60, 300);

	private static final String DELIVERED = "select count(*) from delivery where status = 'delivered'";

	/** What the tables say of some deliveries, for the message of a failed test. */
	private static final String STORIES = """
			select concat_ws(' ', d.id, d.route, d.status, 'attempts', d.attempts, 'next', d.next_attempt_at, d.last_error,
			  (select string_agg(concat_ws(' ', a.number, a.started_at, a.outcome, a.error), '; ' order by a.number)
			   from every_attempt a where a.delivery_id = d.id))
			from delivery d
			where %s order by d.id limit 20""";

	private static final String NOT_DELIVERED = "select count(*) from delivery where status <> 'delivered'";

	/** Each row is one run of one delivery, in the order in which they ran. */
	private static final String STORY = """
			create schema told;
			create table told.story (position bigint generated always as identity, event_key text, call bigint, number int)""";

	/**
	 * The route takes some time, so deliveries are always in flight when a node stops.
	 */
	private static final String ROUTES = """
			- route:
			    id: switchboard
			    from:
			      uri: durable:switchboard
			      steps:
			        - filter:
			            id: sms-received
			            expression: {simple: {expression: "${variable.event_name} == 'sms.received'"}}
			            steps:
			              - to: {uri: "durable:sms-received-to-database"}
			        - to: {uri: "durable:story"}
			- route:
			    id: story
			    from:
			      uri: durable:story
			      steps:
			        - delay: {expression: {constant: {expression: "60"}}}
			        - to: {uri: "kamelet:database-sink", parameters: {statement: story}}
			""";

	private final List<RunningSwitchboard> all = new CopyOnWriteArrayList<>();

	/** The nodes that webhooks are sent to. */
	private final List<RunningSwitchboard> nodes = new CopyOnWriteArrayList<>();

	private Path folder;

	private String url;

	private HikariDataSource looks;

	private JdbcTemplate jdbc;

	@BeforeAll
	void makeDatabaseAndRoutes(@TempDir Path folder) throws IOException {
		this.folder = folder;
		this.url = PostgresqlDatabase.newDatabase();
		// a new connection for each query would cost more than the nodes
		this.looks = new HikariDataSource();
		this.looks.setJdbcUrl(this.url);
		this.looks.setMaximumPoolSize(3);
		this.jdbc = new JdbcTemplate(this.looks);
		this.jdbc.execute(STORY);
		Path routes = this.folder.resolve("routes");
		FewRoutes.copyTo(routes, Set.of("sms-received-to-database"));
		Files.writeString(routes.resolve("switchboard.camel.yaml"), ROUTES);
		Files.writeString(routes.resolve("statements/story.sql"), """
				insert into told.story (event_key, call, number)
				values (:?event_key, :?root_call_id, :?number)""");
	}

	@AfterEach
	void forget() {
		for (String table : List.of("delivery", "attempt", "event", "sms", "told.story", "paused_route", "backfill")) {
			this.jdbc.update("delete from " + table);
		}
	}

	@AfterAll
	void end() {
		this.all.forEach(RunningSwitchboard::close);
		this.looks.close();
	}

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

	private void kill(ChildSwitchboard node) throws InterruptedException {
		this.nodes.remove(node);
		node.kill();
	}

	/** One in a JVM of its own: it can be killed, and costs more than the others. */
	private ChildSwitchboard mortal() {
		for (RunningSwitchboard node : this.nodes) {
			if (node instanceof ChildSwitchboard child) {
				return child;
			}
		}
		if (this.nodes.size() > 1) {
			leave(this.nodes.get(0));
		}
		return launched();
	}

	private ChildSwitchboard launched() {
		ChildSwitchboard child = ChildSwitchboard.launch(this.folder, Client.SECRETS, settings());
		this.all.add(child);
		this.nodes.add(child.awaitReady());
		return child;
	}

	private RunningSwitchboard warm() {
		return this.nodes.stream().filter(WarmSwitchboard.class::isInstance).findFirst().orElseThrow();
	}

	/** As many nodes as that are ready, and have their share each. */
	private void have(int number) {
		while (this.nodes.size() < number) {
			WarmSwitchboard started = WarmSwitchboard.start(this.folder, Client.SECRETS, settings());
			this.all.add(started);
			this.nodes.add(started);
		}
		awaitShared(number);
	}

	private String[] settings() {
		return new String[] { "--spring.datasource.url=" + this.url, "--routes.dir=" + this.folder.resolve("routes"),
				"--delivery.concurrency=" + CONCURRENCY,
				// a call without an end would be settled on a machine that is slow
				"--calls.ask-after=0" };
	}

	/** As at SIGTERM, and no webhooks to it any more. */
	private void leave(RunningSwitchboard node) {
		this.nodes.remove(node);
		this.all.remove(node);
		if (node instanceof ChildSwitchboard child) {
			child.terminate();
			await().atMost(PATIENCE).until(() -> !child.isAlive());
			assertThat(child.exitValue()).isEqualTo(143);
		}
		else {
			node.close();
		}
	}

	private void awaitShared(int number) {
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(number("select count(*) from node")).isEqualTo(number);
			assertThat(this.jdbc.queryForList("select count(*) from shard where term is not null group by term",
					Integer.class))
				.hasSize(number)
				.allMatch((shards) -> shards >= 64 / number)
				.satisfies((shards) -> assertThat(shards.stream().mapToInt(Integer::intValue).sum()).isEqualTo(64));
		});
	}

	private void awaitMore(int number) {
		int enough = number(DELIVERED) + number;
		await().atMost(PATIENCE).until(() -> number(DELIVERED) >= enough);
	}

	private void awaitDelivered(ClusterLoad load) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(stories("d.status <> 'delivered'")).isEmpty());
		Set<String> events = strings("select id from event where status = 'accepted'");
		assertThat(events).containsAll(load.accepted);
		Set<String> messages = strings("select id from event where event_name = 'sms.received'");
		assertThat(number(DELIVERED)).isEqualTo(events.size() + messages.size());
		assertThat(strings("select replace(event_key, '/story', '') from told.story")).isEqualTo(events);
		assertThat(strings("select text from sms")).isEqualTo(messages);
		assertThat(number("select count(*) from sms")).isEqualTo(messages.size());
		assertThat(stories("""
				d.attempts <> 1 or
				(select count(*) from every_attempt a where a.delivery_id = d.id and a.outcome = 'delivered') <> 1"""))
			.as("recorded otherwise than once")
			.isEmpty();
	}

	private List<String> stories(String where) {
		return this.jdbc.queryForList(STORIES.formatted(where), String.class);
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

	private int repeated() {
		return number("select count(*) - count(distinct event_key) from told.story");
	}

	/** The calls whose events first ran in another order than they happened. */
	private List<String> outOfOrder() {
		return this.jdbc.queryForList(
				"""
						select call || ': ' || string_agg(number::text, ' ' order by position) from
						  (select call, number, min(position) as position from told.story where call is not null group by call, number) first
						group by call having array_agg(number order by position) <> array_agg(number order by number)""",
				String.class);
	}

	private List<Integer> shardsOf(ChildSwitchboard node) {
		return this.jdbc.queryForList(
				"select s.number from shard s join node n on n.term = s.term where n.name like '%/' || ?",
				Integer.class, Long.toString(node.pid()));
	}

	private List<Long> terms() {
		return this.jdbc.queryForList("select term from node order by term", Long.class);
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection(this.url);
	}

	private Instant firstStarted(List<Integer> shards, Instant since) {
		return this.jdbc
			.queryForObject("""
					select min(a.started_at) from every_attempt a join delivery d on d.id = a.delivery_id
					where d.shard = any(?) and a.started_at > ?::timestamptz""", Timestamp.class,
					shards.toArray(Integer[]::new), since.toString())
			.toInstant();
	}

	private int number(String query) {
		return this.jdbc.queryForObject(query, Integer.class);
	}

	private Set<String> strings(String query) {
		return new TreeSet<>(this.jdbc.queryForList(query, String.class));
	}

	private static void say(String format, Object... arguments) {
		System.out.println("CLUSTER " + format.formatted(arguments));
	}

}
