package io.switchboard;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The document at {@code /v3/api-docs} is valid OpenAPI, and describes what the API does.
 */
@SwitchboardTest
class ApiDescriptionTests {

	private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

	private static final List<String> OPERATIONS = List.of("postHook", "postHookByPassword", "listCalls", "getCall",
			"listDeliveries", "getDelivery", "redeliverDelivery", "discardDelivery", "listSent", "editDelivery",
			"redeliverMany", "discardMany", "countEvents", "listEvents", "getEvent", "listMails", "getRecording",
			"listNodes", "decideAnew", "listRoutes", "getReload", "getRoute", "pauseRoute", "resumeRoute", "tryRoute",
			"reload", "decide", "dryRun", "preview", "listBackfills", "getBackfill", "startBackfill", "pauseBackfill",
			"resumeBackfill", "stopBackfill", "listAudit", "exportEvents", "exportDeliveries", "exportCalls",
			"exportAudit", "listFollowUps", "getFollowUp", "takeFollowUp", "callFollowUp", "snoozeFollowUp",
			"closeFollowUp", "reopenFollowUp", "listPhoneCalls", "listenToPhone", "exportFollowUps", "followUpFigures",
			"exportFollowUpFigures", "listOnCall", "takeOverOnCall", "endTakeOver", "listTextStops", "stopTexts",
			"liftTextStop", "listAlerts", "acknowledgeAlert", "listAlertChannels", "testAlertChannels", "exportAlerts",
			"listBulkOperations", "getBulkOperation", "stopBulkOperation", "exportRoutes", "exportNodes",
			"exportBackfills", "exportBulkOperations", "exportTextStops", "exportOnCall", "exportViews", "exportMails");

	@Autowired
	Client client;

	private JsonNode api;

	@BeforeEach
	void it_is_open() {
		HttpResponse<String> reply = this.client.send("GET", "http://localhost:" + this.client.port() + "/v3/api-docs",
				new byte[0]);
		assertThat(reply.statusCode()).isEqualTo(200);
		this.api = Client.json(reply.body());
	}

	@Test
	void the_description_is_valid_openapi() throws IOException {
		String text = new String(getClass().getResourceAsStream("/openapi-3.1.json").readAllBytes(),
				StandardCharsets.UTF_8);
		// the validator has this dialect of JSON Schema built in
		String schema = text.replace("https://spec.openapis.org/oas/3.1/dialect/base",
				"https://json-schema.org/draft/2020-12/schema");
		assertThat(this.api.path("openapi").asText()).startsWith("3.1.");
		assertThat(SCHEMAS.getSchema(schema).validate(this.api)).isEmpty();
		for (JsonNode reference : this.api.findValues("$ref")) {
			assertThat(this.api.at(reference.asText().substring(1)).isMissingNode()).as(reference.asText()).isFalse();
		}
	}

	@Test
	void each_operation_has_a_name_of_its_own_that_stays_and_says_how_it_may_fail() {
		List<String> names = new ArrayList<>();
		List<String> tags = this.api.path("tags").findValuesAsText("name");
		this.api.path("tags").forEach((tag) -> assertThat(tag.path("description").asText()).isNotEmpty());
		operations().forEach((where, operation) -> {
			names.add(operation.path("operationId").asText());
			assertThat(operation.path("summary").asText()).as(where).isNotEmpty();
			assertThat(tags).as(where).contains(operation.path("tags").path(0).asText());
			if (!where.startsWith("post /hooks/")) {
				assertThat(operation.at("/responses/401/$ref").asText()).as(where)
					.isEqualTo("#/components/responses/Problem401");
			}
			assertThat(operation.at("/responses/200/content").size()).as(where).isOne();
			operation.path("parameters")
				.forEach((
						parameter) -> assertThat(parameter.path("description").asText() + parameter.path("in").asText())
							.as(where + " " + parameter)
							.isNotEqualTo("query"));
		});
		assertThat(names).containsExactlyInAnyOrderElementsOf(OPERATIONS);
		assertThat(this.api.at("/components/responses/Problem401/content").has("application/problem+json")).isTrue();
		assertThat(this.api.path("security")).isNotEmpty();
		for (JsonNode requirement : this.api.path("security")) {
			assertThat(this.api.at("/components/securitySchemes").has(requirement.fieldNames().next())).isTrue();
		}
	}

	/** The document as users of the API have it: a client is made of it. */
	@Test
	void the_file_in_docs_is_what_is_served() throws IOException {
		ObjectNode served = this.api.deepCopy();
		((ObjectNode) served.path("servers").path(0)).put("url", "http://localhost:8080");
		Path file = Path.of("docs/openapi.yaml");
		YAMLMapper yaml = YAMLMapper.builder()
			.disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
			.enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
			.enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
			.disable(YAMLGenerator.Feature.SPLIT_LINES)
			.build();
		if (System.getProperty("api.write") != null) {
			Files.writeString(file, yaml.writeValueAsString(served));
		}
		assertThat(yaml.readTree(file.toFile()))
			.as("docs/openapi.yaml: to write it anew, mvn test -Dtest=ApiDescriptionTests -Dapi.write=true")
			.isEqualTo(served);
	}

	/** Each field of an event of ours is described, and none that is not there. */
	@Test
	void the_webhooks_of_our_own_are_as_they_are_described() throws IOException {
		Map<String, String> schemas = Map.of("call.settled", "CallSettled", "followup.due", "FollowUpEvent");
		Set<String> seen = new HashSet<>();
		for (Path sample : Samples.all()) {
			JsonNode event = Client.json(Files.readString(sample));
			String name = schemas.get(event.path("event_name").asText());
			if (name != null) {
				ObjectNode schema = this.api.at("/components/schemas/" + name).deepCopy();
				List<String> described = new ArrayList<>();
				schema.path("properties").fieldNames().forEachRemaining(described::add);
				assertThat(event.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(described);
				schema.set("components", this.api.path("components"));
				assertThat(SCHEMAS.getSchema(schema).validate(event)).as(sample.toString()).isEmpty();
				seen.add(name);
			}
		}
		assertThat(seen).hasSize(2);
		assertThat(this.api.path("webhooks").fieldNames()).toIterable()
			.contains("event", "call.settled", "followup.opened", "followup.due", "followup.closed");
	}

	/** Nothing is without words, and no words are of something that is gone. */
	@Test
	void each_schema_property_and_parameter_has_a_description() throws IOException {
		List<String> unsaid = new ArrayList<>();
		List<String> names = new ArrayList<>();
		this.api.at("/components/schemas").properties().forEach((schema) -> {
			names.add(schema.getKey() + ".is");
			if (schema.getValue().path("description").asText().isEmpty()) {
				unsaid.add(schema.getKey());
			}
			schema.getValue().path("properties").properties().forEach((property) -> {
				names.add(schema.getKey() + "." + property.getKey());
				if (property.getValue().path("description").asText().isEmpty()) {
					unsaid.add(schema.getKey() + "." + property.getKey());
				}
			});
		});
		operations().forEach((where, operation) -> operation.path("parameters").forEach((parameter) -> {
			if (parameter.path("description").asText().isEmpty()) {
				unsaid.add(where + " " + parameter.path("name").asText());
			}
		}));
		assertThat(unsaid).isEmpty();
		new YAMLMapper().readTree(getClass().getResourceAsStream("/io/switchboard/console/api/words.yaml"))
			.path("schemas")
			.properties()
			.forEach((schema) -> schema.getValue()
				.fieldNames()
				.forEachRemaining((property) -> assertThat(names).contains(schema.getKey() + "." + property)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					get /api/events       | call_id context_kind cursor event_name from id limit number reconciled root_call_id status to
					get /api/deliveries   | cursor error event_id event_name from limit number root_call_id route status to
					get /api/calls        | call_id cursor direction from limit live name number outcome queue to
					post /api/redeliver   | all dry_run error event_id event_name from number reason root_call_id route status to
					post /api/discard     | all dry_run error event_id event_name from number reason root_call_id route status to
					post /api/decide-anew | all dry_run event_id event_name number older reason received_after received_before root_call_id
					get /api/event-counts | range
					get /api/events.csv     | call_id context_kind event_name from id number reconciled root_call_id status to
					get /api/deliveries.csv | error event_id event_name from number root_call_id route status to
					get /api/calls.csv      | call_id direction from live name number outcome queue to
					get /api/audit.csv      | action from subject to who
					get /api/audit        | action cursor from limit subject to who
					get /api/follow-ups     | cursor limit number owner state team
					get /api/follow-ups.csv | number owner state team
					get /api/text-stops     | cursor limit number
					get /api/text-stops.csv | number
					post /api/backfills   | all call_id context_kind dry_run event_name from id number per_second reconciled root_call_id route status to
					""")
	void a_filter_is_described_as_it_is_read(String operation, String names) {
		JsonNode parameters = operations().get(operation).path("parameters");
		assertThat(parameters.findValuesAsText("name")).containsExactlyInAnyOrder(names.split(" "));
		parameters.forEach((parameter) -> {
			assertThat(parameter.path("in").asText()).isEqualTo("query");
			assertThat(parameter.path("required").asBoolean()).as(parameter.toString()).isFalse();
			assertThat(parameter.at("/schema/type").asText()).as(parameter.toString())
				.isIn("string", "integer", "boolean");
		});
	}

	@Test
	void what_the_pages_say_of_the_api_is_there() throws IOException {
		List<String> paths = new ArrayList<>();
		this.api.path("paths")
			.fieldNames()
			.forEachRemaining((path) -> paths.add(path.replaceAll("\\{[^}]+}", "[^/]+")));
		for (String page : List.of("README.md", "routes/README.md", "docs/production.md", "docs/upgrade.md",
				"docs/recipes.md", "docs/follow-ups.md", "docs/changing-routes.md", "docs/operations.md",
				"docs/api.md")) {
			Pattern.compile("(?<!docs)/api/[a-z][\\w/{}.-]*[\\w}]")
				.matcher(Files.readString(Path.of(page)))
				.results()
				.map((each) -> each.group().replaceAll("\\{[^}]+}", "1"))
				.forEach((path) -> assertThat(paths).as("%s in %s", path, page)
					.anyMatch((known) -> path.matches(known)));
		}
	}

	private Map<String, JsonNode> operations() {
		Map<String, JsonNode> operations = new java.util.TreeMap<>();
		this.api.path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((method) -> operations.put(method.getKey() + " " + path.getKey(), method.getValue())));
		return operations;
	}

	@Test
	void each_answer_is_as_it_is_described() {
		ObjectNode event = this.client.accept(Samples.read("queue-missed-call-to-email"));
		String id = event.path("id").asText();
		long call = event.path("call_id").asLong();
		this.client.delivered(id);
		await().until(() -> this.client.data("/api/calls?call_id=" + call).size() == 1);
		String quarantined = quarantined();
		String delivery = this.client.deliveries(id).get(0).path("id").asText();
		is("/api/events", "get /api/events");
		is("/api/events/" + id + "?wait=1", "get /api/events/{id}");
		is("/api/events/" + quarantined, "get /api/events/{id}");
		is("/api/deliveries?limit=500", "get /api/deliveries");
		is("/api/deliveries/" + delivery, "get /api/deliveries/{id}");
		is("/api/calls", "get /api/calls");
		is("/api/calls/" + call + "?enrich=true", "get /api/calls/{rootCallId}");
		is("/api/routes", "get /api/routes");
		is("/api/routes/unrouted", "get /api/routes/{id}");
		is("/api/event-counts", "get /api/event-counts");
		is("/api/mailbox", "get /api/mailbox");
		ObjectNode rings = Samples.read("call-ringing-to-webhook");
		this.client.accept(rings.put("dst", "1005"));
		is("/api/phone?extension=1005", "get /api/phone");
		is("/api/on-call", "get /api/on-call");
		is(act("/api/routes/decide", event.toString()), "post /api/routes/decide", "200");
		is(act("/api/dry-run", "{\"since\": \"1h\"}"), "post /api/dry-run", "200");
		is(act("/api/routes/sms-received-to-email/preview", "{\"sample\": \"sms-received-to-email\"}"),
				"post /api/routes/{id}/preview", "200");
		is(act("/api/routes/sms-received-to-email/preview", "{\"event_id\": \"no-such\"}"),
				"post /api/routes/{id}/preview", "404");
		is(act("/api/routes/sms-received-to-email/preview", "{}"), "post /api/routes/{id}/preview", "400");
		is(act("/api/redeliver?dry_run=true", ""), "post /api/redeliver", "200");
		is(act("/api/discard?event_id=" + id, ""), "post /api/discard", "200");
		is(act("/api/deliveries/" + delivery + "/redeliver", ""), "post /api/deliveries/{id}/redeliver", "200");
	}

	private String quarantined() {
		this.client.post("{\"no\": \"id\"}".getBytes(StandardCharsets.UTF_8));
		return this.client.data("/api/events?status=quarantined&limit=1").path(0).path("id").asText();
	}

	/** Doors of hooks answer in words of their own. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/hooks/crm/KEY   | {"n": 1} | 200 | accepted
			/hooks/crm/KEY   | no JSON  | 200 | quarantined
			/hooks/crm/KEY   | LARGE    | 413 | too large
			/hooks/crm/wrong | {"n": 1} | 404 | not found
			/hooks/crm       | {"n": 1} | 401 | unauthorized
			""")
	void a_hook_answers_as_it_is_described(String path, String body, int status, String word) {
		HttpResponse<String> reply = this.client.send("POST",
				"http://localhost:" + this.client.port() + path.replace("KEY", Client.HOOK_KEY),
				body.replace("LARGE", "x".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
		assertThat(Client.json(reply.body()).path("status").asText()).isEqualTo(word);
		is(reply, "post " + (path.matches("/hooks/\\w+") ? "/hooks/{name}" : "/hooks/{name}/{key}"),
				String.valueOf(status));
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/events/none, 404, get /api/events/{id}", "GET, /api/events?limit=0, 400, get /api/events",
			"POST, /api/discard, 400, post /api/discard",
			"POST, /api/deliveries/9999999/discard, 404, post /api/deliveries/{id}/discard",
			"GET, /api/routes/none, 404, get /api/routes/{id}", "GET, /api/calls/x, 400, get /api/calls/{rootCallId}" })
	void each_failure_is_a_problem(String method, String path, int status, String operation) {
		HttpResponse<String> reply = this.client.send(method, "http://localhost:" + this.client.port() + path,
				new byte[0], "Authorization", "Bearer " + Client.TOKEN);
		assertThat(reply.statusCode()).isEqualTo(status);
		is(reply, operation, String.valueOf(status));
	}

	@Test
	void a_refused_request_is_answered_with_a_problem() {
		for (String[] headers : new String[][] { {}, { "Authorization", "Bearer wrong" } }) {
			HttpResponse<String> reply = this.client.send("GET",
					"http://localhost:" + this.client.port() + "/api/events", new byte[0], headers);
			assertThat(reply.statusCode()).isEqualTo(401);
			is(reply, "get /api/events", "401");
		}
	}

	private HttpResponse<String> act(String path, String body) {
		return this.client.send("POST", "http://localhost:" + this.client.port() + path,
				body.getBytes(StandardCharsets.UTF_8), "Authorization", "Bearer " + Client.TOKEN, "Content-Type",
				"application/json");
	}

	private void is(String path, String operation) {
		is(this.client.api(path), operation, "200");
	}

	private void is(HttpResponse<String> reply, String operation, String status) {
		assertThat(reply.statusCode()).as(reply.uri() + " " + reply.body()).isEqualTo(Integer.valueOf(status));
		JsonNode response = operations().get(operation).path("responses").path(status);
		if (response.has("$ref")) {
			response = this.api.at(response.path("$ref").asText().substring(1));
		}
		Map.Entry<String, JsonNode> content = response.path("content").properties().iterator().next();
		assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith(content.getKey());
		ObjectNode schema = content.getValue().path("schema").deepCopy();
		schema.set("components", this.api.path("components"));
		Set<ValidationMessage> wrong = SCHEMAS.getSchema(schema).validate(Client.json(reply.body()));
		assertThat(wrong).as(operation + " " + reply.body()).isEmpty();
		assertThat(schema.toString()).as("says something").contains("$ref");
	}

}
