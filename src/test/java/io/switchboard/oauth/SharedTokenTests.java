package io.switchboard.oauth;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.failure.DestinationAway;
import io.switchboard.failure.SignInRefused;
import io.switchboard.store.Store;
import io.switchboard.store.Stores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** One token for all nodes, on SQLite; see {@link PostgresqlSharedTokenTests}. */
class SharedTokenTests {

	private final Moving clock = new Moving();

	private final List<HikariDataSource> pools = new ArrayList<>();

	private RotatingEndpoint endpoint;

	@TempDir
	private Path folder;

	private String url;

	@BeforeEach
	void start() throws Exception {
		this.endpoint = new RotatingEndpoint();
		this.url = url(this.folder);
		new JdbcTemplate(pool())
			.execute(new ClassPathResource("db/migration/%s/V45__oauth_token.sql".formatted(vendor()))
				.getContentAsString(StandardCharsets.UTF_8));
	}

	@AfterEach
	void stop() {
		this.pools.forEach(HikariDataSource::close);
		this.endpoint.close();
	}

	String url(Path folder) {
		return "jdbc:sqlite:" + folder.resolve("test.db") + "?busy_timeout=10000";
	}

	String vendor() {
		return "sqlite";
	}

	Store store(HikariDataSource pool) {
		return Stores.sqlite(pool, () -> {
		});
	}

	HikariDataSource pool(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		return pool;
	}

	private DataSource pool() {
		HikariDataSource pool = pool(this.url);
		pool.setMaximumPoolSize(4);
		this.pools.add(pool);
		return pool;
	}

	private AccessTokens node(OAuthClient client) {
		return node(client, table());
	}

	private AccessTokens node(OAuthClient client, TokenMemory memory) {
		return new AccessTokens(Map.of("it", client), memory, this.clock);
	}

	private TokenTable table() {
		return new TokenTable(store((HikariDataSource) pool()));
	}

	private OAuthClient refreshing() {
		return client(OAuthClient.Grant.REFRESH_TOKEN, "a secret", "mail");
	}

	private OAuthClient client(OAuthClient.Grant grant, String secret, String scope) {
		return new OAuthClient(this.endpoint.url(), grant, "us", secret, scope, false, RotatingEndpoint.FIRST, null,
				null, null, null);
	}

	private void pass(int seconds) {
		this.clock.now = this.clock.now.plusSeconds(seconds);
	}

	private static Set<String> atOnce(List<AccessTokens> nodes) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Callable<String>> calls = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				AccessTokens node = nodes.get(i % nodes.size());
				calls.add(() -> node.token("it"));
			}
			Set<String> tokens = new TreeSet<>();
			for (Future<String> each : threads.invokeAll(calls)) {
				tokens.add(each.get());
			}
			return tokens;
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void two_nodes_that_renew_at_once_ask_once_and_log_nobody_out() throws Exception {
		List<AccessTokens> nodes = List.of(node(refreshing()), node(refreshing()));
		for (int round = 1; round <= 6; round++) {
			assertThat(atOnce(nodes)).as("round %d", round).containsExactly("access-token-" + round);
			assertThat(this.endpoint.asked()).isEqualTo(round);
			pass(RotatingEndpoint.SECONDS);
		}
		assertThat(this.endpoint.isLoggedOut()).isFalse();
	}

	@Test
	void while_one_node_asks_the_others_go_on_with_the_old_token() throws Exception {
		AccessTokens one = node(refreshing());
		AccessTokens other = node(refreshing());
		one.token("it");
		other.token("it");
		pass(RotatingEndpoint.SECONDS - 100);
		this.endpoint.patience = new CountDownLatch(1);
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			Future<String> renewed = thread.submit(() -> one.token("it"));
			Awaitility.await().until(this::isClaimed);
			assertThat(other.token("it")).isEqualTo("access-token-1");
			this.endpoint.patience.countDown();
			assertThat(renewed.get()).isEqualTo("access-token-2");
		}
		finally {
			thread.shutdownNow();
		}
		pass(10);
		assertThat(other.token("it")).isEqualTo("access-token-2");
		assertThat(this.endpoint.asked()).isEqualTo(2);
	}

	private boolean isClaimed() {
		return !new JdbcTemplate(this.pools.get(0))
			.queryForList("select renewing_by from oauth_token where renewing_by is not null")
			.isEmpty();
	}

	@Test
	void an_endpoint_that_is_away_for_minutes_harms_nobody() {
		AccessTokens node = node(refreshing());
		node.token("it");
		for (RotatingEndpoint.Mood mood : List.of(RotatingEndpoint.Mood.AWAY, RotatingEndpoint.Mood.BREAKS_OFF,
				RotatingEndpoint.Mood.REFUSES)) {
			this.endpoint.mood = mood;
			pass((mood == RotatingEndpoint.Mood.AWAY) ? RotatingEndpoint.SECONDS - 290 : 60);
			assertThat(node.token("it")).as(mood.name()).isEqualTo("access-token-1");
		}
		pass(RotatingEndpoint.SECONDS);
		assertThatExceptionOfType(SignInRefused.class).isThrownBy(() -> node.token("it"))
			.withMessageContaining("the token endpoint refuses us: 400 invalid_client");
		this.endpoint.mood = RotatingEndpoint.Mood.AWAY;
		assertThatExceptionOfType(DestinationAway.class).isThrownBy(() -> node.token("it"))
			.withMessageContaining("gives no token for now: 503");
		this.endpoint.mood = RotatingEndpoint.Mood.FINE;
		assertThat(node.token("it")).startsWith("access-token-");
		assertThat(this.endpoint.isLoggedOut()).isFalse();
	}

	@Test
	void a_token_and_its_refresh_token_survive_a_restart() {
		node(refreshing()).token("it");
		assertThat(node(refreshing()).token("it")).isEqualTo("access-token-1");
		pass(RotatingEndpoint.SECONDS);
		assertThat(node(refreshing()).token("it")).isEqualTo("access-token-2");
		// a new secret of the same client can still use the refresh token
		pass(RotatingEndpoint.SECONDS);
		assertThat(node(client(OAuthClient.Grant.REFRESH_TOKEN, "another secret", "mail")).token("it"))
			.isEqualTo("access-token-3");
		// and what was for another scope is not used for this one
		assertThat(node(client(OAuthClient.Grant.REFRESH_TOKEN, "another secret", "tasks")).token("it"))
			.isEqualTo("access-token-4");
	}

	@Test
	void a_node_that_died_while_it_asked_keeps_the_others_waiting_for_its_lease_only() throws Exception {
		TokenMemory.Key key = new TokenMemory.Key("it",
				new Seal("it", "us " + this.endpoint.url(), RotatingEndpoint.FIRST).settings());
		assertThat(table().claim(key, "who died", Duration.ofMillis(300))).isTrue();
		assertThat(node(refreshing()).token("it")).isEqualTo("access-token-1");
		assertThat(isClaimed()).isFalse();
	}

	@Test
	void a_token_that_a_server_refuses_is_used_by_no_node() {
		AccessTokens one = node(refreshing());
		AccessTokens other = node(refreshing());
		AccessTokens third = node(refreshing());
		String refused = one.token("it");
		other.token("it");
		one.refused("it", refused);
		assertThat(third.token("it")).isEqualTo("access-token-2");
		assertThat(one.token("it")).isEqualTo("access-token-2");
		// it learns of it later, and does not call back the good one
		other.refused("it", refused);
		assertThat(other.token("it")).isEqualTo("access-token-2");
		assertThat(this.endpoint.asked()).isEqualTo(2);
	}

	@Test
	void nobody_reads_a_token_from_the_table() {
		node(refreshing()).token("it");
		String row = new JdbcTemplate(this.pools.get(0)).queryForList("select * from oauth_token").toString();
		assertThat(row).contains("client=it")
			.doesNotContain("access-token")
			.doesNotContain("refresh-token")
			.doesNotContain("a secret");
		// what somebody wrote there is not sent to anybody
		new JdbcTemplate(this.pools.get(0))
			.update("update oauth_token set sealed = 'QUJDREVGR0hJSktMTU5PUFFSU1RVVg=='");
		assertThat(node(client(OAuthClient.Grant.CLIENT_CREDENTIALS, "a secret", "mail")).token("it"))
			.isEqualTo("access-token-2");
	}

	@Test
	void a_client_with_another_secret_gets_a_token_of_its_own() {
		node(client(OAuthClient.Grant.CLIENT_CREDENTIALS, "old", "mail")).token("it");
		assertThat(node(client(OAuthClient.Grant.CLIENT_CREDENTIALS, "new", "mail")).token("it"))
			.isEqualTo("access-token-2");
		assertThat(node(client(OAuthClient.Grant.CLIENT_CREDENTIALS, "old", "mail")).token("it"))
			.isEqualTo("access-token-1");
	}

	@Test
	void a_refresh_token_that_could_not_be_kept_is_kept_later() {
		Failing memory = new Failing(table());
		AccessTokens node = node(refreshing(), memory);
		memory.fails = true;
		assertThatExceptionOfType(DestinationAway.class).isThrownBy(() -> node.token("it"))
			.withMessageContaining("not be kept");
		memory.fails = false;
		assertThat(node.token("it")).isEqualTo("access-token-1");
		pass(RotatingEndpoint.SECONDS);
		assertThat(node(refreshing()).token("it")).isEqualTo("access-token-2");
		assertThat(this.endpoint.isLoggedOut()).isFalse();
	}

	/** A store that goes away between the answer and the commit. */
	private static final class Failing implements TokenMemory {

		private final TokenMemory table;

		private boolean fails;

		private Failing(TokenMemory table) {
			this.table = table;
		}

		@Override
		public SealedToken read(Key key) throws SQLException {
			return this.table.read(key);
		}

		@Override
		public boolean claim(Key key, String holder, Duration lease) throws SQLException {
			return this.table.claim(key, holder, lease);
		}

		@Override
		public boolean keep(Key key, String holder, SealedToken token) throws SQLException {
			if (this.fails) {
				throw new SQLException("gone");
			}
			return this.table.keep(key, holder, token);
		}

		@Override
		public void release(Key key, String holder) throws SQLException {
			this.table.release(key, holder);
		}

		@Override
		public void spoil(Key key, long generation) throws SQLException {
			this.table.spoil(key, generation);
		}

	}

	static final class Moving extends Clock {

		private volatile Instant now = Instant.now();

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

}
