package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.switchboard.FewRoutes;
import io.switchboard.answers.Answer;
import io.switchboard.answers.Answered;
import io.switchboard.answers.ObservedEndpoint;
import io.switchboard.answers.Keeping;
import io.switchboard.answers.StatementAnswerNotes;
import io.switchboard.http.BoundedHttpComponent;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import io.switchboard.routes.values.Values;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.JdbcEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A recorded answer of an HTTP server or a database is given to the same request of a dry
 * run.
 */
class RecordedAnswersTests {

	private static HttpServer server;

	private static ConfigurableEnvironment settings;

	private static Event event;

	@TempDir
	Path folder;

	@TempDir
	Path database;

	@BeforeAll
	static void serve() throws IOException {
		server = HttpServer.create(new java.net.InetSocketAddress("127.0.0.1", 0), 0);
		server.createContext("/", RecordedAnswersTests::answer);
		server.start();
		settings = PastEvents.settings(Map.of("crm.token", "do-not-tell"));
		event = EventReader.read(Files.readAllBytes(Path.of("routes/samples/sms-received-to-email.json")));
	}

	@AfterAll
	static void stop() {
		server.stop(0);
	}

	/** The description of a request contains no secret. */
	private static void answer(HttpExchange request) throws IOException {
		String path = request.getRequestURI().getPath();
		byte[] text = "{\"asked\": \"%s %s\"}".formatted(request.getRequestMethod(), path)
			.getBytes(StandardCharsets.UTF_8);
		request.sendResponseHeaders(path.startsWith("/gone") ? 404 : 200, text.length);
		request.getResponseBody().write(text);
		request.close();
	}

	private static String address() {
		return "127.0.0.1:" + server.getAddress().getPort();
	}

	/** Runs the steps with their real effects. */
	private List<Answer> asked(String steps) throws Exception {
		Answered answered = new Answered();
		try (DefaultCamelContext camel = new DefaultCamelContext()) {
			Values.install(camel, "file:routes/kamelets", settings::getProperty);
			camel.getRegistry().bind("http-component", new BoundedHttpComponent());
			SQLiteDataSource database = new SQLiteDataSource();
			database.setUrl("jdbc:sqlite:" + this.database.resolve("crm.db"));
			camel.getRegistry().bind("database-crm", database);
			camel.getCamelContextExtension()
				.registerEndpointCallback((uri, endpoint) -> (endpoint instanceof JdbcEndpoint jdbc)
						? new ObservedEndpoint(jdbc, new StatementAnswerNotes(jdbc)) : endpoint);
			camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
			PluginHelper.getRoutesLoader(camel)
				.loadRoutes(ResourceHelper.fromString("file:it.camel.yaml", route("direct:it", steps)));
			camel.start();
			Exchange done = camel.createProducerTemplate().request("direct:it", (exchange) -> {
				Keeping.of(settings).begin(exchange, answered);
				exchange.getMessage().setBody(Map.of("from_no", "44 7700/900&456"));
			});
			assertThat(done.getException()).isNull();
		}
		return answered.all();
	}

	/** Runs the steps as a dry run, and returns the body. */
	private String tried(String steps, List<Answer> answers) throws Exception {
		return tried(steps, GivenAnswers.recorded("it", Map.of("it", answers)));
	}

	private String tried(String steps, GivenAnswers answers) throws Exception {
		FewRoutes.copyTo(this.folder, Set.of("sms-received-to-email"));
		Files.writeString(this.folder.resolve("it.camel.yaml"), route("durable:it", steps + """
				        - setBody: {simple: {expression: "${body} ${header.CamelHttpResponseCode}"}}
				        - to: {id: out, uri: "seda:out"}
				"""));
		try (Trial trial = Trial.of(this.folder, List.of("it.camel.yaml"), settings)) {
			List<Effect> effects = trial.effects(event, "it", answers);
			return String.valueOf(effects.get(effects.size() - 1).facts().get("body"));
		}
	}

	private static String route(String from, String steps) {
		return """
				- route:
				    id: it
				    from:
				      uri: %s
				      steps:
				        - setVariable: {name: number, simple: {expression: "44 7700/900&456"}}
				""".formatted(from) + steps;
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			        - setBody: {constant: {expression: "hm"}}
			        - to: {id: ask, uri: "http://@/post"}
			""", """
			        - to: {id: ask, uri: "http://@/options?x=1&number=44+7700&throwExceptionOnFailure=false"}
			""", """
			        - setBody: {constant: {expression: "hm"}}
			        - to: {id: ask, uri: "http://@/parameters", parameters: {httpMethod: "PUT", b: "1&2=3+4", a: "2 3"}}
			""", """
			        - toD: {id: ask, uri: "http://@/dynamic?number=${variable.number}&httpMethod=GET"}
			""", """
			        - setHeader: {name: CamelHttpUri, simple: {expression: "http://@/header?a=1"}}
			        - setHeader: {name: CamelHttpMethod, constant: {expression: "GET"}}
			        - to: {id: ask, uri: "http:crm"}
			""",
			"""
					        - setHeader: {name: CamelHttpQuery, simple: {expression: "number=${variable.number}&api_key=secret"}}
					        - setHeader: {name: CamelHttpPath, constant: {expression: "and/more"}}
					        - to: {id: ask, uri: "http://@/query?left=out"}
					""",
			"""
					        - setHeader: {name: CamelHttpMethod, constant: {expression: "GET"}}
					        - to: {id: ask, uri: "http://@/gone?throwExceptionOnFailure=false"}
					""" })
	void a_request_is_recognized_however_a_route_asks(String style) throws Exception {
		String steps = style.replace("@", address());
		List<Answer> answers = asked(steps);
		assertThat(answers).hasSize(1);
		assertThat(answers.get(0).request()).doesNotContain("secret");
		String status = style.contains("/gone") ? "404" : "200";
		assertThat(tried(steps, answers)).isEqualTo(answers.get(0).answer() + " " + status);
		assertThat(tried(steps, List.of())).isEqualTo("unknown 200");
		assertThat(tried(steps.replace(".1:", ".2:").replace("left=out", "left=in"), answers)).isEqualTo("unknown 200");
	}

	@Test
	void rows_that_a_database_gave_are_given_again() throws Exception {
		String table = """
				        - setBody: {constant: {expression: "create table contact (number text, name text, since timestamp)"}}
				        - to: {id: make, uri: "jdbc:database-crm"}
				        - setBody: {constant: {expression: "insert into contact values ('44 7700/900&456', 'Jane', '2026-01-01')"}}
				        - to: {id: fill, uri: "jdbc:database-crm"}
				""";
		String query = """
				        - setBody: {constant: {expression: "select name, 10%3 as 'a+b'\n from contact where number = :?number"}}
				        - setHeader: {name: number, simple: {expression: "${variable.number}"}}
				        - to: {id: ask, uri: "jdbc:database-crm?useHeadersAsParameters=true"}
				        - setBody: {simple: {expression: "${body[0][name]} ${header.CamelJdbcRowCount}"}}
				""";
		List<Answer> answers = asked(table + query);
		assertThat(answers).hasSize(1);
		assertThat(tried(query, answers)).startsWith("Jane 1");
		assertThat(tried(query, List.of())).startsWith("unknown 1");
		assertThat(tried(query, GivenAnswers.written(Map.of("query", List.of(Map.of("name", "Joe"), Map.of())))))
			.startsWith("Joe 2");
		assertThat(tried(query.replace("select name", "select number as name"), answers)).startsWith("unknown 1");
		assertThat(tried(query.replace("${variable.number}", "44"), answers)).startsWith("unknown 1");
	}

	@Test
	void an_answer_can_be_read_as_the_kamelet_reads_it() throws Exception {
		String steps = """
				        - setHeader: {name: CamelHttpMethod, constant: {expression: "GET"}}
				        - to: {id: ask, uri: "http://@/json?number=${1}"}
				        - unmarshal: {json: {}}
				        - setBody: {simple: {expression: "${body[asked]}"}}
				""".replace("@", address()).replace("${1}", "1");
		assertThat(tried(steps, asked(steps))).isEqualTo("GET /json 200");
		assertThat(tried(steps, List.of())).isEqualTo("unknown 200");
	}

	@Test
	void what_is_asked_twice_is_answered_twice() throws Exception {
		List<Answer> answers = List.of(new Answer("GET http://crm.test/x", 200, "first"),
				new Answer("GET http://crm.test/x", 200, "second"));
		String steps = """
				        - setBody: {simple: {expression: "${null}"}}
				        - to: {id: ask, uri: "http://crm.test/x"}
				        - setVariable: {name: first, simple: {expression: "${body}"}}
				        - setBody: {simple: {expression: "${null}"}}
				        - to: {id: ask-again, uri: "http://crm.test/x"}
				        - setVariable: {name: second, simple: {expression: "${body}"}}
				        - setBody: {simple: {expression: "${null}"}}
				        - to: {id: ask-still, uri: "http://crm.test/x"}
				        - setBody: {simple: {expression: "${variable.first} ${variable.second} ${body}"}}
				""";
		assertThat(tried(steps, answers)).isEqualTo("first second second 200");
	}

}
