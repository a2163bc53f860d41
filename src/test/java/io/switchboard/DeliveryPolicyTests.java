package io.switchboard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Order, waits, rates and circuit breakers of deliveries, seen from outside. */
@Order(1)
class DeliveryPolicyTests extends DeliveryPolicyBench {

	@Test
	void one_that_is_tried_again_holds_back_its_own_call_until_it_is_done_or_dead() {
		act("routes/plain/pause");
		long call = calls.incrementAndGet();
		String first = post("plain", call, 1, "\"fail\":2");
		String second = post("plain", call, 2, "\"fail\":9");
		String third = post("plain", call, 3, "\"fail\":0");
		String other = post("plain", calls.incrementAndGet(), 1, "\"fail\":0");
		act("routes/plain/resume");
		this.client.delivered(other);
		this.client.delivered(third);
		assertThat(ranOf(first, second, third)).containsExactly(first + "/1", first + "/2", first + "/3", second + "/1",
				second + "/2", second + "/3", third + "/1");
		assertThat(ran.indexOf(other + "/1")).isLessThan(ran.indexOf(first + "/3"));
		assertThat(delivery(second).path("status").asText()).isEqualTo("dead");
	}

	@Test
	void events_that_come_in_disorder_run_in_order_within_a_second_too() {
		act("routes/plain/pause");
		long call = calls.incrementAndGet();
		List<String> ids = List.of("uk003.608920d5fffff0." + call, "uk003.608920d5000010." + call,
				"uk003.608920d50000f0." + call, "no-time-" + call);
		post("plain", call, 9, ids.get(0), "");
		post("plain", call, 9, ids.get(1), "");
		post("plain", call, 8, ids.get(2), "");
		post("plain", call, 7, ids.get(3), "");
		await().until(() -> this.client.deliveries(ids.get(3)).size() == 1);
		JsonNode waiting = delivery(ids.get(3));
		assertThat(waiting.path("status").asText()).isEqualTo("pending");
		assertThat(waiting.path("waiting_for").asText()).isEqualTo("the route to be resumed");
		assertThat(delivery(ids.get(0)).path("waiting_for").asText())
			.isEqualTo("delivery %d, of an earlier event of its call".formatted(waiting.path("id").asLong()));
		assertThat(route("plain").path("state").asText()).isEqualTo("paused");
		act("routes/plain/resume");
		ids.forEach(this.client::delivered);
		assertThat(ranOf(ids.toArray(String[]::new))).containsExactly(ids.get(3) + "/1", ids.get(2) + "/1",
				ids.get(1) + "/1", ids.get(0) + "/1");
	}

	@Test
	void without_order_nothing_is_held_back() {
		long call = calls.incrementAndGet();
		String first = post("unordered", call, 1, "\"fail\":2");
		String second = post("unordered", call, 2, "\"fail\":0");
		this.client.delivered(first);
		assertThat(ran.indexOf(second + "/1")).isBetween(0, ran.indexOf(first + "/3"));
	}

	@Test
	void a_route_that_asks_for_time_is_run_again_and_has_not_failed() {
		JsonNode done = awaitStatus(post("later", calls.incrementAndGet(), 1, "\"waits\":4"), "delivered");
		assertThat(done.path("history")).extracting((each) -> each.path("outcome").asText())
			.containsExactly("later", "later", "later", "later", "delivered");
		assertThat(done.path("history").get(0).path("error").asText()).isEqualTo("the record is not there yet");
		assertThat(done.path("attempts").asInt()).isEqualTo(5);
		JsonNode dead = awaitStatus(post("later", calls.incrementAndGet(), 1, "\"waits\":99"), "dead");
		assertThat(dead.path("attempts").asInt()).isEqualTo(6);
		assertThat(dead.path("last_error").asText())
			.isEqualTo("waited without success, 5 of 5 times: the record is not there yet");
	}

	@Test
	void a_yaml_route_asks_for_time_as_its_readme_shows() throws Exception {
		Matcher step = Pattern.compile("```yaml\n( +- throwException.*\n)```")
			.matcher(Files.readString(Path.of("routes", "README.md")));
		assertThat(step.find()).isTrue();
		String route = "- route:\n    id: patient\n    from:\n      uri: durable:patient?maxWaits=1\n      steps:\n";
		PluginHelper.getRoutesLoader(this.camel)
			.loadRoutes(ResourceHelper.fromString("patient.camel.yaml", route + step.group(1)));
		JsonNode dead = awaitStatus(post("patient", calls.incrementAndGet(), 1, ""), "dead");
		assertThat(dead.path("history")).extracting((each) -> each.path("outcome").asText())
			.containsExactly("later", "failed");
		assertThat(dead.path("last_error").asText())
			.endsWith("waited without success, 1 of 1 times: the record is not there yet");
	}

	@Test
	void a_server_that_asks_for_time_gets_it_from_all_deliveries_of_the_route() {
		String first = post("busy", calls.incrementAndGet(), 1, "\"path\":\"one\"");
		await().until(() -> route("busy").path("state").asText().equals("waiting"));
		assertThat(Instant.parse(route("busy").path("waits_until").asText()))
			.isBetween(requests.get("first").plusMillis(2500), requests.get("first").plusMillis(3500));
		String second = post("busy", calls.incrementAndGet(), 1, "\"path\":\"two\"");
		this.client.delivered(first);
		this.client.delivered(second);
		assertThat(requests.get("/one")).isAfterOrEqualTo(requests.get("/one refused").plusSeconds(3));
		assertThat(requests.get("/two")).isAfterOrEqualTo(requests.get("/one refused").plusMillis(2900));
	}

	@Test
	void a_try_that_another_node_was_asked_for_lets_one_delivery_in_here() {
		String first = post("asleep", calls.incrementAndGet(), 1, "\"path\":\"asleep\"");
		await().until(() -> route("asleep").path("state").asText().equals("waiting"));
		assertThat(Instant.parse(route("asleep").path("waits_until").asText())).as("for longer than any test")
			.isAfter(Instant.now().plusSeconds(3600));
		String next = post("asleep", calls.incrementAndGet(), 1, "\"path\":\"asleep\"");
		await().until(() -> this.client.deliveries(next).size() == 1);
		assertThat(delivery(next).path("waiting_for").asText()).isEqualTo("the destination, which asked for time");
		// only this row tells that another node did it
		this.jdbc.update("insert into route_try (route, number) values ('asleep', 1)");
		this.client.delivered(next);
		assertThat(route("asleep").path("state").asText()).isEqualTo("running");
		assertThat(delivery(first).path("attempts").asInt()).isOne();
		act("deliveries/%d/discard".formatted(delivery(first).path("id").asLong()));
	}

	@Test
	void when_everything_fails_the_route_waits_and_burns_no_attempts() {
		down = true;
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			ids.add(post("fragile", calls.incrementAndGet(), 1, ""));
		}
		await().until(() -> route("fragile").path("breaker").asText().equals("open"));
		assertThat(route("fragile").path("state").asText()).isEqualTo("waiting");
		await().until(() -> ran.stream().filter((each) -> ids.contains(each.split("/")[0])).count() >= 8);
		String last = ids.get(59);
		assertThat(delivery(last).path("attempts").asInt()).isZero();
		assertThat(delivery(last).path("waiting_for").asText()).isEqualTo("the circuit breaker");
		assertThat(Instant.parse(route("fragile").path("failing_since").asText())).isBefore(Instant.now());
		act("routes/fragile/try");
		down = false;
		// how many were tried meanwhile depends on how long all this took
		Set<String> tried = ran.stream().map((each) -> each.split("/")[0]).collect(Collectors.toSet());
		ids.forEach(this.client::delivered);
		assertThat(route("fragile").path("breaker").asText()).isEqualTo("closed");
		assertThat(route("fragile").path("failing_since").isNull()).isTrue();
		assertThat(refused(HttpStatus.CONFLICT, "routes/fragile/try")).contains("does not wait for its destination");
		assertThat(ids).allSatisfy(
				(id) -> assertThat(tried.contains(id) || delivery(id).path("attempts").asInt() == 1).as(id).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"permanent\":true", "\"refused\":true", "\"fault\":true", "\"unclear\":true" })
	void what_a_stranger_sends_closes_no_route(String field) {
		String first = post("guarded", calls.incrementAndGet(), 1, "");
		this.client.delivered(first);
		List<String> bad = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			bad.add(post("guarded", calls.incrementAndGet(), 1, field));
			if (field.contains("unclear") && i % 2 == 1) {
				this.client.delivered(post("guarded", calls.incrementAndGet(), 1, ""));
			}
		}
		bad.forEach((id) -> awaitStatus(id, "dead"));
		assertThat(route("guarded").path("breaker").asText()).isEqualTo("closed");
		String good = post("guarded", calls.incrementAndGet(), 1, "");
		this.client.delivered(good);
		assertThat(delivery(bad.get(0)).path("attempts").asInt())
			.isEqualTo((field.contains("permanent") || field.contains("fault")) ? 1 : 3);
		assertThat(route("guarded").path("problem").isNull()).isTrue();
	}

	@Test
	void a_fault_in_a_route_is_an_alarm() {
		String id = post("guarded", calls.incrementAndGet(), 1, "\"fault\":true");
		assertThat(awaitStatus(id, "dead").path("last_error").asText()).contains("no such method");
		assertThat(route("guarded").path("problem").asText()).startsWith("a fault that no retry corrects")
			.contains("no such method");
		this.client.delivered(post("guarded", calls.incrementAndGet(), 1, ""));
		assertThat(route("guarded").path("problem").isNull()).isTrue();
	}

	@Test
	void who_is_not_let_in_waits_and_no_delivery_dies_of_it() {
		locked = true;
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			ids.add(post("locked", calls.incrementAndGet(), 1, ""));
		}
		// more often than any of them may fail
		await().until(() -> ranOf(ids.toArray(String[]::new)).size() >= 12);
		JsonNode route = route("locked");
		assertThat(route.path("state").asText()).isEqualTo("waiting");
		assertThat(route.path("problem").asText()).startsWith("the destination refuses the sign-in")
			.contains("535 wrong password");
		assertThat(route.path("dead").asInt()).isZero();
		locked = false;
		ids.forEach(this.client::delivered);
		assertThat(route("locked").path("problem").isNull()).isTrue();
	}

	@Test
	void what_was_done_before_a_failure_is_not_done_again_and_anew_after_a_redelivery() {
		String id = post("steps", calls.incrementAndGet(), 1, "\"fail\":2");
		JsonNode done = awaitStatus(id, "delivered");
		assertThat(done.path("attempts").asInt()).isEqualTo(3);
		assertThat(ran).containsOnlyOnce(id + " paid");
		act("deliveries/" + done.path("id") + "/redeliver");
		await().until(() -> delivery(id).path("history").size() == 4);
		assertThat(ran.stream().filter((id + " paid")::equals)).hasSize(2);
		String dead = post("steps", calls.incrementAndGet(), 1, "\"fail\":4");
		act("deliveries/" + awaitStatus(dead, "dead").path("id") + "/redeliver");
		awaitStatus(dead, "delivered");
		assertThat(ran).containsOnlyOnce(dead + " paid");
	}

	@Test
	void a_route_starts_no_more_than_its_rate() {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			ids.add(post("limited", calls.incrementAndGet(), 1, ""));
		}
		ids.forEach(this.client::delivered);
		List<Instant> starts = ids.stream()
			.map((id) -> Instant.parse(delivery(id).path("history").get(0).path("started_at").asText()))
			.sorted()
			.toList();
		assertThat(Duration.between(starts.get(0), starts.get(11))).isGreaterThan(Duration.ofMillis(900));
	}

}
