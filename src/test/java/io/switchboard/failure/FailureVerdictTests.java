package io.switchboard.failure;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import freemarker.template.Configuration;
import freemarker.template.TemplateExceptionHandler;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import javax.net.ssl.SSLHandshakeException;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The verdict on failures of wrong routes, real databases and HTTP servers. */
class FailureVerdictTests {

	private static final CamelContext camel = new DefaultCamelContext();

	private static final AtomicInteger routes = new AtomicInteger();

	private static ProducerTemplate producer;

	@BeforeAll
	static void start() {
		Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
		templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
		templates.setLogTemplateExceptions(false);
		camel.getRegistry().bind("templates", templates);
		camel.getRegistry().bind("wrong", new Wrong());
		camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
		camel.start();
		producer = camel.createProducerTemplate();
	}

	@AfterAll
	static void stop() {
		camel.stop();
	}

	/** A client whose connection ended, as SFTP and PostgreSQL report it. */
	@ParameterizedTest
	@CsvSource({ "java.lang.NullPointerException, org.apache.camel.component.file.remote.SftpOperations, UNCLEAR",
			"java.lang.AssertionError, org.postgresql.core.v3.QueryExecutorImpl, UNCLEAR",
			"java.lang.NullPointerException, com.example.CallsRoute, FAULT",
			"java.lang.IllegalArgumentException, org.postgresql.core.v3.QueryExecutorImpl, FAULT" })
	void a_fault_within_a_client_is_none_of_the_route(Class<? extends Throwable> kind, String thrower, Verdict verdict)
			throws ReflectiveOperationException {
		Throwable fault = kind.getConstructor().newInstance();
		fault.setStackTrace(new StackTraceElement[] {
				new StackTraceElement("java.util.Objects", "requireNonNull", "Objects.java", 208),
				new StackTraceElement(thrower, "connect", null, 1),
				new StackTraceElement("org.apache.camel.processor.SendProcessor", "process", null, 1) });
		assertThat(FailureVerdict.of(new RuntimeCamelException(fault))).isEqualTo(verdict);
	}

	/** Each row has a step that an engineer may write. */
	@ParameterizedTest
	@ValueSource(strings = { "setBody: {simple: {expression: '${body.noSuchMethod}'}}",
			"setBody: {simple: {expression: '${bean:wrong?method=noSuchMethod}'}}",
			"setBody: {simple: {expression: '${bean:noSuchBean}'}}",
			"setBody: {simple: {expression: '${properties:no.such.property}'}}",
			"setBody: {simple: {expression: '${mandatoryBodyAs(java.net.ServerSocket)}'}}",
			"setBody: {method: {ref: wrong, method: isNull}}", "setBody: {method: {ref: wrong, method: casts}}",
			"setBody: {method: {ref: wrong, method: divides}}", "setBody: {method: {ref: wrong, method: recurses}}",
			"setBody: {method: {ref: wrong, method: links}}", "setBody: {method: {ref: wrong, method: parsesNumber}}",
			"setBody: {method: {ref: wrong, method: parsesTime}}", "setBody: {method: {ref: wrong, method: indexes}}",
			"setBody: {method: {ref: wrong, method: notYetWritten}}", "toD: {uri: 'bean:noSuchBean'}",
			"toD: {uri: 'nosuchscheme:x'}", "toD: {uri: 'bean:wrong?noSuchOption=1'}",
			"toD: {uri: 'direct:${properties:no.such.property}'}",
			"to: {uri: 'freemarker:io/switchboard/failure/null.ftl', parameters: {configuration: '#bean:templates'}}",
			"to: {uri: 'freemarker:no-such-template.html'}",
			"to: {uri: 'language:simple:resource:classpath:nowhere.txt'}",
			"convertBodyTo: {type: java.net.ServerSocket}",
			"throwException: {exceptionType: java.lang.IllegalArgumentException, message: 'no such customer'}" })
	void a_fault_in_a_route_is_told_from_a_destination_that_is_away(String step) {
		Throwable failure = catchThrowable(() -> run(step));
		assertThat(failure).isNotNull();
		assertThat(FailureVerdict.of(failure)).as(step + ": " + failure).isEqualTo(Verdict.FAULT);
	}

	@ParameterizedTest
	@CsvSource({ "PermanentFailure, NEVER", "RetryLater, NOT_YET", "RefusedForNow, REFUSED", "DestinationAway, AWAY",
			"SignInRefused, SHUT_OUT" })
	void a_route_names_its_failure_by_the_new_name_or_the_old(String name, Verdict verdict) {
		for (String room : List.of("failure", "delivery")) {
			Throwable failure = catchThrowable(() -> run(
					"throwException: {exceptionType: io.switchboard.%s.%s, message: 'because'}".formatted(room, name)));
			assertThat(FailureVerdict.of(failure)).as(room + ": " + failure).isEqualTo(verdict);
		}
	}

	/** The exception is wrapped by Camel. */
	private static void run(String step) throws Exception {
		String id = "wrong-" + routes.incrementAndGet();
		String route = "- route: {id: %1$s, from: {uri: 'direct:%1$s', steps: [{%2$s}]}}".formatted(id, step);
		PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(id + ".camel.yaml", route));
		producer.sendBody("direct:" + id, Map.of("src", "447700900123"));
	}

	@Test
	void a_connection_that_fails_is_no_fault_whoever_wraps_it() {
		for (Exception away : List.of(new ConnectException("Connection refused"),
				new UnknownHostException("no.example"), new NoRouteToHostException("no route"),
				new SocketTimeoutException("Read timed out"), new SSLHandshakeException("no certificate"),
				new TimeoutException("no answer"))) {
			assertThat(FailureVerdict.of(new RuntimeCamelException(new IllegalArgumentException(away))))
				.isEqualTo(Verdict.AWAY);
		}
		assertThat(FailureVerdict.of(new IllegalStateException("who knows"))).isEqualTo(Verdict.UNCLEAR);
		Exception own = new IOException(new PermanentFailure("never"));
		assertThat(FailureVerdict.of(own)).isEqualTo(Verdict.NEVER);
	}

	/** The cause may be a value from outside. */
	@Test
	void a_connection_that_breaks_says_nothing_of_other_deliveries() {
		for (Exception broken : List.of(new SocketException("Connection reset"), new EOFException(),
				new NoHttpResponseException("failed to respond"), new IOException("Broken pipe"))) {
			assertThat(FailureVerdict.of(new RuntimeCamelException(new IllegalArgumentException(broken))))
				.isEqualTo(Verdict.UNCLEAR);
		}
	}

	@Test
	void a_chain_of_causes_that_ends_in_itself_ends() {
		Exception first = new IllegalStateException("first");
		Exception second = new IllegalStateException("second", first);
		first.initCause(second);
		assertThat(new RouteFailure("step", second).sentence()).isEqualTo("step: second; caused by: first");
		assertThat(new RouteFailure("step", second).verdict()).isEqualTo(Verdict.UNCLEAR);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 |    | {"message":"from: is not a number"}                        | NEVER
			422 |    | the rate of the customer is not set                     | NEVER
			413 |    |                                                         | NEVER
			400 |    | {"message":"Maximum per minute call rate exceeded"}      | REFUSED
			400 |    | {"error":{"code":"RATE_LIMIT_EXCEEDED"}}                 | REFUSED
			422 |    | Too many requests, try again later                      | REFUSED
			400 |    | API quota has been exceeded for today                   | REFUSED
			400 |    | Request was throttled                                   | REFUSED
			400 | 30 | busy                                                    | AWAY
			413 | 30 |                                                         | AWAY
			422 | Fri, 01 Jan 2010 00:00:00 GMT | no such list                 | NEVER
			403 | 0  | soon                                                    | REFUSED
			403 | soon |                                                       | REFUSED
			401 |    | no such key                                             | SHUT_OUT
			407 |    |                                                         | SHUT_OUT
			403 |    | the firewall does not like that word                    | REFUSED
			404 |    |                                                         | REFUSED
			409 |    |                                                         | REFUSED
			302 |    |                                                         | REFUSED
			408 |    |                                                         | AWAY
			429 |    |                                                         | AWAY
			502 |    |                                                         | AWAY
			503 |    |                                                         | AWAY
			504 |    |                                                         | AWAY
			500 |    | NullPointerException                                    | UNCLEAR
			""")
	void an_http_server_says_it_with_its_status_and_its_words(int status, String retryAfter, String body,
			Verdict verdict) {
		Map<String, String> headers = (retryAfter != null) ? Map.of("retry-after", retryAfter) : Map.of();
		assertThat(FailureVerdict
			.of(new HttpOperationFailedException("http://crm.test", status, null, null, headers, body)))
			.isEqualTo(verdict);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			insert into row values (null, 1, 1)      | NEVER
			insert into row values ('a', 11, 1)      | NEVER
			insert into row values ('there', 1, 1)   | NEVER
			insert into row values ('b', 1, 99)      | REFUSED
			insert into nowhere values (1)           | FAULT
			insert into row (colour) values (1)      | FAULT
			insert in row                            | FAULT
			""")
	void a_database_says_it_with_its_code(String statement, Verdict verdict) throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:?foreign_keys=on");
				Statement sql = connection.createStatement()) {
			sql.execute("create table parent (id integer primary key)");
			sql.execute("create table row (key text primary key not null, small integer check (small < 10), "
					+ "parent integer references parent (id))");
			sql.execute("insert into parent values (1)");
			sql.execute("insert into row values ('there', 1, 1)");
			Throwable failure = catchThrowable(() -> sql.execute(statement));
			assertThat(FailureVerdict.of(new RuntimeCamelException(failure))).as(failure.toString()).isEqualTo(verdict);
		}
	}

	@ParameterizedTest
	@CsvSource({ "22P02, NEVER", "23502, NEVER", "23505, NEVER", "23503, REFUSED", "42P01, FAULT", "42501, SHUT_OUT",
			"28P01, SHUT_OUT", "42P05, AWAY", "0A000, AWAY", "08006, AWAY", "57P01, AWAY", "53300, AWAY", "25006, AWAY",
			"40001, REFUSED", "40P01, REFUSED", "P0001, NEVER", "45000, NEVER", "54000, NEVER", "44000, NEVER",
			"21000, NEVER", "53100, AWAY", "57014, AWAY", "XX000, AWAY" })
	void postgresql_says_it_with_its_state(String state, Verdict verdict) {
		assertThat(FailureVerdict.of(new DataAccessResourceFailureException("x", new SQLException("no", state))))
			.isEqualTo(verdict);
	}

	@Test
	void a_row_that_a_database_refuses_is_not_repeated() {
		Exception failure = new DataAccessResourceFailureException("x", new SQLException("""
				ERROR: null value in column "src" violates not-null constraint
				  Detail: Failing row contains (1/r, Jane Doe (home), 447700900123).
				  Where: SQL statement "insert\"""", "23502"));
		assertThat(new RouteFailure("write", failure).sentence()).startsWith("write: x")
			.endsWith(
					"ERROR: null value in column \"src\" violates not-null constraint   Where: SQL statement \"insert\"");
	}

	/** An address with a password has the same form. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"error":"jane@example.org is unknown"} | http://crm.test:8080 answered 400: {"error":"jane@example.org is unknown"}
					see https://u:s3cret@crm.test/x?token=s3cret for more | http://crm.test:8080 answered 400: see https://u:xxxxxx@crm.test/x?token=xxxxxx for more
					see smtp://mail.test?password=RAW(s3 cret)&to=RAW | http://crm.test:8080 answered 400: see smtp://mail.test?password=xxxxxx&to=RAW
					""")
	void an_answer_with_an_address_of_mail_is_told_whole(String body, String sentence) {
		assertThat(new RouteFailure(null,
				new HttpOperationFailedException("http://crm.test:8080/x", 400, null, null, Map.of(), body))
			.sentence()).isEqualTo(sentence);
	}

	@Test
	void an_answer_that_took_too_long_keeps_its_status() {
		assertThat(new RouteFailure("ask-crm",
				new HttpOperationFailedException("http://crm.test/x", 500, "Oops", null, Map.of(), ""))
			.overdue(Duration.ofSeconds(60))
			.sentence())
			.isEqualTo("ask-crm: took longer than its timeout of 60 s (delivery.timeout): "
					+ "http://crm.test answered 500 Oops");
	}

	/** The sentence leads the reader to the password. */
	@ParameterizedTest
	@CsvSource({ "28P01, true", "42501, false" })
	void only_a_refused_sign_in_is_told_as_one(String state, boolean signIn) {
		assertThat(new RouteFailure("step", new SQLException("no", state)).shutOut()).isEqualTo(
				signIn ? "the destination refuses the sign-in" : "somebody must correct a setting, or the destination");
	}

	@Test
	void a_wrong_setting_is_no_refused_sign_in() {
		for (Exception wrong : List.of(new WrongSetting("no such client"),
				new IOException(new WrongSetting("http.hosts does not allow crm.example.org")))) {
			assertThat(FailureVerdict.of(wrong)).isEqualTo(Verdict.SHUT_OUT);
			assertThat(new RouteFailure("step", wrong).shutOut()).startsWith("somebody must correct");
		}
		assertThat(new RouteFailure("step", new IOException(new SignInRefused("wrong password"))).shutOut())
			.isEqualTo("the destination refuses the sign-in");
		assertThat(new RouteFailure("step",
				new HttpOperationFailedException("http://crm.test", 401, null, null, Map.of(), ""))
			.shutOut()).isEqualTo("the destination refuses the sign-in");
	}

	/** A failure in a bean of an engineer. */
	public static final class Wrong {

		public Object isNull() {
			return Map.of().get("nothing").toString();
		}

		public Object casts() {
			Object text = "text";
			return (Integer) text + 1;
		}

		public Object divides() {
			return 1 / Map.of().size();
		}

		public Object recurses() {
			return recurses();
		}

		public Object links() {
			throw new NoSuchMethodError("io.nowhere.Thing.made()");
		}

		public Object parsesNumber() {
			return Integer.valueOf("68.5");
		}

		public Object parsesTime() {
			return LocalDate.parse("yesterday");
		}

		public Object indexes() {
			return List.of().get(1);
		}

		public Object notYetWritten() {
			throw new UnsupportedOperationException("not yet");
		}

	}

	/** Otherwise the next attempt would repeat what was done. */
	@Test
	void an_attempt_that_took_too_long_keeps_what_it_has_done_and_names_its_step() {
		RouteFailure late = new RouteFailure("ask-crm", new IOException("away"), Set.of("post-to-slack"))
			.overdue(Duration.ofSeconds(60));
		assertThat(late.done()).containsExactly("post-to-slack");
		assertThat(late.sentence()).isEqualTo("ask-crm: took longer than its timeout of 60 s (delivery.timeout)");
		assertThat(late.kind()).isEqualTo("InterruptedException at step ask-crm");
	}

	/** A time-out alone says nothing of its cause. */
	@Test
	void an_attempt_that_took_too_long_keeps_what_its_step_says_of_the_destination() {
		RouteFailure late = new RouteFailure("write-line", new DestinationAway("another program has locked the file"))
			.overdue(Duration.ofSeconds(60));
		assertThat(late.sentence()).isEqualTo("write-line: took longer than its timeout of 60 s (delivery.timeout): "
				+ "another program has locked the file");
		assertThat(late.verdict()).isEqualTo(Verdict.AWAY);
	}

}
