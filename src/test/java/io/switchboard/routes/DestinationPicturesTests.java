package io.switchboard.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pictures in {@code docs/destinations}: drawn from what the route of each
 * destination really sends for its sample. {@code -Dpictures.write=true} draws them anew.
 */
class DestinationPicturesTests {

	private static final Path PAGES = Path.of("docs/destinations");

	private static final ObjectMapper JSON = new ObjectMapper();

	/** A time that differs from run to run. */
	private static final String NOW = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[\\d.]+Z";

	private static final int MOST_LINES = 16;

	private static final int LONGEST = 84;

	private static final int LINE = 18;

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
		return HttpDestinationsTests.DESTINATIONS.keySet().stream().filter((route) -> Files.exists(page(route, "md")));
	}

	private static Path page(String route, String kind) {
		return PAGES.resolve(route.replaceFirst(".*-to-", "") + "." + kind);
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
		try (DestinationBench bench = new DestinationBench(
				HttpDestinationsTests.DESTINATIONS.get(route).apply(server.baseUrl()), route)) {
			assertThat(bench.run(route, DestinationBench.sample(route), Set.of()).getException()).isNull();
		}
		LoggedRequest sent = server.findAll(anyRequestedFor((writes != null) ? urlPathEqualTo(writes) : anyUrl()))
			.get(0);
		String picture = picture(sent);
		if (Boolean.getBoolean("pictures.write")) {
			Files.writeString(page(route, "svg"), picture);
		}
		assertThat(page(route, "svg")).hasContent(picture);
		assertThat(page(route, "md")).content().contains("(" + page(route, "svg").getFileName() + ")");
		assertThat(picture).doesNotContain(HttpDestinationsTests.SECRET).hasSizeLessThan(6000);
	}

	private static String picture(LoggedRequest sent) throws Exception {
		List<String> lines = new ArrayList<>();
		flat("", JSON.readTree(sent.getBodyAsString()), lines);
		List<String> shown = (lines.size() <= MOST_LINES) ? lines : lines.subList(0, MOST_LINES);
		StringBuilder svg = new StringBuilder();
		int height = LINE * (shown.size() + 3);
		svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"%d\" role=\"img\">%n"
			.formatted(height))
			.append("<rect width=\"718\" height=\"%d\" x=\"1\" y=\"1\" rx=\"8\" fill=\"#f6f8fa\" stroke=\"#d0d7de\"/>%n"
				.formatted(height - 2))
			.append("<g font-family=\"monospace\" font-size=\"13\" fill=\"#1f2328\">%n".formatted());
		text(svg, 1, "%s %s".formatted(sent.getMethod(), sent.getUrl().replaceAll("\\?.*", ""))
			.replace(HttpDestinationsTests.SECRET, "…"), " font-weight=\"bold\"");
		for (int i = 0; i < shown.size(); i++) {
			text(svg, i + 2, shown.get(i), "");
		}
		return svg.append("</g>\n</svg>\n").toString();
	}

	private static void text(StringBuilder svg, int line, String text, String more) {
		String cut = (text.length() <= LONGEST) ? text : text.substring(0, LONGEST) + "…";
		svg.append("<text x=\"16\" y=\"%d\"%s xml:space=\"preserve\">%s</text>%n".formatted(LINE * line + 8, more,
				cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
	}

	private static void flat(String name, JsonNode node, List<String> lines) {
		if (node.isValueNode()) {
			lines.add(name + ": " + node.asText().replace("\n", " ⏎ ").replaceAll(NOW, "2026-04-28T08:46:14Z"));
		}
		for (Map.Entry<String, JsonNode> field : node.properties()) {
			flat(name.isEmpty() ? field.getKey() : name + "." + field.getKey(), field.getValue(), lines);
		}
		for (int i = 0; i < node.size() && node.isArray(); i++) {
			flat(name + "[" + i + "]", node.get(i), lines);
		}
	}

}
