package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Mistakes in routes in Java are reported like those in YAML. */
class JavaRouteAccidentsTests extends FolderAccidentsBench {

	@Test
	void a_route_in_java_has_an_id_of_its_own() throws IOException {
		Path copy = copy("java");
		Files.writeString(copy.resolve("Keys.java"), """
				public class Keys extends org.apache.camel.builder.RouteBuilder {
					public void configure() {
						from("durable:dtmf-to-database").routeId("dtmf-to-database")
							.setVariable("team", constant("x")) // ${variable.nobody}
							.log("${variable.evnt_name} ${variable.team} ${body[dst_nmae]} {{crm.urll}} {{crm.url}}");
					}
				}
				""");
		assertThat(told(copy)).filteredOn((each) -> each.startsWith("Keys.java:5:"))
			.satisfiesExactly(
					(each) -> assertThat(each)
						.startsWith("Keys.java:5:21: there is no variable evnt_name. Did you mean event_name?"),
					(each) -> assertThat(each).contains("no event has a field dst_nmae. Did you mean dst_name?"),
					(each) -> assertThat(each).contains("there is no setting crm.urll. Did you mean crm.url?"));
		assertThat(told(copy)).anySatisfy(
				(each) -> assertThat(each).startsWith("Keys.java: a route has the id 'dtmf-to-database', which is in ")
					.contains("dtmf-to-database.camel.yaml"));
	}

	@Test
	void a_route_in_java_is_checked_as_one_in_yaml() throws IOException {
		Path copy = copy("java-steps");
		Files.writeString(copy.resolve("Keys.java"), """
				import org.apache.camel.builder.RouteBuilder;
				public class Keys extends RouteBuilder {
					public void configure() {
						onException(Exception.class).handled(true);
						from("direct:none").routeId("none");
						from("direct:keys?blck=true").routeId("keys")
							.filter(simple("${variable.final} = true && ${body[context]} == 'Queue'")).end()
							.bean("nobody").setHeader("x", simple("{body[text]} ${body.dst_name}"))
							.toD("log:x?levl=${body[src]}&showBody=false")
							.log("${body}")
							.doTry()
								.to("kamelet:database-sink?statement=dtmf")
							.doCatch(Exception.class)
								.log("x")
							.end()
							.doTry()
								.to("kamelet:database-sink?statement=dtmf")
							.doCatch(Exception.class).description("nobody needs the row")
								.log("x")
							.end()
							.wireTap("kamelet:database-sink?statement=dtmf");
					}
				}
				""");
		Files.writeString(copy.resolve("All.java"), """
				import org.apache.camel.builder.RouteConfigurationBuilder;
				public class All extends RouteConfigurationBuilder {
					public void configuration() {
						routeConfiguration().onException(Throwable.class).continued(true);
					}
				}
				""");
		assertThat(told(copy)).map((each) -> each.replaceFirst("(?<=[a-z:'])[.;:] [A-Z].*", ""))
			.containsExactly("All.java:4:24: a delivery that fails counts as delivered: onException ends the failure",
					"Keys.java:4:3: a delivery that fails counts as delivered: onException ends the failure",
					"Keys.java:5:3: this route does nothing with an event",
					"Keys.java:6:21: direct: has no option blck",
					"Keys.java:7:20: this expression cannot be read: ${variable.final} = true && ${body[context]} == 'Queue'",
					"Keys.java:7:69: warning: a context has several spellings, and 'Queue' may be none of them",
					"Keys.java:8:11: there is no bean nobody", "Keys.java:8:43: warning: {body[text]} goes out as text",
					"Keys.java:8:56: ${body.dst_name}: the body is a map", "Keys.java:9:16: log: has no option levl",
					"Keys.java:10:10: warning: ${body} is personal data, and goes into the log",
					"Keys.java:13:5: a delivery that fails counts as delivered: doCatch ends the failure");
	}

	@Test
	void what_holds_for_a_whole_class_or_never_ends_is_told() throws IOException {
		Path copy = copy("java-waits");
		Files.writeString(copy.resolve("Keys.java"),
				"""
						import org.apache.camel.builder.RouteBuilder;
						public class Keys extends RouteBuilder {
							public void configure() {
								intercept().filter(simple("${variable.final} == false")).stop();
								interceptFrom("direct:none").description("meant").log("x");
								interceptSendToEndpoint("kamelet:database-sink*").skipSendToOriginalEndpoint().log("x");
								from("direct:keys").routeId("keys")
									.transacted()
									.delay(900000).end()
									.delay(simple("${body[duration]}")).end()
									.loop(constant("three")).log("x").end()
									.loop(3).log("x").end()
									.loopDoWhile(constant(true)).log("x").end()
									.to("kamelet:database-sink?statement=dtmf");
								from("timer:x").routeId("keys-timer").to("kamelet:database-sink?statement=dtmf");
								from("timer:y").routeId("keys-meant").description("a heartbeat").to("kamelet:database-sink?statement=dtmf");
							}
						}
						""");
		assertThat(told(copy)).map((each) -> each.replaceFirst("(?:[,:] (?:and|its|each)|\\. [A-Z]) ?.*", ""))
			.containsExactly("Keys.java:4:3: warning: intercept changes what all routes of this class do",
					"Keys.java:6:3: warning: interceptSendToEndpoint changes what all routes of this class do",
					"Keys.java:8:5: warning: transacted takes nothing back", "Keys.java:9:11: this delay takes 900 s",
					"Keys.java:11:20: loop cannot be 'three'", "Keys.java:13:26: this loop never ends",
					"Keys.java:15:9: warning: this route runs on each node at that time");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			static int a = Integer.parseInt("x");               | Fix the static field in this line.
			int a = Integer.parseInt("x");                      | Fix the constructor or the field in this line.
			Keys() { Integer.parseInt("x"); }                   | Fix the constructor or the field in this line.
			int a() { return Integer.parseInt("x"); } int a = a(); | Fix a().
			""")
	void a_class_that_fails_is_told_with_the_line_and_the_part_that_failed(String part, String mend)
			throws IOException {
		Path copy = copy("java-fails-" + Math.abs(part.hashCode()));
		Files.writeString(copy.resolve("Keys.java"), """
				import org.apache.camel.builder.RouteBuilder;
				public class Keys extends RouteBuilder {
					%s
					public void configure() {
					}
				}
				""".formatted(part));
		assertThat(told(copy)).singleElement()
			.asString()
			.startsWith("Keys.java:3:1: its routes cannot be created: java.lang.NumberFormatException")
			.endsWith(mend);
	}

	@Test
	void a_bean_of_the_wrong_type_is_told_where_it_stands() throws IOException {
		Path copy = copy("java-types");
		Files.writeString(copy.resolve("Keys.java"), """
				import org.apache.camel.builder.RouteBuilder;
				public class Keys extends RouteBuilder {
					public void configure() {
						from("direct:a").routeId("keys-a").policy("lookups").setBody(constant("x"));
						from("direct:b").routeId("keys-b").policy("nobody").setBody(constant("x"));
						from("direct:c").routeId("keys-c").process("phoneNumbers");
					}
				}
				""");
		assertThat(told(copy)).map((each) -> each.replaceFirst("\\. [A-Z].*", ""))
			.containsExactly("Keys.java:4:46: the bean lookups is not a Policy",
					"Keys.java:5:46: there is no bean nobody",
					"Keys.java:6:47: the bean phoneNumbers is not a Processor");
	}

	/** A start would end this JVM. */
	@Test
	void a_route_in_java_that_ends_the_process_is_not_loaded() throws IOException {
		Path copy = copy("end");
		Files.writeString(copy.resolve("Keys.java"), """
				public class Keys extends org.apache.camel.builder.RouteBuilder {
					public void configure() { // System.exit(1)
						System.exit(3);
					}
				}
				""");
		assertThat(told(copy)).contains("Keys.java:3:3: System.exit(…) would end Switchboard itself. Take it out.");
	}

}
