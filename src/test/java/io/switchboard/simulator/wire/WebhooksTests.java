package io.switchboard.simulator.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;
import io.switchboard.simulator.account.SimulatorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Which webhook gets which event, and which addresses are allowed. */
class WebhooksTests {

	private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

	private final WebhookClient client = new WebhookClient(
			new SimulatorSettings("key", Duration.ZERO, Duration.ZERO, Duration.ZERO, false));

	private final Webhooks webhooks = new Webhooks(this.client, environment("demo"));

	private final NotificationLog log = new NotificationLog();

	private final Notifier notifier = new Notifier(this.webhooks, this.client, this.log);

	private HttpServer server;

	private volatile int answer = 204;

	@BeforeEach
	void listen() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(Executors.newFixedThreadPool(4));
		this.server.createContext("/", (exchange) -> {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.requests.add("%s %s %s".formatted(exchange.getRequestMethod(),
					exchange.getRequestHeaders().getFirst("Authorization"), body));
			exchange.sendResponseHeaders(this.answer, -1);
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	private static MockEnvironment environment(String profile) {
		MockEnvironment environment = new MockEnvironment();
		environment.setActiveProfiles(profile);
		return environment;
	}

	private String url(String credentials) {
		return "http://%s127.0.0.1:%d/hook".formatted(credentials, this.server.getAddress().getPort());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			call.ringing        | LOCAL_USER | call-ringing      | true
			call.connected      | LOCAL_USER | call-connected    | true
			call.hangup         | LOCAL_USER | call-ended        | true
			call.missed         | LOCAL_USER | call-missed       | true
			call.dtmf           | LOCAL_USER | call-dtmf         | true
			call.hold           | LOCAL_USER | call-ended        | false
			call.hold           | LOCAL_USER | call-state-change | true
			call.missed         | QUEUE      | call-missed       | false
			call.missed         | Queue      | call-missed       | false
			call.missed         | QUEUE      | call-state-change | true
			queue.wrapup        | QUEUE      | queue-wrapup      | true
			queue.wrapup        | QUEUE      | call-state-change | false
			sms.received        |            | sms-received      | true
			sms.received        |            | call-state-change | false
			monitor.audio_ready | QUEUE      | call-recording    | true
			""")
	void a_webhook_hears_of_the_events_of_its_category(String name, String context, String category, boolean heard) {
		Map<String, Object> event = event(1, name);
		event.put("context", context);
		assertThat(new Webhook(1, "W", "", Set.of(category), true).listensTo(event)).isEqualTo(heard);
		assertThat(new Webhook(1, "W", "", Set.of(category), false).listensTo(event)).as("disabled").isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			demo      | http://example.org/hook    | url: only HTTPS is supported, or in the demo
			demo      | http://localhost.evil.org/ | url: only HTTPS is supported
			simulator | http://127.0.0.1:1/hook    | url: only HTTPS is supported
			demo      | ftp://127.0.0.1/           | url: this is not a URL such as
			demo      | not a url                  | url: this is not a URL
			demo      | https://127.0.0.1:1/hook   | url: it did not answer a GET (ConnectException
			""")
	void a_url_that_cannot_be_used_is_refused_with_the_reason(String profile, String url, String reason) {
		Webhooks webhooks = new Webhooks(this.client, environment(profile));
		assertThatThrownBy(() -> webhooks.save(null, "W", url, List.of("call-ended"), true))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageStartingWith(reason);
		assertThat(webhooks.all()).isEmpty();
	}

	@Test
	void a_url_that_does_not_answer_2xx_is_refused_and_one_that_does_is_kept() {
		this.answer = 404;
		assertThatThrownBy(() -> this.webhooks.save(null, "W", url("me:secret@"), List.of("call-ended"), true))
			.hasMessage("url: it answered a GET with 404, not with 2xx");
		this.answer = 200;
		Webhook saved = this.webhooks.save(null, "W", url("me:s%40cret@"), List.of("call-ended"), true);
		assertThat(this.webhooks.all()).containsExactly(saved);
		assertThat(this.requests.get(1)).as("me:s@cret").isEqualTo("GET Basic bWU6c0BjcmV0 ");
		assertThat(saved.toString()).doesNotContain("cret");
		assertThatThrownBy(() -> this.webhooks.save(null, "W", url(""), List.of("call-stopped"), true))
			.hasMessageStartingWith("events: name one or more of call-connected");
	}

	@Test
	void the_events_of_a_call_arrive_one_by_one_in_their_order() {
		this.webhooks.save(null, "W", url(""), List.of("call-state-change"), true);
		this.requests.clear();
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			Map<String, Object> event = event(5, "call.hold");
			this.log.happened(event);
			this.notifier.send(event, Integer.toString(i).getBytes(StandardCharsets.UTF_8), (done) -> {
			});
			expected.add("POST null " + i);
		}
		await().until(() -> this.requests.size() == 200);
		assertThat(this.requests).isEqualTo(expected);
	}

	@Test
	void a_failure_is_kept_beside_what_was_sent_and_is_not_tried_again() {
		this.webhooks.save(null, "W", url(""), List.of("call-state-change"), true);
		this.requests.clear();
		this.answer = 503;
		List<Notification> outcomes = Collections.synchronizedList(new ArrayList<>());
		Map<String, Object> event = event(6, "call.hold");
		this.log.happened(event);
		this.notifier.send(event, new byte[] { '1' }, outcomes::add);
		await().until(() -> outcomes.size() == 1);
		this.server.stop(0);
		this.notifier.send(event, new byte[] { '2' }, outcomes::add);
		await().until(() -> outcomes.size() == 2);
		List<Notification> kept = this.log.of(6);
		assertThat(kept).isNotNull().extracting(Notification::body).containsExactly("1", "2");
		assertThat(kept).extracting(Notification::status).containsExactly(503, null);
		assertThat(kept.get(1).error()).contains("ConnectException");
		assertThat(this.requests).hasSize(1);
	}

	private static Map<String, Object> event(long call, String name) {
		Map<String, Object> event = new LinkedHashMap<>();
		event.put("id", "sim01." + call + name);
		event.put("event_name", name);
		event.put("call_id", call);
		event.put("context", "LOCAL_USER");
		return event;
	}

}
