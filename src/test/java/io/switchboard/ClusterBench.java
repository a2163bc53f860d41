package io.switchboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Several Switchboards that share one PostgreSQL, and what its tables say of them. */
abstract class ClusterBench {

	static final Duration PATIENCE = Duration.ofMinutes(3);

	static final int CONCURRENCY = 4;

	/** The deliveries that may have run without being acknowledged when a node dies. */
	static final int UNMARKED = 40;

	static final String DELIVERED = "select count(*) from delivery where status = 'delivered'";

	/** What the tables say of some deliveries, for the message of a failed test. */
	static final String STORIES = """
			select concat_ws(' ', d.id, d.route, d.status, 'attempts', d.attempts, 'next', d.next_attempt_at, d.last_error,
			  (select string_agg(concat_ws(' ', a.number, a.started_at, a.outcome, a.error), '; ' order by a.number)
			   from every_attempt a where a.delivery_id = d.id))
			from delivery d
			where %s order by d.id limit 20""";

	static final String NOT_DELIVERED = "select count(*) from delivery where status <> 'delivered'";

	/** Each row is one run of one delivery, in the order in which they ran. */
	static final String STORY = """
			create schema told;
			create table told.story (position bigint generated always as identity, event_key text, call bigint, number int)""";

	/**
	 * The route takes some time, so deliveries are always in flight when a node stops.
	 */
	static final String ROUTES = """
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

	final List<RunningSwitchboard> all = new CopyOnWriteArrayList<>();

	/** The nodes that webhooks are sent to. */
	final List<RunningSwitchboard> nodes = new CopyOnWriteArrayList<>();

	Path folder;

	String url;

	HikariDataSource looks;

	JdbcTemplate jdbc;

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

	void kill(ChildSwitchboard node) throws InterruptedException {
		this.nodes.remove(node);
		node.kill();
	}

	/** One in a JVM of its own: it can be killed, and costs more than the others. */
	ChildSwitchboard mortal() {
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

	ChildSwitchboard launched() {
		ChildSwitchboard child = ChildSwitchboard.launch(this.folder, Client.SECRETS, settings());
		this.all.add(child);
		this.nodes.add(child.awaitReady());
		return child;
	}

	RunningSwitchboard warm() {
		return this.nodes.stream().filter(WarmSwitchboard.class::isInstance).findFirst().orElseThrow();
	}

	/** As many nodes as that are ready, and have their share each. */
	void have(int number) {
		while (this.nodes.size() < number) {
			WarmSwitchboard started = WarmSwitchboard.start(this.folder, Client.SECRETS, settings());
			this.all.add(started);
			this.nodes.add(started);
		}
		awaitShared(number);
	}

	String[] settings() {
		return new String[] { "--spring.datasource.url=" + this.url, "--routes.dir=" + this.folder.resolve("routes"),
				"--delivery.concurrency=" + CONCURRENCY,
				// a call without an end would be settled on a machine that is slow
				"--calls.ask-after=0" };
	}

	/** As at SIGTERM, and no webhooks to it any more. */
	void leave(RunningSwitchboard node) {
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

	void awaitShared(int number) {
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(number("select count(*) from node")).isEqualTo(number);
			assertThat(this.jdbc.queryForList("select count(*) from shard where term is not null group by term",
					Integer.class))
				.hasSize(number)
				.allMatch((shards) -> shards >= 64 / number)
				.satisfies((shards) -> assertThat(shards.stream().mapToInt(Integer::intValue).sum()).isEqualTo(64));
		});
	}

	void awaitMore(int number) {
		int enough = number(DELIVERED) + number;
		await().atMost(PATIENCE).until(() -> number(DELIVERED) >= enough);
	}

	void awaitDelivered(ClusterLoad load) {
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

	List<String> stories(String where) {
		return this.jdbc.queryForList(STORIES.formatted(where), String.class);
	}

	int repeated() {
		return number("select count(*) - count(distinct event_key) from told.story");
	}

	/** The calls whose events first ran in another order than they happened. */
	List<String> outOfOrder() {
		return this.jdbc.queryForList(
				"""
						select call || ': ' || string_agg(number::text, ' ' order by position) from
						  (select call, number, min(position) as position from told.story where call is not null group by call, number) first
						group by call having array_agg(number order by position) <> array_agg(number order by number)""",
				String.class);
	}

	List<Integer> shardsOf(ChildSwitchboard node) {
		return this.jdbc.queryForList(
				"select s.number from shard s join node n on n.term = s.term where n.name like '%/' || ?",
				Integer.class, Long.toString(node.pid()));
	}

	List<Long> terms() {
		return this.jdbc.queryForList("select term from node order by term", Long.class);
	}

	Connection connect() throws SQLException {
		return DriverManager.getConnection(this.url);
	}

	Instant firstStarted(List<Integer> shards, Instant since) {
		return this.jdbc
			.queryForObject("""
					select min(a.started_at) from every_attempt a join delivery d on d.id = a.delivery_id
					where d.shard = any(?) and a.started_at > ?::timestamptz""", Timestamp.class,
					shards.toArray(Integer[]::new), since.toString())
			.toInstant();
	}

	int number(String query) {
		return this.jdbc.queryForObject(query, Integer.class);
	}

	Set<String> strings(String query) {
		return new TreeSet<>(this.jdbc.queryForList(query, String.class));
	}

	static void say(String format, Object... arguments) {
		System.out.println("CLUSTER " + format.formatted(arguments));
	}

}
