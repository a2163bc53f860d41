package io.switchboard.simulator;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;

/** The simulated REST API: access, lists, refusals and faults. */
@Order(2)
class SimulatorApiTests extends SimulatorBench {

	@Test
	void the_key_opens_the_api_and_nothing_else_does() {
		for (String path : List.of("/calls", "/cdrs", "/monitors/1.mp3", "/ping", "/no-such-thing", "/", "")) {
			HttpResponse<String> reply = send("GET", V12 + path, null);
			assertThat(reply.statusCode()).as(path).isEqualTo(401);
			assertThat(json(reply)).isEqualTo(json("{\"message\":\"Unauthorized\",\"errors\":[]}"));
		}
		assertThat(send("GET", V12 + "/ping", null, OPERATOR).statusCode()).isEqualTo(401);
		assertThat(send("GET", V12 + "/ping", null, "X-Auth-Token", "wrong").statusCode()).isEqualTo(401);
		assertThat(send("GET", V12 + "/ping", null, "Authorization", basic("10002:wrong")).statusCode()).isEqualTo(401);
		assertThat(send("GET", V12 + "/ping", null, "Authorization", basic("99:sim-key")).statusCode()).isEqualTo(401);
		assertThat(data("/me", KEY).path("id").asInt()).isEqualTo(10001);
		assertThat(data("/me", "Authorization", basic("10002:sim-key")).path("first_name").asText()).isEqualTo("John");
		HttpResponse<String> older = send("GET", "/simulator/v1.1/voipstudio/ping", null, KEY);
		assertThat(older.statusCode()).isEqualTo(200);
		assertThat(json(older).has("links")).isTrue();
		HttpResponse<String> nothing = send("GET", V12 + "/no-such-thing", null, KEY);
		assertThat(nothing.statusCode()).isEqualTo(404);
		assertThat(json(nothing).path("message").asText()).isEqualTo("Not found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/simulator/api", "/simulator/webhooks", "/simulator/calls", "/simulator/scenarios",
			"/simulator/plays/1", "/simulator/crm/activities", "/simulator/v1.3/voipstudio/calls", "/simulator" })
	void the_controls_want_the_operators_token(String path) {
		assertThat(send("GET", path, null).statusCode()).isEqualTo(401);
		assertThat(send("GET", path, null, KEY).statusCode()).isEqualTo(401);
		assertThat(send("PUT", path, "{}").statusCode()).isEqualTo(401);
		assertThat(send("GET", path, null, "Authorization", "Bearer sim-key").statusCode()).isEqualTo(401);
	}

	@Test
	void standing_records_are_listed_filtered_and_paged() {
		assertThat(list("contacts", "mobile", "=", "+44 7700 900123").path("data").get(0).path("first_name").asText())
			.isEqualTo("Jane");
		assertThat(list("contacts", "tel", "like", "7946").path("total").asInt()).isGreaterThanOrEqualTo(2);
		HttpResponse<String> unknown = send("GET", V12 + "/contacts?filter=" + filter("phone", "eq", "1"), null, KEY);
		assertThat(unknown.statusCode()).isEqualTo(400);
		assertThat(json(unknown).path("message").asText()).isEqualTo("Filtration error");
		JsonNode last = json(send("GET", V12 + "/users?limit=2&page=9&sort=ext&dir=DESC", null, KEY));
		assertThat(last.path("data")).isEmpty();
		assertThat(last.path("total").asInt()).isEqualTo(5);
		assertThat(data("/queues/301", KEY).path("users")).hasSize(3);
		JsonNode changed = json(
				send("PATCH", V12 + "/queues/302?include=users", "{\"users\":[10001,{\"id\":10002}]}", KEY));
		assertThat(changed.path("data").path("users")).extracting((each) -> each.path("id").asInt())
			.containsExactly(10001, 10002);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			POST  | /calls  | {}                              | 400 | to
			POST  | /calls  | {"to":"x"}                      | 400 | to
			POST  | /calls  | {"to":"442079460123","from":"9"}| 400 | from
			POST  | /calls  | {"to":"442079460123","from":"1005"} | 412 |
			POST  | /calls  | [                               | 400 |
			PATCH | /calls/1| {"dst":"2002"}                  | 404 |
			DELETE| /calls/x|                                 | 404 |
			POST  | /sms    | {"to":"447700900123"}           | 400 | message
			PATCH | /queues/301 | {"users":[9]}               | 400 | users
			GET   | /cdrs?page=0 |                            | 400 | page
			GET   | /monitors/1.mp3 |                         | 404 |
			""")
	void a_wrong_request_is_refused_as_the_platform_does(String method, String path, String body, int status,
			String field) {
		HttpResponse<String> reply = send(method, V12 + path, body, KEY);
		assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
		assertThat(json(reply).path("message").asText()).isNotBlank();
		assertThat(json(reply).path("errors").isArray()).isTrue();
		if (field != null) {
			assertThat(json(reply).path("errors").get(0).path("field").asText()).isEqualTo(field);
		}
	}

	@Test
	void the_api_fails_limits_and_hesitates_on_request() {
		turn("{\"fail_with\":500,\"fail_next\":2,\"non_json_errors\":true}");
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> failed = send("GET", V12 + "/ping", null, KEY);
			assertThat(failed.statusCode()).isEqualTo(500);
			assertThat(failed.body()).startsWith("<html>");
		}
		assertThat(send("GET", V12 + "/ping", null, KEY).statusCode()).isEqualTo(200);
		turn("{\"fail_with\":503,\"fail_next\":1,\"retry_after\":2,\"non_json_errors\":false}");
		HttpResponse<String> later = send("GET", V12 + "/ping", null, KEY);
		assertThat(later.statusCode()).isEqualTo(503);
		assertThat(later.headers().firstValue("Retry-After")).hasValue("2");
		assertThat(json(later).path("errors").isArray()).isTrue();
		turn("{\"rate_limit\":\"2/h\",\"retry_after\":null}");
		assertThat(send("GET", V12 + "/ping", null, KEY).statusCode()).isEqualTo(200);
		assertThat(send("GET", V12 + "/ping", null, KEY).statusCode()).isEqualTo(200);
		HttpResponse<String> limited = send("GET", V12 + "/ping", null, KEY);
		assertThat(limited.statusCode()).isEqualTo(429);
		assertThat(limited.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
		turn("{\"rate_limit\":null,\"delay\":\"300ms\"}");
		long before = System.nanoTime();
		assertThat(send("GET", V12 + "/ping", null, KEY).statusCode()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		turn("{\"delay\":\"0s\",\"down\":true}");
		assertThat(send("GET", V12 + "/ping", null, KEY).body()).startsWith("<html>");
		turn("{\"down\":false}");
		assertThat(control("/simulator/api").path("down").asBoolean()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"cdr_leg":"5s"}      | there is no knob 'cdr_leg'
			{"cdr_lag":"soon"}    | cdr_lag: soon is not a time
			{"cdr_lag":null}      | cdr_lag: null is not a time
			{"delay":"5m"}        | delay: 5m is not a time from 0s to 20s
			{"rate_limit":"fast"} | rate_limit: fast is not a rate
			{"fail_with":200}     | fail_with: 200 is not a whole number from 400 to 599
			{"fail_next":"3"}     | fail_next: 3 is not a whole number
			{"down":"yes"}        | down: yes is neither true nor false
			[1]                   | the body is not a JSON object
			""")
	void a_wrong_knob_is_refused_and_nothing_is_turned(String knobs, String reason) {
		JsonNode before = control("/simulator/api");
		HttpResponse<String> reply = send("PUT", "/simulator/api", knobs, OPERATOR);
		assertThat(reply.statusCode()).isEqualTo(400);
		assertThat(json(reply).path("detail").asText()).contains(reason);
		assertThat(control("/simulator/api")).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			no-such-one             | 404 | there is no scenario no-such-one; there are: by-hand
			by-hand?speed=-1        | 400 | speed=-1 is not a number from 0
			by-hand?speed=NaN       | 400 | speed=NaN is not a number from 0
			by-hand?flavour=sweet   | 400 | flavour=sweet is neither documented nor observed
			by-hand?faults=fire     | 400 | there is no fault 'fire'
			by-hand?faults=drop=2   | 400 | drop=2 is not a number from 0 to 1
			by-hand?seed=x          | 400 | seed=x is not a whole number
			by-hand?sped=1          | 400 | there is no option 'sped'
			""")
	void a_scenario_that_cannot_be_played_is_told_why(String scenario, int status, String reason) {
		given(this.scenarios.names()).willReturn(List.of("by-hand"));
		given(this.scenarios.description("by-hand")).willReturn("Made by hand");
		assertThat(control("/simulator/scenarios").get(0).path("description").asText()).isEqualTo("Made by hand");
		HttpResponse<String> reply = send("POST", "/simulator/scenarios/" + scenario, null, OPERATOR);
		assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
		assertThat(json(reply).path("detail").asText()).contains(reason);
	}

	@Test
	void a_webhook_is_set_up_changed_and_deleted() {
		assertThat(control("/simulator/webhooks")).extracting((each) -> each.path("name").asText())
			.contains("Switchboard");
		String url = "http://localhost:%d/webhooks/voipstudio/".formatted(this.port);
		String form = "{\"name\":\"Second\",\"url\":\"%s\",\"events\":[\"call-missed\"],\"enabled\":false}";
		HttpResponse<String> refused = send("POST", "/simulator/webhooks", form.formatted(url + "wrong-key"), OPERATOR);
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(json(refused).path("detail").asText()).isEqualTo("url: it answered a GET with 404, not with 2xx");
		HttpResponse<String> added = send("POST", "/simulator/webhooks",
				form.formatted(url + "test-key-0123456789abcdef"), OPERATOR);
		assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
		String path = "/simulator/webhooks/" + json(added).path("data").path("id").asText();
		HttpResponse<String> changed = send("PUT", path,
				form.formatted(url + "test-key-0123456789abcdef").replace("Second", "Third"), OPERATOR);
		assertThat(changed.statusCode()).isEqualTo(200);
		assertThat(control(path).path("name").asText()).isEqualTo("Third");
		assertThat(control(path).path("enabled").asBoolean()).isFalse();
		assertThat(send("DELETE", path, null, OPERATOR).statusCode()).isEqualTo(204);
		assertThat(send("GET", path, null, OPERATOR).statusCode()).isEqualTo(404);
	}

}
