package io.switchboard;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hostile values for each parameter of each operation and page: an unusable one is
 * answered 400 with its name, and nothing is answered 500.
 */
@SwitchboardTest
class HostileParametersTests {

	private static final List<String> VALUES = List.of("", "x", "-1", "0", "99999999999999999999",
			"-9223372036854775808", "+1000000000-01-01T00:00:00Z", "-1000000000-12-31T00:00:00Z",
			"0000-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "a\0b", "%", "\u202e", "999999999999999.1",
			"-999999999999999.1", "x".repeat(5000));

	private static final List<String> ON_PAGES = List.of("x", "x=%ZZ", "-1", "99999999999999999999",
			"+1000000000-01-01T00:00:00Z", "-0001-01-01T00:00:00", "a\0b", "-999999999999999.1", "x".repeat(5000));

	private static final Map<String, List<String>> PAGES = Map.of("/", List.of("range"), "/events",
			List.of("status", "context_kind", "event_name", "number", "call", "from", "to", "cursor", "id"),
			"/deliveries", List.of("status", "route", "event_name", "number", "call", "error", "from", "to", "cursor"),
			"/dead-letters", List.of("route", "event_name", "number", "call", "error", "from", "to", "cursor"),
			"/calls",
			List.of("number", "name", "call_id", "queue", "from", "to", "outcome", "direction", "live", "cursor"),
			"/play", List.of("speed", "flavour", "fault", "rate"), "/routes/unrouted", List.of("sample"), "/follow-ups",
			List.of("state", "team", "owner", "number", "cursor"), "/audit",
			List.of("who", "action", "subject", "from", "to", "cursor"), "/texts", List.of("number", "cursor"));

	private static final Set<String> CHANGES_MUCH = Set.of("/play", "/overview/play", "/routes/dry-run",
			"/routes/dry-run/forget", "/unrouted/decide-anew", "/backfills", "/deliveries/{action:redeliver|discard}",
			"/follow-ups/phone");

	@Autowired
	Client client;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	RequestMappingHandlerMapping mappings;

	/**
	 * The first value of this store. Each of the two stores tries every fourth value; the
	 * siege tries all on both.
	 */
	int turn() {
		return 0;
	}

	private List<String> some(List<String> values, String name) {
		return IntStream.range(0, values.size())
			.filter((place) -> Math.floorMod(name.hashCode() + place, Size.of(4, 1)) == Size.of(turn(), 0))
			.mapToObj(values::get)
			.toList();
	}

	@BeforeEach
	void something_is_there() {
		this.client.accept(Samples.read("call-ended-to-database"));
	}

	@Siege
	@Test
	void an_operation_of_the_api_names_what_it_cannot_use() {
		List<String> wrong = new ArrayList<>();
		int tried = 0;
		JsonNode paths = Client.json(this.client.api("/v3/api-docs").body()).path("paths");
		for (Map.Entry<String, JsonNode> path : paths.properties()) {
			for (String method : List.of("get", "post")) {
				for (JsonNode parameter : path.getValue().path(method).path("parameters")) {
					String name = parameter.path("name").asText();
					boolean inPath = parameter.path("in").asText().equals("path");
					boolean changes = method.equals("post")
							&& !path.getKey().matches("/api/(redeliver|discard|backfills)");
					// a stream that is opened does not end
					boolean stream = path.getKey().equals("/api/phone/events");
					// a door of its own, with answers of its own
					boolean hook = path.getKey().startsWith("/hooks/");
					if (!stream && !hook && !(changes && inPath && !path.getKey().contains("deliveries"))) {
						for (String value : some(VALUES, name)) {
							String url = inPath ? path.getKey().replace("{" + name + "}", encoded(value)) + "?"
									: path.getKey().replaceAll("\\{.*}", "1") + "?" + name + "=" + encoded(value);
							String safe = (method.equals("post") && !name.equals("dry_run")) ? "&dry_run=true" : "";
							check(method, url + (changes ? "" : safe) + needed(method, path.getKey(), name), name,
									wrong);
							tried++;
						}
					}
				}
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(tried).isGreaterThan(Size.of(120, 500));
	}

	/** Without these nothing else is looked at. */
	private static String needed(String method, String path, String name) {
		if (path.equals("/api/decide-anew") && name.equals("reason")) {
			return "&older=true&dry_run=true";
		}
		if (method.equals("post") && path.startsWith("/api/text-stops")) {
			return name.equals("number") ? "&reason=x" : "&number=447700900188";
		}
		if (path.endsWith("/snooze") && !name.equals("until")) {
			return "&until=2030-01-31T08:00:00Z";
		}
		if (!method.equals("post") || !path.equals("/api/backfills")) {
			return "";
		}
		return (name.equals("route") ? "" : "&route=unrouted")
				+ (name.equals("from") ? "" : "&from=2020-01-31T08:00:00Z");
	}

	private void check(String method, String url, String name, List<String> wrong) {
		HttpResponse<String> reply = this.client.send(method.toUpperCase(java.util.Locale.ROOT),
				"http://localhost:" + this.client.port() + url, new byte[0], "Authorization", "Bearer " + Client.TOKEN);
		int status = reply.statusCode();
		if (status == 400 && !url.matches("[^?]*(%00|%25|/\\?|//).*")) {
			boolean problem = reply.headers()
				.firstValue("Content-Type")
				.orElse("")
				.startsWith("application/problem+json");
			if (!problem || !Client.json(reply.body()).path("parameter").asText().equals(name)
					|| !Client.json(reply.body()).path("detail").asText().contains(name)) {
				wrong.add(shortened(url) + " " + reply.body());
			}
		}
		else if (!List.of(200, 400, 404, 405, 409).contains(status)) {
			wrong.add(status + " " + shortened(url));
		}
	}

	@Siege
	@Test
	void a_page_says_in_place_and_beside_its_menu_what_it_cannot_use() {
		List<String> wrong = new ArrayList<>();
		PAGES.forEach((path, names) -> names.forEach((name) -> some(ON_PAGES, name).forEach((value) -> {
			HttpResponse<String> reply = page(path + "?" + name + "=" + encoded(value));
			boolean told = reply.statusCode() == 400 && reply.body().contains("aria-label=\"Pages\"")
					&& alert(reply.body()).contains(name);
			if (!told && !(List.of(200, 404).contains(reply.statusCode())
					&& reply.body().contains("aria-label=\"Pages\""))) {
				wrong.add(reply.statusCode() + " " + path + "?" + name + "=" + shortened(value) + " "
						+ alert(reply.body()));
			}
		})));
		assertThat(wrong).isEmpty();
		String events = page("/events?from=%2B1000000000-01-01T00:00:00Z&event_name=call.dtmf").body();
		assertThat(events).as("its form").contains("value=\"call.dtmf\"", "<h1>Events</h1>");
		assertThat(alert(events)).isEqualTo("from=+1000000000-01-01T00:00:00Z is not within the years 1 to 9999");
		assertThat(alert(page("/events?call=x").body())).isEqualTo("call=x is not a whole number");
	}

	/** Found by their code, so that no page is forgotten. */
	@Siege
	@Test
	void every_page_and_form_takes_whatever_its_parameters_say() {
		List<String> wrong = new ArrayList<>();
		Set<String> pages = new TreeSet<>();
		this.mappings.getHandlerMethods().forEach((mapping, handler) -> {
			String pattern = mapping.getPatternValues().iterator().next();
			boolean post = mapping.getMethodsCondition().getMethods().contains(RequestMethod.POST);
			if (!handler.getBeanType().getName().startsWith("io.switchboard.console.") || pattern.contains("/api/")
					|| pattern.equals("/api") || pattern.equals("/live") || (post && CHANGES_MUCH.contains(pattern))) {
				return;
			}
			boolean fragment = !mapping.getHeadersCondition().isEmpty();
			for (MethodParameter parameter : handler.getMethodParameters()) {
				RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
				boolean path = parameter.hasParameterAnnotation(PathVariable.class);
				if (asked != null || path) {
					parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
					String name = (asked != null && !asked.name().isEmpty()) ? asked.name()
							: String.valueOf(parameter.getParameterName());
					for (String value : some(ON_PAGES, name)) {
						wrong.addAll(tried(pattern, name, value, path, post, fragment));
					}
					pages.add(pattern);
				}
			}
		});
		assertThat(wrong).isEmpty();
		assertThat(pages).contains("/search", "/zone", "/overview/table", "/routes/{id}/preview",
				"/on-call/{rota}/take-over", "/follow-ups/{id}/snooze", "/deliveries/{id:\\d+}/edit",
				"/deliveries/{id:\\d+}/sent/{attempt:\\d+}/{number:\\d+}");
		for (String page : List.of("/keys", "/wallboard", "/on-call", "/zone")) {
			assertThat(page(page + "?zone=&range=&no=%00").statusCode()).as(page).isIn(200, 302);
		}
	}

	private List<String> tried(String pattern, String name, String value, boolean path, boolean post,
			boolean fragment) {
		String url = pattern;
		if (path) {
			url = url.replaceAll("\\{" + name + "(:[^{}]*)?}", Matcher.quoteReplacement(encoded(value)));
		}
		// what is acted on is not there
		url = url.replaceFirst("^/(routes|on-call)/\\{[^{}]*}", post ? "/$1/nobody" : "/$1/unrouted")
			.replaceAll("\\{[^{}]*}", post ? "99999999" : "1");
		String query = path ? "" : name + "=" + encoded(value);
		HttpResponse<String> reply = this.client.send(post ? "POST" : "GET",
				"http://localhost:" + this.client.port() + url + (post ? "" : "?" + query),
				post ? query.getBytes(StandardCharsets.UTF_8) : new byte[0], "Authorization", "Bearer " + Client.TOKEN,
				"Accept", "text/html", "Content-Type", "application/x-www-form-urlencoded",
				fragment ? "HX-Request" : "X-No", "true");
		boolean fits = List.of(200, 204, 302, 303, 400, 403, 404, 405, 409).contains(reply.statusCode());
		return fits ? List.of() : List.of(reply.statusCode() + " " + shortened(url + "?" + query));
	}

	/** Each field of each body that the description names. */
	@Siege
	@Test
	void an_operation_takes_whatever_its_body_says() {
		List<String> wrong = new ArrayList<>();
		Set<String> fields = new TreeSet<>();
		JsonNode description = Client.json(this.client.api("/v3/api-docs").body());
		for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
			JsonNode schema = path.getValue().at("/post/requestBody/content/application~1json/schema");
			String ref = schema.path("$ref").asText();
			JsonNode properties = (ref.isEmpty() ? schema : description.at(ref.substring(1))).path("properties");
			properties.fieldNames().forEachRemaining((field) -> {
				fields.add(path.getKey() + " " + field);
				for (String value : some(VALUES.subList(1, VALUES.size()), field)) {
					for (Object said : value.equals("x") ? List.of(value, List.of(value), Map.of("a", value))
							: List.of(value)) {
						ObjectNode body = Client.JSON.createObjectNode();
						body.set(field, Client.JSON.valueToTree(said));
						HttpResponse<String> reply = this.client.send("POST",
								"http://localhost:" + this.client.port()
										+ path.getKey().replaceAll("\\{.*?}", "99999999"),
								body.toString().getBytes(StandardCharsets.UTF_8), "Authorization",
								"Bearer " + Client.TOKEN, "Content-Type", "application/json");
						if (!List.of(200, 400, 404, 405, 409).contains(reply.statusCode())) {
							wrong.add(reply.statusCode() + " " + path.getKey() + " " + shortened(body.toString()));
						}
					}
				}
			});
		}
		assertThat(wrong).isEmpty();
		assertThat(fields).contains("/api/dry-run since", "/api/routes/{id}/preview sample");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/events/xx", "/deliveries/99999999", "/routes/xx", "/mailbox/99999",
			"/follow-ups/99999999", "/no-such-page" })
	void what_is_not_there_is_told_beside_the_menu(String path) {
		HttpResponse<String> reply = page(path);
		assertThat(reply.statusCode()).isEqualTo(404);
		assertThat(reply.body()).contains("aria-label=\"Pages\"");
		String last = path.substring(path.lastIndexOf('/') + 1);
		assertThat(alert(reply.body())).contains(path.equals("/no-such-page") ? "There is no such page." : last);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/calls/x", "/calls/99999999999999999999", "/deliveries/99999999999999999999",
			"/mailbox/99999999999999999999" })
	void a_number_that_is_none_is_told_beside_the_menu(String path) {
		HttpResponse<String> reply = page(path);
		assertThat(reply.statusCode()).isEqualTo(400);
		assertThat(reply.body()).contains("aria-label=\"Pages\"");
		assertThat(alert(reply.body())).contains("=" + path.substring(path.lastIndexOf('/') + 1) + " is ");
	}

	@Test
	void a_body_is_held_to_the_same() {
		for (String value : List.of("\"\"", "{}", "null", "\"a\\u0000b\"", "\"" + "x".repeat(60_000) + "\"")) {
			HttpResponse<String> reply = this.client.send("POST",
					"http://localhost:" + this.client.port() + "/api/discard",
					("{\"error\":" + value + "}").getBytes(StandardCharsets.UTF_8), "Authorization",
					"Bearer " + Client.TOKEN, "Content-Type", "application/json");
			assertThat(reply.statusCode()).as(value).isEqualTo(400);
			assertThat(Client.json(reply.body()).path("parameter").asText()).as(value).isEqualTo("error");
		}
	}

	@Test
	void nothing_is_done_to_all_dead_letters_without_a_word() {
		ObjectNode event = this.client.accept(Samples.read("unrouted.hold"));
		this.client.delivered(event.path("id").asText());
		for (String path : List.of("/api/discard", "/api/redeliver")) {
			for (String said : List.of("", "?all=false", "?error=", "?dry_run=false")) {
				HttpResponse<String> reply = this.client.send("POST",
						"http://localhost:" + this.client.port() + path + said, new byte[0], "Authorization",
						"Bearer " + Client.TOKEN);
				assertThat(reply.statusCode()).as(path + said).isEqualTo(400);
			}
			assertThat(this.client.act(path.substring("/api/".length()) + "?all=true", "").has("matched")).isTrue();
			assertThat(this.client.act(path.substring("/api/".length()) + "?dry_run=true", "").has("matched"))
				.as("to look at how many they are is free")
				.isTrue();
		}
	}

	@Test
	void times_are_called_the_same_everywhere() {
		for (String path : List.of("/api/events", "/api/deliveries", "/api/calls")) {
			for (String name : List.of("from", "to", "received_after", "received_before")) {
				assertThat(this.client.api(path + "?" + name + "=2026-01-31T08:00:00Z").statusCode()).as(path + name)
					.isEqualTo(200);
			}
			assertThat(this.client.api(path + "?from=2026-01-31T08:00:00Z&received_after=2026-01-31T08:00:00Z").body())
				.contains("from and received_after mean the same");
		}
	}

	private HttpResponse<String> page(String path) {
		return this.client.send("GET", "http://localhost:" + this.client.port() + path, new byte[0], "Authorization",
				"Bearer " + Client.TOKEN, "Accept", "text/html");
	}

	private static String alert(String html) {
		Matcher alert = Pattern.compile("role=\"alert\"[^>]*>(.*?)</p>", Pattern.DOTALL).matcher(html);
		return alert.find() ? alert.group(1).replaceAll("<[^>]*>", "") : "";
	}

	private static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private static String shortened(String text) {
		return (text.length() <= 160) ? text : text.substring(0, 160) + "…";
	}

}
