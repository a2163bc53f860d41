package io.switchboard.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pictures in {@code docs/destinations} show what the route of each destination sends
 * for its sample. {@code -Dpictures.write=true} draws them again.
 */
class DestinationPicturesTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	@BeforeAll
	static void start() {
		server.start();
	}

	@AfterAll
	static void stop() {
		server.stop();
	}

	static Stream<String> routes() {
		return HttpDestinationsTests.DESTINATIONS.keySet()
			.stream()
			.filter((route) -> Files.exists(Picture.page(name(route), "md")));
	}

	private static String name(String route) {
		return route.replaceFirst(".*-to-", "");
	}

	@ParameterizedTest
	@MethodSource("routes")
	void a_picture_shows_what_is_sent(String route) throws Exception {
		server.resetAll();
		String writes = HttpDestinationsTests.WRITES.get(route);
		server.stubFor(any(anyUrl())
			.willReturn(aResponse().withBody((writes != null) ? HttpDestinationsTests.asked(route) : "{}")));
		if (writes != null) {
			server.stubFor(any(urlPathEqualTo(writes)).willReturn(aResponse().withBody(HttpDestinationsTests.MADE)));
		}
		Map<String, String> settings = new HashMap<>(
				HttpDestinationsTests.DESTINATIONS.get(route).apply(server.baseUrl()));
		settings.put("console.url", "https://switchboard.example.org");
		try (DestinationBench bench = new DestinationBench(settings, route)) {
			assertThat(bench.run(route, DestinationBench.sample(route), Set.of()).getException()).isNull();
		}
		LoggedRequest sent = server.findAll(anyRequestedFor((writes != null) ? urlPathEqualTo(writes) : anyUrl()))
			.get(0);
		Picture.assertDrawn(name(route), "%s %s".formatted(sent.getMethod(), sent.getUrl().replaceAll("\\?.*", ""))
			.replace(HttpDestinationsTests.SECRET, "…"), Picture.lines(JSON.readTree(sent.getBodyAsString())));
	}

	/** Destinations without HTTP: what the expectation of the route's sample says. */
	@ParameterizedTest
	@CsvSource({ "mail, routes/samples/queue-missed-call-to-email", "file, routes/samples/call-settled-to-file",
			"database, routes/samples/sms-received-to-database",
			"kafka, docs/destinations/kafka/routes/samples/call-ended-to-kafka",
			"amqp, docs/destinations/amqp/routes/samples/call-ended-to-amqp" })
	void a_picture_shows_what_the_sample_of_a_route_expects(String page, String sample) throws Exception {
		JsonNode expected = new YAMLMapper().readTree(Path.of(sample + ".expect.yaml").toFile());
		JsonNode sent = Stream.of("mails", "rows", "files", "others")
			.map((kind) -> expected.path(kind).path(0))
			.filter((each) -> !each.isMissingNode())
			.findFirst()
			.orElseThrow();
		List<String> lines = new ArrayList<>();
		sent.path("headers").properties().forEach((each) -> lines.add(each.getKey() + ": " + each.getValue().asText()));
		String text = sent.path("text").asText() + sent.path("body").asText();
		lines.addAll(Picture.wrapped(text));
		if (sent.has("values")) {
			lines.addAll(Picture.lines(sent.path("values")));
		}
		String title = Stream.of("to", "subject", "address", "name", "statement")
			.map((each) -> sent.path(each).asText())
			.filter((each) -> !each.isEmpty())
			.collect(Collectors.joining(": "));
		Picture.assertDrawn(page, title, lines);
	}

}
