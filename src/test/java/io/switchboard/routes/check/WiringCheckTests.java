package io.switchboard.routes.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

import io.switchboard.Siege;
import io.switchboard.Size;
import io.switchboard.routes.values.SpareCamel;
import io.switchboard.routes.values.Values;
import io.switchboard.texts.KeywordDoes;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The findings for a switchboard that does more than decide, or cannot decide, and for
 * other routes that send to channels.
 */
class WiringCheckTests {

	private static final Map<String, String> SETTINGS = Map.of("the.channel", "durable:rows", "the.name", "rows");

	private static final String RULE = """
			        - filter:
			            id: one
			            expression: {simple: {expression: "${variable.missed_call}"}}
			            steps:
			              - to: {uri: "durable:rows"}
			""";

	private static final String ROWS = """
			- route:
			    id: rows
			    from:
			      uri: durable:rows
			      steps:
			        - to: {id: write, uri: "kamelet:rows-sink"}
			""";

	private static final String READER = ROWS.replaceFirst("(?s)steps:.*", "steps: [{log: {message: x}}]\n");

	private DefaultCamelContext camel;

	private final List<RouteBuilder> java = new ArrayList<>();

	@TempDir
	Path folder;

	@BeforeEach
	void install() throws Exception {
		Files.createDirectories(this.folder.resolve("kamelets"));
		kamelet("sql:insert");
		this.camel = new SpareCamel(null);
		JarBeans.get().askedByRules().forEach(this.camel.getRegistry()::bind);
		Values.install(this.camel, "file:" + this.folder.resolve("kamelets"), SETTINGS::get);
	}

	private void kamelet(String uri) throws Exception {
		Files.writeString(this.folder.resolve("kamelets/rows-sink.kamelet.yaml"), """
				kind: Kamelet
				metadata: {name: rows-sink}
				spec:
				  definition:
				    title: "durable:rows"
				    description: "durable:rows"
				  template:
				    from:
				      uri: kamelet:source
				      steps:
				        - removeHeaders: {pattern: "*"}
				        - to: {uri: "%s"}
				""".formatted(uri));
	}

	private Checked check(String rules, String... files) throws Exception {
		load("switchboard", """
				- route:
				    id: switchboard
				    from:
				      uri: durable:switchboard
				      steps:
				%s
				- route:
				    id: unrouted
				    from:
				      uri: durable:unrouted
				      steps:
				        - log: {message: "unrouted"}
				""".formatted(rules.stripTrailing()));
		for (int i = 0; i < files.length; i += 2) {
			load(files[i], files[i + 1]);
		}
		for (RouteBuilder builder : this.java) {
			this.camel.addRoutes(builder);
		}
		return checked(Set.of("crm_on"));
	}

	/** The findings as text. */
	private record Checked(List<String> problems, List<String> warnings) {
	}

	private Checked checked(Set<String> switches) {
		List<Finding> findings = new WiringCheck(this.folder, this.camel, switches, Set.of(KeywordDoes.VARIABLE),
				this.camel.getRouteDefinitions(), Set.of())
			.findings()
			.sorted();
		return new Checked(texts(findings, Severity.ERROR), texts(findings, Severity.WARNING));
	}

	private static List<String> texts(List<Finding> findings, Severity severity) {
		return findings.stream().filter((each) -> each.severity() == severity).map(Finding::toString).toList();
	}

	private void load(String name, String yaml) throws Exception {
		PluginHelper.getRoutesLoader(this.camel)
			.loadRoutes(ResourceHelper.fromString("file:" + name + ".camel.yaml", yaml));
	}

	@Test
	void what_only_decides_may_start() throws Exception {
		Checked check = check(RULE, "rows", ROWS);
		assertThat(check.problems()).isEmpty();
		assertThat(check.warnings()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "to: {uri: \"kamelet:rows-sink\"}", "to: {uri: \"direct:x\"}", "to: \"http://localhost\"",
			"to: {uri: \"seda:x\"}", "to: {uri: \"{{the.name}}:x\"}", "toD: {uri: \"durable:${variable.x}\"}",
			"toD: {uri: \"kamelet:${variable.x}\"}", "wireTap: {uri: \"durable:rows\"}", "wireTap: {uri: \"seda:x\"}",
			"enrich: {expression: {constant: {expression: \"durable:rows\"}}}",
			"enrich: {expression: {simple: {expression: \"http://x\"}}}",
			"pollEnrich: {expression: {constant: {expression: \"file:x\"}}}", "poll: {uri: \"file:x\"}",
			"process: {ref: \"#bean:x\"}", "bean: {ref: x, method: y}",
			"script: {expression: {groovy: {expression: x}}}",
			"recipientList: {expression: {constant: {expression: \"durable:rows\"}}}",
			"routingSlip: {expression: {constant: {expression: \"durable:rows\"}}}",
			"dynamicRouter: {expression: {constant: {expression: \"durable:rows\"}}}",
			"multicast: {steps: [{to: {uri: \"durable:rows\"}}]}",
			"loop: {expression: {constant: {expression: \"3\"}}, steps: [{to: {uri: \"durable:rows\"}}]}",
			"split: {expression: {simple: {expression: \"${body}\"}}, steps: [{to: {uri: \"durable:rows\"}}]}",
			"pipeline: {steps: [{to: {uri: \"durable:rows\"}}]}", "threads: {poolSize: 2}",
			"delay: {expression: {constant: {expression: \"60000\"}}}",
			"throttle: {expression: {constant: {expression: \"1\"}}}", "stop: {}",
			"setVariable: {name: final, expression: {constant: {expression: \"true\"}}}",
			"setBody: {expression: {constant: {expression: \"x\"}}}",
			"setProperty: {name: x, expression: {constant: {expression: \"x\"}}}",
			"setHeader: {name: x, expression: {constant: {expression: \"x\"}}}", "removeVariable: {name: final}",
			"log: {message: \"${body}\"}",
			"throwException: {exceptionType: java.lang.IllegalStateException, message: x}",
			"doTry: {steps: [{to: {uri: \"durable:rows\"}}]}", "convertBodyTo: {type: String}",
			"idempotentConsumer: {expression: {simple: {expression: x}}, idempotentRepository: x, steps: [{to: {uri: \"durable:rows\"}}]}",
			"aggregate: {correlationExpression: {simple: {expression: x}}, aggregationStrategy: x, steps: [{to: {uri: \"durable:rows\"}}]}",
			"circuitBreaker: {steps: [{to: {uri: \"durable:rows\"}}]}", "kamelet: {name: rows-sink}",
			"loadBalance: {roundRobinLoadBalancer: {}, steps: [{to: {uri: \"durable:rows\"}}]}", "marshal: {json: {}}",
			"unmarshal: {json: {}}", "validate: {expression: {simple: {expression: \"${body}\"}}}" })
	void whatever_may_have_an_effect_is_refused_in_the_switchboard(String step) throws Exception {
		for (String depth : List.of("        ", "              ")) {
			install();
			refused(step, depth);
		}
	}

	private void refused(String step, String depth) throws Exception {
		List<String> problems = check(RULE + depth + "- " + step, "rows", ROWS).problems();
		assertThat(problems).as(step)
			.anyMatch((problem) -> problem.contains("may not be in the switchboard")
					&& problem.startsWith("switchboard.camel.yaml:11:"));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"- onException: {exception: [java.lang.Exception], steps: [{to: {uri: \"kamelet:rows-sink\"}}]}",
			"- onCompletion: {steps: [{to: {uri: \"kamelet:rows-sink\"}}]}",
			"- intercept: {steps: [{to: {uri: \"kamelet:rows-sink\"}}]}",
			"- interceptFrom: {steps: [{to: {uri: \"kamelet:rows-sink\"}}]}",
			"- routeConfiguration: {onCompletion: [{onCompletion: {steps: [{to: {uri: \"kamelet:rows-sink\"}}]}}]}",
			"- interceptSendToEndpoint: {uri: \"durable:*\", steps: [{to: {uri: \"kamelet:rows-sink\"}}]}" })
	void what_holds_for_the_whole_file_is_refused_too(String around) throws Exception {
		this.camel.disableJMX();
		load("switchboard", around + """

				- route:
				    id: switchboard
				    from:
				      uri: durable:switchboard
				      steps:
				""" + RULE);
		assertThat(checked(Set.of()).problems()).anyMatch((problem) -> problem.contains("switchboard.camel.yaml")
				&& problem.contains("may not be in the switchboard"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "to: {uri: \"kamelet:rows-sink\", parameters: {where: \"durable:rows\"}}",
			"to: {uri: \"durable:rows\"}", "to: \"durable:rows\"", "to: {uri: \"durable://rows\"}",
			"to: {uri: \"{{the.channel}}\"}", "to: {uri: \"durable:{{the.name}}\"}",
			"toD: {uri: \"durable:${body[x]}\"}", "wireTap: {uri: \"durable:rows\"}",
			"wireTap: {uri: \"durable:${variable.x}\"}",
			"recipientList: {expression: {constant: {expression: \"direct:x,durable:rows\"}}}",
			"recipientList: {expression: {simple: {expression: \"durable:${body[x]}\"}}}",
			"routingSlip: {expression: {constant: {expression: \"durable:rows\"}}}",
			"dynamicRouter: {expression: {simple: {expression: \"durable:rows\"}}}",
			"enrich: {expression: {constant: {expression: \"durable:rows\"}}}",
			"pollEnrich: {expression: {constant: {expression: \"durable:rows\"}}}", "poll: {uri: \"durable:rows\"}",
			"multicast: {steps: [{to: {uri: \"durable:rows\"}}]}",
			"filter: {expression: {simple: {expression: \"${body}\"}}, steps: [{to: {uri: \"durable:rows\"}}]}",
			"choice: {when: [{expression: {simple: {expression: \"${body}\"}}, steps: [{to: {uri: \"durable:rows\"}}]}]}",
			"choice: {when: [{expression: {simple: {expression: \"${body}\"}}, steps: [{log: {message: x}}]}], otherwise: {steps: [{to: {uri: \"durable:rows\"}}]}}",
			"doTry: {steps: [{log: {message: x}}], doCatch: [{exception: [java.lang.Exception], steps: [{to: {uri: \"durable:rows\"}}]}]}",
			"circuitBreaker: {steps: [{log: {message: x}}], onFallback: {steps: [{to: {uri: \"durable:rows\"}}]}}",
			"saga: {compensation: \"durable:rows\", steps: [{log: {message: x}}]}" })
	void only_the_switchboard_sends_to_a_channel(String step) throws Exception {
		for (String from : List.of("durable:rows", "direct:other", "timer:x")) {
			install();
			List<String> problems = check(RULE, "rows", from.equals("durable:rows") ? "[]" : ROWS, "other", """
					- route:
					    id: other
					    from:
					      uri: %s
					      steps:
					        - %s
					""".formatted(from, step)).problems();
			assertThat(problems).as(step)
				.anyMatch((problem) -> problem.startsWith("other.camel.yaml:6:")
						&& problem.contains("only the switchboard may send to durable:"));
		}
	}

	@Test
	void a_route_in_java_does_not_either() throws Exception {
		this.java.add(new RouteBuilder() {
			@Override
			public void configure() {
				onException(IllegalStateException.class).to("durable:rows");
				from("direct:java").routeId("in-java").split(body()).to("durable:rows").end();
				from("direct:dead").routeId("dead").errorHandler(deadLetterChannel("durable:rows")).log("x");
			}
		});
		assertThat(check(RULE, "rows", ROWS).problems())
			.anyMatch((problem) -> problem.contains("route in-java: only the switchboard may send to durable:rows"))
			.anyMatch((problem) -> problem.contains("route dead: only the switchboard may send to durable:rows"));
	}

	@Test
	void nor_does_a_kamelet() throws Exception {
		kamelet("durable:rows");
		assertThat(check(RULE, "rows", ROWS).problems()).singleElement()
			.asString()
			.contains("rows-sink.kamelet.yaml:12:21: only the switchboard may send to durable:rows");
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "=>", quoteCharacter = '`',
			textBlock = """
					simple: {expression: "${variable.evnt_name} == 'sms.received'"} => there is no variable evnt_name. Did you mean event_name?
					simple: {expression: "${variable.misssed_call}"} => there is no variable misssed_call. Did you mean missed_call?
					simple: {expression: "${variable.something_else}"} => there is no variable something_else. There are answered, attempt
					simple: {expression: "${variable.helpdesk_on}"} => would be there with a setting helpdesk.enabled or helpdesk.url
					simple: {expression: "${variables.evnt_name}"} => Did you mean event_name?
					variable: {expression: "misssed_call"} => Did you mean missed_call?
					simple: {expression: "${variable.event_name} = 'sms.received'"} => its condition cannot be read
					simple: {expression: "${variable.event_name} == 'sms.received"} => its condition cannot be read
					simple: {expression: "${variable.event_name == 'sms.received'"} => its condition cannot be read
					simple: {expression: ""} => condition
					simple: {expression: "${body.dst_name} == 'x'"} => ${body.dst_name}: the body is a map. Write ${body[dst_name]}
					simple: {expression: "${variable.event_name} == 'call.missed' && ${variable.event_name} == 'call.hangup'"} => it can never be true
					simple: {expression: "${variable.context_kind} == 'Queue'"} => it can never be true
					simple: {expression: "${variable.context_kind} == 'ringgroup' && ${body[src]} == '1'"} => context_kind is one of queue, ring-group, user, unknown
					simple: {expression: "${variable.direction} == 'incoming'"} => direction is one of in, out
					simple: {expression: "${variable.missed_call} && ${variable.event_name} == 'call.hangup'"} => it can never be true
					simple: {expression: "${variable.missed_queue_call} && ${variable.context_kind} == 'user'"} => it can never be true
					simple: {expression: "${variable.missed_call} && ${variable.final} == 'false'"} => it can never be true
					simple: {expression: "${variable.context_kind} == 'Queue' || ${variable.direction} == 'inn'"} => it can never be true
					simple: {expression: "${variable.settled_call} and ${variable.crm_on}"} => cannot be read: ${variable.settled_call} and ${variable.crm_on}. Write && for and.
					simple: {expression: "${variable.settled_call} or ${variable.crm_on}"} => Write || for or.
					simple: {expression: "(${variable.settled_call} || ${variable.final}) && ${variable.crm_on}"} => Simple has no parentheses
					simple: {expression: "!${variable.settled_call}"} => Write == false behind it.
					simple: {expression: "not ${variable.settled_call}"} => Write == false behind it.
					simple: {expression: "${variable.event_name} === 'sms.received'"} => Write == between two blanks.
					simple: {expression: "${variable.event_name} equals 'sms.received'"} => Write == between two blanks.
					simple: {expression: "${variable.event_name}=='sms.received'"} => Write == between two blanks.
					simple: {expression: "${variable.direction} == in"} => Put the text in quotes: 'in'.
					simple: {expression: "${variable.call_outcome} in ['abandoned','missed']"} => Write the words as one text
					simple: {expression: "${variable.call_outcome} in 'abandoned','missed'"} => Write the words as one text
					simple: {expression: "variable.event_name == 'sms.received'"} => Ask for a variable as ${variable.event_name}
					simple: {expression: "${variable.event_name} contain 'sms'"} => Unexpected token c.
					simple: {expression: "${variable.event_name } == 'sms.received'"} => Write ${variable.event_name}.
					simple: {expression: "${variable. event_name} == 'sms.received'"} => Write ${variable.event_name}.
					simple: {expression: "${variable.final} == 'yes'"} => final is true or false, and never 'yes'. Write ${variable.final} == true, or == false.
					simple: {expression: "${variable.crm_on} != 'no'"} => crm_on is true or false, and never 'no'
					simple: {expression: "${variable.keyword_does} == 'reply'"} => The value of keyword_does is one of answer, stop, start, route
					simple: {expression: "${bean:mailer.send}"} => may have effects
					simple: {expression: "${bean:mailer?method=send}"} => may have effects
					simple: {expression: "${ref:mailer}"} => may have effects
					simple: {expression: "${camelContext.stop}"} => may have effects
					simple: {expression: "${exchange.context.stop}"} => may have effects
					simple: {expression: "${type:java.lang.System.exit(1)}"} => may have effects
					simple: {expression: "${body.clear} == null"} => may have effects
					simple: {expression: "${body.remove('event_name')} == null"} => may have effects
					simple: {expression: "${variable.event_name} != ${bean:mailer}"} => may have effects
					simple: {expression: "${setVariable(final,true)} == null"} => may have effects
					method: {ref: mailer, method: send} => may have effects
					method: {beanType: java.lang.System, method: exit} => may have effects
					groovy: {expression: "true"} => may have effects
					spel: {expression: "true"} => may have effects
					header: {expression: "x"} => may have effects
					language: {language: js, expression: "true"} => may have effects
					""")
	void a_condition_asks_for_what_there_is_and_does_nothing(String condition, String told) throws Exception {
		assertThat(check(RULE.replaceFirst("simple: \\{expression: \"[^\"]*\"}", Matcher.quoteReplacement(condition)),
				"rows", ROWS)
			.problems()).singleElement().asString().startsWith("switchboard.camel.yaml:").contains(told);
	}

	@ParameterizedTest
	@ValueSource(strings = { "simple: {expression: \"${variable.final}\"}",
			"simple: {expression: \"${variable.crm_on} && ${variable.ended_call}\"}",
			"simple: {expression: \"${variable.crm_on} == 'false'\"}",
			"simple: {expression: \"${body[duration]} > 60\"}",
			"simple: {expression: \"${variable.outside_number} == '1' && ${variable.direction} != 'out'\"}",
			"simple: {expression: \"${variable.event_name} == 'call.new-in-2030'\"}",
			"simple: {expression: \"${properties:the.name} == 'rows'\"}",
			"simple: {expression: \"${variable.caller} == '{{the.name}}'\"}",
			"simple: {expression: \"${variable.event_name} startsWith 'call.'\"}",
			"simple: {expression: \"${variable.event_name} == null\"}",
			"simple: {expression: \"${variable.event_name} regex '^call[.]parked.*$'\"}",
			"simple: {expression: \"${variable.event_name} in 'call.parked, call.unparked'\"}",
			"simple: {expression: '${variable.event_name} == \"call.parked\"'}",
			"simple: {expression: \"${variable.event_name} == '{{the.name}}'\"}",
			"simple: {expression: \"${variable.event_name} contains 'park' && ${variable.final}\"}",
			"simple: {expression: \"${variable.context_kind} != 'queue' && ${variable.final} == true\"}",
			"simple: {expression: \"${bean:openingHours?method=isClosedAt(${body[event_time]})}\"}",
			"method: {ref: openingHours, method: \"isClosedAt(${body[event_time]})\"}",
			"constant: {expression: \"false\"}", "variable: {expression: \"missed_call\"}" })
	void a_condition_that_asks_for_what_there_is_may_start(String condition) throws Exception {
		assertThat(check(RULE.replaceFirst("simple: \\{expression: \"[^\"]*\"}", Matcher.quoteReplacement(condition)),
				"rows", ROWS)
			.problems()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					            steps:                                                   |                      | rule one sends nowhere
					            expression: {simple: {expression: "${variable.missed_call}"}} |                 | rule one has no condition
					"durable:rows"                                                       | "durable:rows?maxAttempts=3" | has options
					"durable:rows"                                                       | "durable:rws"        | nothing reads from durable:rws
					"durable:rows"                                                       | "durable:switchboard" | the switchboard may not send to itself
					{uri: "durable:rows"}                                                | {uri: "durable:rows", variableReceive: final} | have no use here
					id: one                                                              | id: write            | has the id 'write', which is in
					            id: one                                                  |             id: one`            statusPropertyName: SwitchboardDecision | statusPropertyName has no use
					""")
	void a_rule_has_a_condition_and_goes_somewhere(String text, String mistake, String told) throws Exception {
		String changed = (mistake != null) ? mistake.replace("`", "\n") : "";
		String rule = told.contains("nowhere") ? RULE.substring(0, RULE.indexOf(text))
				: RULE.replace(text, changed).replaceAll("(?m)^\\s*\n", "");
		assertThat(check(rule, "rows", ROWS).problems())
			.anyMatch((problem) -> problem.contains(told) && problem.contains("camel.yaml:"));
	}

	@Test
	void a_route_that_no_rule_names_is_told_of() throws Exception {
		assertThat(check(RULE, "rows", ROWS, "others",
				ROWS.replace("rows", "others").replace("others-sink", "rows-sink").replace("write", "write-others"))
			.problems()).singleElement()
			.asString()
			.startsWith("others.camel.yaml")
			.contains("no rule of the switchboard sends to durable:others");
	}

	/** A cut within a rule or behind one leaves fewer findings than the whole file. */
	@Siege
	@Test
	void a_switchboard_that_is_cut_at_any_line_is_told_of() throws Exception {
		List<String> lines = Files.readAllLines(Path.of("routes/switchboard.camel.yaml"));
		for (int end = lines.size(); end > 4; end -= Size.of(3, 1)) {
			String told = told(String.join("\n", lines.subList(0, end)));
			assertThat(told.isEmpty()).as("cut behind line %d: %s", end, told).isEqualTo(end == lines.size());
		}
	}

	private String told(String switchboard) throws Exception {
		install();
		try {
			try (var files = Files.list(Path.of("routes"))) {
				for (Path file : files.filter((each) -> each.toString().endsWith(".camel.yaml")).toList()) {
					String name = file.getFileName().toString().replace(".camel.yaml", "");
					if (Files.readString(file).contains("schedule:")) {
						continue; // no rule sends to it
					}
					load(name, name.equals("switchboard") ? switchboard : READER.replace("rows", name));
				}
			}
			load("call-ended-to-database", READER.replace("rows", "call-ended-to-database"));
			return String.join("\n",
					checked(Set.of("crm_on", "missed_call_sms_back_on", "vip_caller_transfer_on",
							"abandoned_call_to_email_on", "call_settled_to_file_on", "call_settled_to_crm_on",
							"call_ended_to_http_on", "call_ended_to_webhook_on", "call_ringing_to_webhook_on",
							"sms_received_to_reply_on", "slack_on", "teams_on", "google_chat_on", "mattermost_on",
							"hubspot_on", "pipedrive_on", "salesforce_on", "zoho_on", "zendesk_on", "freshdesk_on",
							"jira_on", "follow_up_due_to_email_on"))
						.problems());
		}
		catch (Exception ex) {
			return ex.toString();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "            id: one\n", "            steps:\n" })
	void a_key_that_stands_twice_is_told_of(String key) {
		int line = 5 + (int) RULE.substring(0, RULE.indexOf(key) + key.length()).lines().count();
		assertThatThrownBy(() -> check(RULE.replace(key, key.replaceFirst(":.*", ": x") + key), "rows", ROWS))
			.hasStackTraceContaining("switchboard.camel.yaml, line %d: the key '%s' is there twice: first in line %d"
				.formatted(line + 1, key.strip().replaceFirst(":.*", ""), line));
	}

	@Test
	void a_second_when_is_told_of() {
		assertThatThrownBy(() -> check("""
				        - choice:
				            when:
				              - expression: {simple: {expression: "${variable.final}"}}
				                steps: [{to: {uri: "durable:rows"}}]
				            when:
				              - expression: {simple: {expression: "${variable.final}"}}
				                steps: [{to: {uri: "durable:rows"}}]
				""", "rows", ROWS))
			.hasStackTraceContaining("switchboard.camel.yaml, line 10: the key 'when' is there twice: first in line 7");
	}

	@Test
	void a_route_that_comes_with_the_jar_need_not_be_used() throws Exception {
		this.java.add(new RouteBuilder() {
			@Override
			public void configure() {
				from("durable:in-java").routeId("in-java").log("x");
			}
		});
		this.java.get(0).setResource(ResourceHelper.fromString("source:io.example.InJavaRoute", ""));
		assertThat(check(RULE, "rows", ROWS).problems()).isEmpty();
	}

	/** Mistakes that only a start or a reload would refuse, without a line. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					platform-http:/my/orders         |                                | platform-http:/my/orders cannot be reached | 5
					platform-http:orders             |                                | platform-http:/orders cannot be reached | 5
					platform-http:/hooks/mine        |                                | platform-http:/hooks/mine is behind a door | 5
					platform-http:/webhooks          |                                | platform-http:/webhooks is behind a door | 5
					platform-http:/http/orders       |                                | platform-http:/http/orders has a reader already, route first in first.camel.yaml:5 | 5
					platform-http:http/orders        | httpMethodRestrict: "post"     | has a reader already | 5
					platform-http:/http/orders       | httpMethodRestrict: "GET,PSOT" | there is no method 'PSOT'. Did you mean POST? | 6
					platform-http:/http/orders       | httpMethodRestrict: "GET,PUT"  | | 0
					platform-http:/http/orders/{id}  |                                | | 0
					platform-http:/{{the.name}}/x    |                                | platform-http:/rows/x cannot be reached | 5
					""")
	void a_door_of_ones_own_can_be_reached_and_is_one(String uri, String parameters, String told, int line)
			throws Exception {
		String own = """
				- route:
				    id: %s
				    from:
				      %s
				      uri: %s
				      parameters: {%s}
				      steps: [{log: {message: x}}]
				""";
		List<String> problems = check(RULE, "rows", ROWS, "first",
				own.formatted("first", "description: x", "platform-http:/http/orders", "httpMethodRestrict: POST"),
				"second", own.formatted("second", "description: x", uri, (parameters != null) ? parameters : ""))
			.problems();
		if (told == null) {
			assertThat(problems).isEmpty();
		}
		else {
			assertThat(problems).singleElement().asString().startsWith("second.camel.yaml:" + line).contains(told);
		}
	}

	@Test
	void so_can_the_paths_of_rest() throws Exception {
		String rest = """
				- rest:
				    path: /%s/orders
				    get: [{path: "/{id}", to: "direct:order"}]
				- route: {from: {uri: "direct:order", steps: [{log: {message: x}}]}}
				""";
		assertThat(check(RULE, "rows", ROWS, "rest", rest.formatted("http")).problems()).isEmpty();
		install();
		assertThat(check(RULE, "rows", ROWS, "rest", rest.formatted("my")).problems()).singleElement()
			.asString()
			.startsWith("rest.camel.yaml")
			.contains("platform-http:/my/orders/{id} cannot be reached");
	}

	@Test
	void a_switchboard_without_rules_is_told_of() throws Exception {
		assertThat(check("        []", "rows", ROWS).problems())
			.anyMatch((problem) -> problem.contains("the switchboard has no rules"));
	}

	@Test
	void an_older_switchboard_works_and_is_warned_of() throws Exception {
		String rules = Files.readString(Path.of("src/test/resources/switchboard/choice.camel.yaml"));
		List<String> files = new ArrayList<>();
		for (String route : rules.split("durable:")) {
			String name = route.replaceFirst("(?s)[^a-z-].*", "");
			if (!files.contains(name) && !name.isEmpty() && !Set.of("unrouted", "switchboard").contains(name)) {
				files.addAll(List.of(name, READER.replace("rows", name)));
			}
		}
		Checked check = check(rules.substring(rules.indexOf("steps:\n") + 7), files.toArray(String[]::new));
		assertThat(check.problems()).isEmpty();
		assertThat(check.warnings()).singleElement()
			.asString()
			.contains("camel.yaml:", "Write a filter for each destination");
	}

	@Test
	void a_name_that_no_event_is_known_to_have_is_warned_of() throws Exception {
		assertThat(
				check(RULE.replace("${variable.missed_call}", "${variable.event_name} == 'call.misssed'"), "rows", ROWS)
					.warnings())
			.singleElement()
			.asString()
			.contains("VoIPstudio is not known to send 'call.misssed'. Did you mean call.missed?");
	}

}
