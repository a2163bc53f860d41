package io.switchboard.chat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.failure.Done;
import io.switchboard.failure.RetryAfter;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.Verdict;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import io.switchboard.routes.DestinationBench;
import io.switchboard.store.Stores;
import org.apache.camel.Exchange;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

/** Messages to chats, against servers that answer as the vendors document. */
class ChatSinkTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	private static final String TOKEN = "xoxb-the-token-of-the-bot-4711";

	@TempDir
	static Path folder;

	private static HikariDataSource database;

	private static SlackThreads threads;

	@BeforeAll
	static void start() {
		server.start();
		database = new HikariDataSource();
		database.setJdbcUrl("jdbc:sqlite:" + folder.resolve("test.db"));
		database.setMaximumPoolSize(1);
		Flyway.configure().dataSource(database).locations("classpath:db/migration/sqlite").load().migrate();
		threads = new SlackThreads(Stores.of(database), new JdbcTemplate(database));
	}

	@AfterAll
	static void stop() {
		server.stop();
		database.close();
	}

	@BeforeEach
	void answersWell() {
		server.resetAll();
		new JdbcTemplate(database).update("delete from chat_thread");
		answer(200, "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1503435956.000247\"}");
	}

	private static void answer(int status, String body) {
		server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
	}

	private static DestinationBench bench(String chat, Map<String, String> more, String... routes) throws Exception {
		Map<String, String> settings = new HashMap<>(more);
		settings.putIfAbsent(chat + ".url", server.baseUrl() + "/secret-path-of-the-webhook?key=1");
		return new DestinationBench(Duration.ofSeconds(20), settings,
				Map.of("slackMessage", new SlackMessage(threads), "slackAnswer", new SlackAnswer(threads)),
				(routes.length > 0) ? routes : new String[] { "missed-call-to-" + chat });
	}

	private static DestinationBench bot(String... routes) throws Exception {
		return bench("slack", Map.of("slack.url", server.baseUrl() + "/api/chat.postMessage", "slack.token", TOKEN,
				"slack.channel", "C0123456789"), routes);
	}

	private static Event event(String chat, Map<String, Object> fields) throws Exception {
		JsonNode sample = JSON.readTree(Path.of("routes/samples/missed-call-to-" + chat + ".json").toFile());
		Map<String, Object> event = new HashMap<>();
		sample.properties().forEach((each) -> event.put(each.getKey(), each.getValue()));
		event.putAll(fields);
		return EventReader.read(JSON.writeValueAsBytes(event));
	}

	private static List<LoggedRequest> sent() {
		return server.findAll(anyRequestedFor(anyUrl()));
	}

	private static JsonNode body() throws Exception {
		assertThat(sent()).hasSize(1);
		return JSON.readTree(sent().get(0).getBodyAsString());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			slack       | Missed call from Jane Doe to Support
			teams       | Missed call from Jane Doe to Support
			google-chat | Jane Doe
			mattermost  | **Missed call** from Jane Doe to Support
			""")
	void a_missed_call_is_a_message_with_a_link_to_the_call(String chat, String said) throws Exception {
		try (DestinationBench bench = bench(chat, Map.of("console.url", "https://switchboard.test/"))) {
			assertThat(bench.run("missed-call-to-" + chat, event(chat, Map.of()), Set.of()).getException()).isNull();
		}
		assertThat(body().toString()).contains(said, "https://switchboard.test/calls/427800362", "1 min 8 s");
		assertThat(sent().get(0).getHeader("Content-Type")).isEqualTo("application/json; charset=UTF-8");
		assertThat(sent().get(0).containsHeader("Authorization")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "slack,1", "slack,20", "slack,25", "teams,1", "teams,20", "teams,25", "google-chat,1",
			"google-chat,20", "google-chat,25", "mattermost,1", "mattermost,20", "mattermost,25" })
	void a_storm_of_missed_calls_is_one_message_that_lists_them(String chat, int number) throws Exception {
		List<Event> storm = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			storm.add(event(chat, Map.of("id", "storm." + i, "src", "4477009000" + (10 + i), "dst_name",
					"<!channel> [x](https://evil.test) " + "y".repeat(200))));
		}
		try (DestinationBench bench = bench(chat,
				Map.of("console.url", "https://switchboard.test", chat + ".gather", "2m"))) {
			assertThat(bench.run("missed-call-to-" + chat, storm).getException()).isNull();
		}
		String said = body().toString();
		for (int i = 0; i < Math.min(number, 20); i++) {
			assertThat(said).contains("4477009000" + (10 + i));
		}
		assertThat(said).doesNotContain("<!channel>");
		if (chat.equals("teams") || chat.equals("mattermost")) {
			assertThat(said).doesNotContain("[x](https://evil");
		}
		if (number > 1) {
			assertThat(said).contains(number + " missed calls", "https://switchboard.test/calls");
		}
		if (number > 20) {
			assertThat(said).contains("and " + (number - 20) + " more").doesNotContain("447700900031");
		}
		// Slack takes 3000 characters in a section, Google Chat 32 KB, Teams 28 KB
		body().findValues("text").forEach((text) -> assertThat(text.toString()).hasSizeLessThan(3000));
	}

	@ParameterizedTest
	@ValueSource(strings = { "slack", "teams", "google-chat", "mattermost" })
	void whatever_a_caller_is_called_the_message_is_one_and_mentions_nobody(String chat) throws Exception {
		String name = "<!channel> @all [x](https://evil.test) \"}],\"a\":\"\n\u2028 **\\";
		try (DestinationBench bench = bench(chat, Map.of())) {
			Exchange done = bench.run("missed-call-to-" + chat, event(chat, Map.of("dst_name", name, "src", name)),
					Set.of());
			assertThat(done.getException()).isNull();
		}
		boolean markdown = chat.equals("teams") || chat.equals("mattermost");
		assertThat(body().toString())
			.doesNotContain(markdown ? new String[] { "@all", "](https://evil.test)" } : new String[] { "<!channel>" });
	}

	@Test
	void a_card_for_teams_has_the_shape_that_a_workflow_takes() throws Exception {
		try (DestinationBench bench = bench("teams", Map.of())) {
			bench.run("missed-call-to-teams", event("teams", Map.of()), Set.of());
		}
		assertThat(body().path("type").asText()).isEqualTo("message");
		JsonNode attachment = body().path("attachments").path(0);
		assertThat(attachment.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
		assertThat(attachment.path("content").path("type").asText()).isEqualTo("AdaptiveCard");
	}

	@Test
	void google_chat_gets_a_thread_and_the_same_request_id_in_each_attempt() throws Exception {
		try (DestinationBench bench = bench("google-chat", Map.of())) {
			for (int i = 0; i < 2; i++) {
				bench.run("missed-call-to-google-chat", event("google-chat", Map.of()), Set.of());
			}
		}
		assertThat(sent().stream().map((each) -> each.queryParameter("requestId").firstValue()).distinct()).hasSize(1);
		assertThat(sent().get(0).queryParameter("messageReplyOption").firstValue())
			.isEqualTo("REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
		assertThat(sent().get(0).queryParameter("key").firstValue()).isEqualTo("1");
		assertThat(JSON.readTree(sent().get(0).getBodyAsString()).path("thread").path("threadKey").asText())
			.isEqualTo("call-4278003622");
	}

	@Test
	void what_a_bot_tells_of_one_call_stands_in_one_thread() throws Exception {
		try (DestinationBench bench = bot()) {
			bench.run("missed-call-to-slack", event("slack", Map.of()), Set.of());
			answer(200, "{\"ok\":true,\"ts\":\"1503435999.000001\"}");
			bench.run("missed-call-to-slack", event("slack", Map.of("id", "second")), Set.of());
			bench.run("missed-call-to-slack", event("slack", Map.of("id", "third")), Set.of());
			bench.run("missed-call-to-slack", event("slack", Map.of("id", "other", "call_id", 9, "root_call_id", 9)),
					Set.of());
		}
		List<String> firsts = sent().stream().map((each) -> {
			try {
				JsonNode body = JSON.readTree(each.getBodyAsString());
				return body.path("channel").asText() + " " + body.path("thread_ts").asText("-");
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}).toList();
		assertThat(firsts).containsExactlyInAnyOrder("C0123456789 -", "C0123456789 1503435956.000247",
				"C0123456789 1503435956.000247", "C0123456789 -");
		assertThat(sent()).allMatch((each) -> each.getHeader("Authorization").equals("Bearer " + TOKEN));
	}

	@ParameterizedTest
	@ValueSource(strings = { "cannot_reply_to_message", "message_not_found", "thread_not_found", "invalid_thread_ts",
			"restricted_action_thread_locked", "restricted_action_non_threadable_channel" })
	void a_thread_whose_first_message_takes_no_replies_any_more_begins_anew(String said) throws Exception {
		try (DestinationBench bench = bot()) {
			bench.run("missed-call-to-slack", event("slack", Map.of()), Set.of());
			answer(200, "{\"ok\":false,\"error\":\"%s\"}".formatted(said));
			Exchange refused = bench.run("missed-call-to-slack", event("slack", Map.of("id", "second")), Set.of());
			RouteFailure failure = new RouteFailure("s", refused.getException());
			assertThat(failure.verdict()).isEqualTo(Verdict.REFUSED);
			assertThat(failure.sentence()).contains(said, "begins a new thread at the next try");
			server.resetRequests();
			answer(200, "{\"ok\":true,\"ts\":\"1503436000.000001\"}");
			Exchange again = bench.run("missed-call-to-slack", event("slack", Map.of("id", "second")), Set.of());
			assertThat(again.getException()).isNull();
			assertThat(body().has("thread_ts")).isFalse();
			server.resetRequests();
			bench.run("missed-call-to-slack", event("slack", Map.of("id", "third")), Set.of());
			assertThat(body().path("thread_ts").asText()).isEqualTo("1503436000.000001");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"ok":false,"error":"ratelimited"}                               | AWAY     | ratelimited
					{"ok":false,"error":"internal_error"}                            | AWAY     | internal_error
					{"ok":false,"error":"invalid_auth"}                              | SHUT_OUT | invalid_auth; see slack.token
					{"ok":false,"error":"not_in_channel"}                            | SHUT_OUT | not_in_channel; see slack.token and slack.channel
					{"ok":false,"error":"restricted_action_read_only_channel"}       | SHUT_OUT | see slack.token and slack.channel
					{"ok":false,"error":"cannot_reply_to_message"}                   | REFUSED  | message: cannot_reply_to_message
					{"ok":false,"error":"missing_scope","needed":"chat:write"}       | SHUT_OUT | missing_scope, it needs chat:write
					{"ok":false,"error":"msg_too_long"}                              | NEVER    | msg_too_long
					{"ok":false,"error":"something_new"}                             | REFUSED  | something_new
					{"ok":false,"error":"Bearer xoxb-the-token-of-the-bot-4711"}     | REFUSED  | message: ***
					<html>a proxy's page</html>                                      | AWAY     | does not say ok
					""")
	void slack_says_it_in_a_word(String body, Verdict verdict, String said) throws Exception {
		answer(200, body);
		try (DestinationBench bench = bot()) {
			Exchange exchange = bench.run("missed-call-to-slack", event("slack", Map.of()), Set.of());
			RouteFailure failure = new RouteFailure("s", exchange.getException());
			assertThat(failure.verdict()).isEqualTo(verdict);
			assertThat(failure.sentence()).contains(said).doesNotContain(TOKEN);
		}
	}

	@Test
	void slacks_rate_limit_is_obeyed() throws Exception {
		server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429)
			.withHeader("Retry-After", "30")
			.withBody("{\"ok\":false,\"error\":\"ratelimited\"}")));
		Instant now = Instant.parse("2026-01-01T00:00:00Z");
		try (DestinationBench bench = bot()) {
			Exchange exchange = bench.run("missed-call-to-slack", event("slack", Map.of()), Set.of());
			RouteFailure failure = new RouteFailure("s", exchange.getException());
			assertThat(failure.verdict()).isEqualTo(Verdict.AWAY);
			assertThat(RetryAfter.of(failure, now)).isEqualTo(now.plusSeconds(30));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "slack", "teams", "google-chat", "mattermost" })
	void a_message_does_not_go_out_again_because_a_later_step_failed(String chat) throws Exception {
		String route = """
				- route:
				    id: r
				    from:
				      uri: durable:r
				      steps:
				        - to: {id: s, uri: "kamelet:%1$s-sink", parameters: {url: "{{%1$s.url}}", template: missed-call-%1$s}}
				        - to: {id: t, uri: "kamelet:%1$s-sink", parameters: {url: "{{%1$s.url}}", template: missed-call-%1$s}}
				        - throwException: {exceptionType: java.io.IOException, message: "away"}
				"""
			.formatted(chat);
		try (DestinationBench bench = bench(chat, Map.of(), route)) {
			Exchange first = bench.run("r", event(chat, Map.of()), Set.of());
			assertThat(first.getException()).hasMessage("away");
			assertThat(sent()).hasSize(2);
			Exchange second = bench.run("r", event(chat, Map.of()), Done.now(first));
			assertThat(second.getException()).hasMessage("away");
			assertThat(sent()).hasSize(2);
		}
	}

}
