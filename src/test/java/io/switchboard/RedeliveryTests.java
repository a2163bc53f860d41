package io.switchboard;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Dead letters, redelivery and discarding, seen from outside. */
@Order(1)
class RedeliveryTests extends DeliveryPolicyBench {

	@Test
	void a_dead_letter_is_redelivered_with_all_attempts_anew() {
		String id = post("plain", calls.incrementAndGet(), 1, "\"fail\":5");
		JsonNode dead = awaitStatus(id, "dead");
		act("deliveries/" + dead.path("id") + "/redeliver");
		JsonNode done = awaitStatus(id, "delivered");
		assertThat(done.path("attempts").asInt()).isEqualTo(6);
		assertThat(done.path("redeliveries").asInt()).isEqualTo(1);
		assertThat(done.path("history")).extracting((each) -> each.path("redelivery").asInt())
			.containsExactly(0, 0, 0, 1, 1, 1);
		assertThat(done.path("last_error").isNull()).isTrue();
	}

	@Test
	void a_delivered_one_is_redelivered_on_purpose_and_marked_as_such() {
		String id = post("plain", calls.incrementAndGet(), 1, "");
		JsonNode once = awaitStatus(id, "delivered");
		act("deliveries/" + once.path("id") + "/redeliver");
		await().until(() -> delivery(id).path("history").size() == 2);
		assertThat(delivery(id).path("redeliveries").asInt()).isEqualTo(1);
		assertThat(ranOf(id)).containsExactly(id + "/1", id + "/2 redelivery 1");
	}

	@Test
	void a_dead_letter_is_discarded_once_and_may_be_redelivered_still() {
		String id = post("plain", calls.incrementAndGet(), 1, "\"permanent\":true");
		String path = "deliveries/" + awaitStatus(id, "dead").path("id");
		assertThat(act(path + "/discard").path("status").asText()).isEqualTo("discarded");
		assertThat(refused(HttpStatus.CONFLICT, path + "/discard")).contains("neither dead nor waiting");
		act(path + "/redeliver");
		awaitStatus(id, "dead");
		assertThat(refused(HttpStatus.NOT_FOUND, "deliveries/999999999/redeliver")).contains("no delivery 999999999");
	}

	@Test
	void many_are_redelivered_or_discarded_by_filter_after_a_look_at_how_many() {
		Instant before = Instant.now();
		long call = calls.incrementAndGet();
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			ids.add(post("doomed", call + i, 1,
					"\"reason\":\"%s\",\"src\":\"%d\"".formatted((i < 20) ? "100%_off" : "other", call + i)));
		}
		calls.addAndGet(30);
		ids.forEach((id) -> awaitStatus(id, "dead"));
		String filter = "?route=doomed&error=IS%20100%25_OFF&received_after=" + before;
		assertThat(act("redeliver" + filter + "&dry_run=true").path("matched").asInt()).isEqualTo(20);
		assertThat(ranOf(ids.toArray(String[]::new))).hasSize(30);
		JsonNode done = act("redeliver" + filter);
		assertThat(done.path("redelivered").asInt()).isEqualTo(20);
		await().until(() -> ranOf(ids.toArray(String[]::new)).size() == 50);
		ids.forEach((id) -> awaitStatus(id, "dead"));
		assertThat(act("discard?number=%2B" + (call + 29)).path("discarded").asInt()).isEqualTo(1);
		JsonNode discarded = this.client.act("discard",
				"{\"route\":\"doomed\",\"event_name\":\"probe\",\"received_before\":\"%s\"}"
					.formatted(Instant.now().plusSeconds(5)));
		assertThat(discarded.path("discarded").asInt()).isEqualTo(29);
		assertThat(this.client.data("/api/deliveries?route=doomed&status=dead")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			redeliver?colour=red                  | there is no filter 'colour'
			redeliver?status=delivered            | status=delivered alone means too many
			redeliver?status=lost                 | status=lost is not one of
			discard?received_after=yesterday      | is not a time such as
			redeliver?dry_run=maybe               | dry_run=maybe is not one of false, true
			""")
	void a_filter_that_cannot_be_meant_is_refused(String path, String message) {
		assertThat(refused(HttpStatus.BAD_REQUEST, path)).contains(message);
	}

	@Test
	void routes_that_are_stopped_or_gone_keep_their_deliveries_and_show_them() throws Exception {
		String stopped = post("halting", calls.incrementAndGet(), 1, "\"fail\":0");
		this.client.delivered(stopped);
		this.camel.getRouteController().stopRoute("halting");
		String waiting = post("halting", calls.incrementAndGet(), 1, "");
		await().until(() -> this.client.deliveries(waiting).size() == 1);
		assertThat(route("halting").path("state").asText()).isEqualTo("stopped");
		assertThat(delivery(waiting).path("waiting_for").asText()).isEqualTo("the route to be started");
		this.camel.removeRoute("halting");
		assertThat(route("halting").path("state").asText()).isEqualTo("removed");
		assertThat(route("halting").path("pending").asInt()).isEqualTo(1);
		assertThat(delivery(waiting).path("waiting_for").asText()).isEqualTo("a route of that name");
		this.camel.addRoutes(new RouteBuilder() {
			@Override
			public void configure() {
				from("durable:halting").routeId("halting").process(Routes::behave);
			}
		});
		this.client.delivered(waiting);
		assertThat(refused(HttpStatus.NOT_FOUND, "routes/never-heard-of/pause")).contains("no route never-heard-of");
	}

	@Test
	void a_browsers_own_credentials_only_look() {
		String basic = "Basic "
				+ Base64.getEncoder().encodeToString(("any:" + Client.TOKEN).getBytes(StandardCharsets.UTF_8));
		String base = "http://localhost:" + this.client.port() + "/api/";
		String before = route("plain").path("state").asText();
		assertThat(this.client.send("GET", base + "routes", new byte[0], "Authorization", basic).statusCode())
			.isEqualTo(200);
		assertThat(
				this.client.send("POST", base + "routes/plain/pause", new byte[0], "Authorization", basic).statusCode())
			.isEqualTo(401);
		assertThat(route("plain").path("state").asText()).isEqualTo(before);
	}

}
