package io.switchboard.routes.values;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests whose address contains a field of the event. The field is a part of the path
 * or the value of a parameter, and nothing else.
 */
class HttpAddressTests {

	private static final String ADDRESSES = """
			- route: {from: {uri: "direct:path", steps: [toD: "http:%1$s/in/${variable.it}/z?httpMethod=GET"]}}
			- route: {from: {uri: "direct:begun", steps: [toD: "{{crm.url}}/in/${variable.it}/z?httpMethod=GET"]}}
			- route: {from: {uri: "direct:query", steps: [toD: "http://%1$s/?httpMethod=GET&name=${variable.it}"]}}
			- route:
			    from:
			      uri: direct:both
			      steps:
			        - toD:
			            uri: "{{crm.url}}/in/${variable.it}/z"
			            parameters: {httpMethod: GET, name: "${variable.it}"}
			- route:
			    from:
			      uri: direct:setting
			      steps:
			        - to: {uri: "http://%1$s/", parameters: {httpMethod: GET, name: "{{the.setting}}"}}
			- route:
			    from:
			      uri: direct:other
			      steps:
			        - to: {uri: "http://%1$s/", parameters: {httpMethod: GET, name: "{{the.other}}"}}
			""";

	private static final BlockingQueue<String> ASKED = new LinkedBlockingQueue<>();

	private static final CamelContext CAMEL = new SpareCamel(null);

	private static HttpServer server;

	@BeforeAll
	static void start() throws Exception {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", HttpAddressTests::answer);
		server.start();
		String address = server.getAddress().getHostString() + ":" + server.getAddress().getPort();
		CAMEL.setAutowiredEnabled(false);
		Map<String, String> settings = Map.of("crm.url", "http://" + address, "crm.token", "a secret", "the.setting",
				"ü & b)&c%25", "the.other", "a & %25 %2525");
		Values.install(CAMEL, "file:none", settings::get);
		PluginHelper.getRoutesLoader(CAMEL)
			.loadRoutes(ResourceHelper.fromString("file:routes.camel.yaml", ADDRESSES.formatted(address)));
		CAMEL.addRoutes(new RouteBuilder() {
			@Override
			public void configure() {
				from("direct:java-path").toD("http:%s/in/${variable.it}/z?httpMethod=GET".formatted(address));
				from("direct:java-query").filter(constant(true)).toD("{{crm.url}}/?httpMethod=GET&name=${variable.it}");
			}
		});
		CAMEL.start();
	}

	@AfterAll
	static void stop() {
		CAMEL.stop();
		server.stop(0);
	}

	private static void answer(HttpExchange exchange) throws IOException {
		ASKED.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
		exchange.sendResponseHeaders(204, -1);
		exchange.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Jane Roe", "a?httpMethod=DELETE", "a&httpMethod=DELETE&x=1", "50%41#+;", "a+b%20c",
			"{{crm.token}}", "x&{{crm.token}}", "a)&{{crm.token}}", "Übel & Söhne\nzwei", "😀)&b", "RAW(x)&y",
			"#bean:x", "${body}", "a}&b", "a@evil.test:80", "a&b%25c", "100%&%2525 %26", "%25&+", "&%", "%zz&",
			"a)&%25", "\\{{x}}'\"" })
	void a_field_is_what_it_says(String value) {
		for (String way : new String[] { "path", "begun", "query", "both", "java-path", "java-query" }) {
			String asked = asked(way, value);
			assertThat(asked).startsWith("GET /");
			if (!way.endsWith("query")) {
				assertThat(between(asked, "/in/", "/z")).as(asked).isEqualTo(value);
			}
			if (!way.endsWith("path") && !way.equals("begun")) {
				assertThat(between(asked.replace('+', ' ') + "\t", "?name=", "\t")).as(asked).isEqualTo(value);
			}
		}
	}

	@Test
	void a_picture_of_it_shows_what_is_written() {
		Model model = CAMEL.getCamelContextExtension().getContextPlugin(Model.class);
		assertThat(model.getRouteDefinitions()
			.stream()
			.map((route) -> Values.shown(((ToDynamicDefinition) route.getOutputs().get(0)).getUri()))
			.limit(4)).element(3)
			.asString()
			.startsWith("{{crm.url}}/in/${variable.it}/z?")
			.contains("name=${variable.it}");
	}

	@Test
	void a_setting_with_ampersands_and_percent_signs_arrives_as_one_value() {
		assertThat(asked("setting", "")).isEqualTo("GET /?name=%C3%BC+%26+b%29%26c%2525");
		assertThat(asked("other", "")).isEqualTo("GET /?name=a+%26+%2525+%252525");
	}

	/** Camel cannot write this value unchanged. */
	@Test
	void both_kinds_of_brackets_before_an_ampersand_add_nothing() {
		assertThat(asked("query", "a)&httpMethod=DELETE}&x=1{{crm.token}}"))
			.isEqualTo("GET /?name=a%29+%26httpMethod%3DDELETE%7D%26x%3D1%7B%7Bcrm.token%7D%7D");
	}

	private static String asked(String way, String value) {
		Exchange exchange = sent(way, value);
		assertThat(exchange.getException()).isNull();
		assertThat(ASKED).hasSize(1);
		return ASKED.remove();
	}

	private static Exchange sent(String way, String value) {
		return CAMEL.createProducerTemplate().request("direct:" + way, (exchange) -> exchange.setVariable("it", value));
	}

	/** The decoded text between two marks; a plus sign stays one. */
	private static String between(String asked, String begin, String end) {
		int start = asked.indexOf(begin) + begin.length();
		return URLDecoder.decode(asked.substring(start, asked.lastIndexOf(end)).replace("+", "%2B"),
				StandardCharsets.UTF_8);
	}

}
